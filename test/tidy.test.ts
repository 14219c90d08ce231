import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockfileUrl, missingPackages, readLockfile } from './support/complete-lockfile.ts'

/*
 * Checks of the code itself: what linters cannot say and reviewers forget. The table is the
 * architecture; a folder may import itself, the folders listed, and files at the root of src.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'cds-hooks': [],
  ehrs: ['cds-hooks'],
  fhir: ['cds-hooks'],
  services: ['cds-hooks', 'model', 'record'],
  record: ['cds-hooks', 'fhir', 'services'],
  clinical: ['cds-hooks', 'record', 'services'],
  rules: ['cds-hooks', 'clinical'],
  chart: ['cds-hooks', 'clinical', 'record'],
  model: ['chart'], // never record or fhir: the model sees only what deidentify() made
  findings: ['cds-hooks', 'clinical', 'chart', 'model', 'rules'],
  cards: ['cds-hooks', 'clinical', 'findings', 'record', 'rules', 'services'],
  store: ['findings', 'model'],
  feedback: ['cds-hooks', 'store'],
  audit: ['store', 'cds-hooks', 'model', 'findings', 'record'],
  governance: ['cards', 'feedback', 'integration', 'rules', 'services', 'store'],
  integration: ['cards', 'cds-hooks', 'ehrs', 'fhir', 'record', 'rules', 'services'],
  http: [
    'audit',
    'cards',
    'cds-hooks',
    'ehrs',
    'feedback',
    'findings',
    'governance',
    'model',
    'record',
    'rules',
    'services',
    'store'
  ],
  // Builds the whole service and looks at it from the outside; the EHR around it is the demo's.
  evaluation: [
    'cds-hooks',
    'clinical',
    'demo',
    'fhir',
    'findings',
    'http',
    'integration',
    'record',
    'rules'
  ],
  demo: []
}
/** Files at the root of src that bring the world in: a pure station may not import them. */
const wiring =
  /^src\/(server|app|make-parts|advise|card-context|quiet-for|consult|second-reading|guarded-dispatcher)\.ts$/
const pure = ['clinical', 'chart', 'findings', 'cards', 'rules']
const mayUseWiring = ['evaluation', 'http', 'integration']

const packagesOnlyIn: Readonly<Record<string, RegExp>> = {
  fastify: /^src\/(http\/|demo\/|app\.ts|server\.ts)/,
  '@fastify/helmet': /^src\/(http\/|app\.ts)/,
  openai: /^src\/model\//,
  '@azure/identity': /^src\/model\//,
  '@azure/openai': /^src\/model\//,
  'fhir-kit-client': /^src\/fhir\//,
  kysely: /^src\/store\//,
  pg: /^src\/store\//,
  '@electric-sql/pglite': /^src\/store\//,
  jose: /^src\/(http|ehrs|integration|demo)\//,
  undici: /^src\/(guarded-dispatcher\.ts|fhir\/|model\/)/,
  pino: /^src\/http\//
}

const paths = globSync(['src/**/*.ts', 'hooks/**/*.ts']).filter((path) => !path.endsWith('.d.ts'))
const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const importForms = [
  /^(?:import|export)[\w\s{},*$]*?\bfrom\s+['"]([^'"]+)['"]/gm,
  /^import\s+['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g
]
const importsOf = (text: string): string[] =>
  importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
/** Started by npm scripts: they read the environment and set the exit code. */
const entries =
  /^(src\/(server|audit\/main|governance\/held-back\/main|integration\/[^/]+\/main|evaluation\/main|demo\/main|demo\/ehr\/main|demo\/stand-in-model\/main)\.ts|hooks\/[^/]+\/hook\.ts)$/

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

describe.for(sources)('$path', ({ path, text }) => {
  const folder = path.split('/')[1] ?? ''
  const own = path.startsWith('src/')

  test('imports only what its place allows', () => {
    for (const specifier of importsOf(text)) {
      if (!specifier.startsWith('.')) {
        const places = packagesOnlyIn[packageOf(specifier)]
        if (places !== undefined) expect(path, `${specifier} is imported here`).toMatch(places)
        if (own && pure.includes(folder))
          expect(specifier).not.toMatch(/^node:(?!(crypto|assert\/strict)$)/)
        continue
      }
      expect(specifier).toMatch(/\.(ts|json)$/)
      const target = normalize(join(dirname(path), specifier))
      const [top, targetFolder = '', file] = target.split('/')
      if (folder === 'demo' && own) expect(target).toMatch(/^src\/demo\//)
      if (!own || top !== 'src' || !(folder in mayImport)) continue
      if (file === undefined) {
        if (wiring.test(target)) expect(mayUseWiring, `${path} imports ${target}`).toContain(folder)
      } else if (targetFolder !== folder) {
        expect(mayImport[folder], `${path} imports ${specifier}`).toContain(targetFolder)
      }
    }
  })

  test('is short, and has no clock, dice, process or leftovers of its own', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(300)
    expect(text).not.toMatch(/TODO|FIXME|XXX|debugger|^\s*@\w+\(|\baccessor\b/m)
    expect(text).not.toMatch(/^export \* /m)
    expect(text).not.toMatch(/^export default/m)
    if (own && folder !== 'demo' && path !== 'src/clock.ts') {
      expect(text).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(/)
    }
    if (own && folder !== 'demo' && !entries.test(path)) {
      expect(text).not.toMatch(/process\.(env|exit)\b/)
    }
  })
})

test('the table of folders is complete', () => {
  const folders = new Set(
    paths.filter((path) => /^src\/[^/]+\//.test(path)).map((path) => path.split('/')[1] ?? '')
  )
  expect([...folders].filter((folder) => !(folder in mayImport))).toEqual([])
})

test('no source file is dead', () => {
  const imported = new Set(
    sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => normalize(join(dirname(path), specifier)))
    )
  )
  expect(paths.filter((path) => !imported.has(path) && !entries.test(path))).toEqual([])
})

test('the lockfile holds every platform package, and no address', () => {
  expect(missingPackages(readLockfile())).toEqual([])
  expect(readFileSync(lockfileUrl, 'utf8')).not.toMatch(/"resolved"/)
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
