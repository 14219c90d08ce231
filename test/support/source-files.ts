import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

/** One import of a source file: its specifier, and whether it is for types alone. */
export interface SourceImport {
  readonly specifier: string
  readonly typeOnly: boolean
  /** Where it leads in this project; undefined for a package. */
  readonly target?: string
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly imports: readonly SourceImport[]
}

const importForms = [
  /^(?<type>(?:import|export)\s+type\b)?[ \t]*(?:import|export)?[\w\s{},*$]*?\bfrom\s+['"](?<specifier>[^'"]+)['"]/gm,
  /^import\s+['"](?<specifier>[^'"]+)['"]/gm,
  /\bimport\(\s*['"](?<specifier>[^'"]+)['"]/g
]

/** Every import of one file, whatever its form. */
export function importsOf(path: string, text: string): SourceImport[] {
  return importForms.flatMap((form) =>
    [...text.matchAll(form)].map(({ groups }) => {
      const specifier = groups?.['specifier'] ?? ''
      const typeOnly = groups?.['type'] !== undefined
      if (!specifier.startsWith('.')) return { specifier, typeOnly }
      return { specifier, typeOnly, target: normalize(join(dirname(path), specifier)) }
    })
  )
}

/** The project's own sources, with what each imports. */
export const readSources = (): SourceFile[] =>
  globSync(['src/**/*.ts', 'hooks/**/*.ts'])
    .filter((path) => !path.endsWith('.d.ts') && !path.endsWith('.test.ts'))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })

/** Started by npm scripts: an entry is a room of its own, since nothing imports it. */
export const isEntry = (path: string): boolean => /^src\/.*\/main\.ts$/.test(path)

/** The room that a file stands in: its folder of src, or itself at the root or as an entry. */
export function roomOf(path: string): string {
  if (path.startsWith('hooks/')) return 'hooks'
  const inside = relative('src', path)
  if (isEntry(path)) return inside
  return inside.split('/')[0] ?? inside
}

/** Groups of names that reach each other, each larger than one; empty when there is no circle. */
export function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = new Map<string, Set<string>>()
  for (const from of edges.keys()) {
    const seen = new Set<string>()
    const next = [...(edges.get(from) ?? [])]
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      next.push(...(edges.get(one) ?? []))
    }
    reach.set(from, seen)
  }
  const circles = new Map<string, string[]>()
  for (const [from, seen] of reach) {
    if (!seen.has(from)) continue
    const group = [...seen].filter((one) => reach.get(one)?.has(from)).toSorted()
    circles.set(group.join(' '), group)
  }
  return [...circles.values()]
}
