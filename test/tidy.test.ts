import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mayImport } from './support/rooms.ts'
import { circlesIn, importsOf, isEntry, readSources, roomOf } from './support/source-files.ts'
import type { SourceFile } from './support/source-files.ts'

/*
 * Checks of the code itself: what linters cannot say and reviewers forget.
 */

const packagesOnlyIn: Readonly<Record<string, RegExp>> = {
  fastify: /^src\/(http\/|telemetry\/|demo\/|testbed\/|app\.ts$)/,
  '@fastify/helmet': /^src\/(http\/|app\.ts)/,
  openai: /^src\/model\//,
  '@azure/identity': /^src\/model\//,
  '@azure/openai': /^src\/model\//,
  'fhir-kit-client': /^src\/fhir\//,
  kysely: /^src\/store\//,
  pg: /^src\/store\//,
  '@electric-sql/pglite': /^src\/store\//,
  jose: /^src\/(http|ehrs|integration|testbed)\//,
  undici: /^src\/(process\/|fhir\/|model\/)/,
  pino: /^src\/telemetry\//
}

/** No input, output, clock or chance in them, nor in anything that they run. */
const pure = [
  'cds-hooks',
  'terminology',
  'clinical',
  'knowledge',
  'rules',
  'chart',
  'findings',
  'cards'
]
/** Hashing and assertions touch nothing. */
const pureModules = /^node:(crypto|assert\/strict)$/

const sources = readSources()
const paths = sources.map(({ path }) => path)
const byPath = new Map(sources.map((source) => [source.path, source]))

interface LockedPackage {
  readonly integrity?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** What is wrong with the imports of one file, by the table of rooms. */
function importFaults({ path, imports }: Pick<SourceFile, 'path' | 'imports'>): string[] {
  const room = roomOf(path)
  return imports.flatMap(({ specifier, target }) => {
    if (target === undefined) {
      const places = packagesOnlyIn[packageOf(specifier)]
      if (places !== undefined && !places.test(path)) return [`${path} imports ${specifier}`]
      const unclean = pure.includes(room) && specifier.startsWith('node:')
      return unclean && !pureModules.test(specifier) ? [`${path} imports ${specifier}`] : []
    }
    if (!/\.(ts|json)$/.test(target)) return [`${path} imports ${specifier} without its ending`]
    if (target.endsWith('.json') || !target.startsWith('src/')) return []
    const to = roomOf(target)
    return to === room || (mayImport[room] ?? []).includes(to)
      ? []
      : [`${room} imports ${to}: ${path}`]
  })
}

/** What a pure file would run of the world, by way of any file that it imports for more than types. */
function worldBehind(path: string, read: (path: string) => SourceFile | undefined): string[] {
  const seen = new Set([path])
  const faults: string[] = []
  for (const one of seen) {
    for (const { specifier, target, typeOnly } of read(one)?.imports ?? []) {
      if (typeOnly) continue
      if (target !== undefined) seen.add(target)
      else if (
        specifier.startsWith('node:')
          ? !pureModules.test(specifier)
          : packageOf(specifier) in packagesOnlyIn
      )
        faults.push(`${path} runs ${specifier} by way of ${one}`)
    }
  }
  return faults
}

describe.for(sources)('$path', (source) => {
  const { path, text } = source
  const own = path.startsWith('src/')
  const room = roomOf(path)
  const playground = /^(demo|testbed)\b/.test(room)

  test('imports only what its place allows', () => {
    expect(importFaults(source)).toEqual([])
    if (pure.includes(room)) expect(worldBehind(path, (one) => byPath.get(one))).toEqual([])
  })

  test('is short, and has no clock, dice, process or leftovers of its own', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(300)
    expect(text).not.toMatch(/TODO|FIXME|XXX|debugger|^\s*@\w+\(|\baccessor\b/m)
    expect(text).not.toMatch(/^export \* /m)
    expect(text).not.toMatch(/^export default/m)
    if (own && !playground && path !== 'src/ground/clock.ts') {
      expect(text).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(/)
    }
    if (own && !playground && path !== 'src/server.ts' && !isEntry(path)) {
      expect(text).not.toMatch(/process\.(env|exit)\b/)
    }
  })
})

const edges = new Map<string, Set<string>>(Object.keys(mayImport).map((room) => [room, new Set()]))
for (const { path, imports } of sources) {
  for (const { target } of imports) {
    if (!target?.startsWith('src/') || roomOf(target) === roomOf(path)) continue
    edges.get(roomOf(path))?.add(roomOf(target))
  }
}

describe('the table of rooms', () => {
  test('names every folder, every file at the root and every entry, and nothing else', () => {
    expect(new Set(Object.keys(mayImport))).toEqual(new Set(paths.map(roomOf)))
    expect(paths.filter((path) => /^src\/[^/]+$/.test(path)).toSorted()).toEqual([
      'src/advise.ts',
      'src/app.ts',
      'src/server.ts'
    ])
  })

  test('holds no edge that nobody uses', () => {
    for (const [room, allowed] of Object.entries(mayImport)) {
      expect(
        allowed.filter((to) => !edges.get(room)?.has(to)),
        room
      ).toEqual([])
    }
  })

  test('has no arrow back up', () => {
    const order = Object.keys(mayImport)
    for (const [room, allowed] of Object.entries(mayImport)) {
      expect(
        allowed.filter((to) => order.indexOf(to) > order.indexOf(room)),
        room
      ).toEqual([])
    }
  })

  test('has no circle, and neither have the files, types included', () => {
    expect(circlesIn(edges)).toEqual([])
    const files = new Map(
      sources.map(({ path, imports }) => [
        path,
        new Set(imports.flatMap(({ target }) => (target === undefined ? [] : [target])))
      ])
    )
    expect(circlesIn(files)).toEqual([])
  })

  const planted = (path: string, text: string): string[] => {
    const imports = importsOf(path, text)
    const read = (one: string) => (one === path ? { path, text, imports } : byPath.get(one))
    return [...importFaults({ path, imports }), ...worldBehind(path, read)]
  }

  test.for([
    ['src/rules/planted.ts', "import { loadServices } from '../services/load-services.ts'"],
    ['src/rules/planted.ts', "import { readFileSync } from 'node:fs'"],
    ['src/cards/planted.ts', "import { openStore } from '../store/open-store.ts'"],
    ['src/cards/planted.ts', "import type { Store } from '../store/store.ts'"],
    ['src/model/planted.ts', "import { assembleRecord } from '../record/assemble-record.ts'"],
    ['src/chart/planted.ts', "import { loadConfig } from '../process/config.ts'"],
    ['src/testbed/planted.ts', "import { advise } from '../advise.ts'"],
    ['src/record/planted.ts', "import Fastify from 'fastify'"]
  ] as const)('refuses in %s: %s', ([path, text]) => {
    expect(planted(path, text)).not.toEqual([])
  })
})

/** The check of AI findings asks it next; here until it does. */
const openDoors = ['src/rules/knowledge/try-drug.ts']

test('no source file is dead', () => {
  const imported = new Set(sources.flatMap(({ imports }) => imports.map(({ target }) => target)))
  const started = (path: string) =>
    path === 'src/server.ts' ||
    path === 'src/testbed/end-with-parent.ts' ||
    openDoors.includes(path) ||
    isEntry(path) ||
    /^hooks\/[^/]+\/hook\.ts$/.test(path)
  expect(paths.filter((path) => !imported.has(path) && !started(path))).toEqual([])
})

test('every package of the lockfile has its integrity and no address, and none is left out', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  const locked = Object.entries(packages).filter(([path]) => path !== '')
  expect(locked.filter(([, { integrity }]) => integrity === undefined)).toEqual([])
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  // npm leaves out platform packages that a registry does not carry, and then refuses its own lockfile.
  const leftOut = locked.flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages || `${owner}/node_modules/${name}` in packages)
    )
  )
  expect(leftOut).toEqual([])
})

test('the median file is under 100 lines', () => {
  const lengths = sources.map(({ text }) => text.split('\n').length).toSorted((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100)
})

test('nothing names a machine, a registry host or a person at work', () => {
  const all = globSync(
    ['src/**/*', 'hooks/**/*', 'docs/**/*', 'docker/**/*', 'fhir-profiles/*', '*.md'],
    {
      exclude: ['**/*.png']
    }
  ).filter((path) => /\.[a-z]+$/.test(path))
  for (const path of all) {
    expect(readFileSync(path, 'utf8'), path).not.toMatch(
      /\/work\/|\/root\/|registry\.npmjs|deb\.debian/
    )
  }
})
