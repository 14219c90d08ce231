import { z } from 'zod'
import { analyteOf, canonicalValue, isAnalyte } from './analytes.ts'
import { systems } from './code.ts'
import { ingredientNamed } from './drug-names.ts'
import { ingredientsOfCode } from './terminology.ts'

/** `system|code` of the site -> public codes that mean the same, and the unit of its numbers. */
export type SiteCodes = ReadonlyMap<
  string,
  readonly { readonly system: string; readonly code: string; readonly unit?: string }[]
>

/** A health system's own table: what its local codes stand for. */
export interface SiteTerminology {
  readonly version: string
  /** `system|code` -> RxNorm ingredient names, as Curbside's own list has them. */
  readonly drugs: ReadonlyMap<string, readonly string[]>
  readonly codes: SiteCodes
}

const system = z.string().min(1).max(300)
const code = z.string().min(1).max(100)
const icd10Form = /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/

/** The file that `terminology.path` names. */
export const SiteTerminologySchema = z.strictObject({
  version: z.string().min(1).max(100),
  drugs: z
    .array(
      z.strictObject({
        system,
        code,
        ingredients: z.array(z.string().min(1).max(100)).min(1).max(12)
      })
    )
    .max(100_000)
    .default([]),
  results: z
    .array(
      z.strictObject({
        system,
        code,
        loinc: z.string().regex(/^\d{1,6}-\d$/),
        unit: z.string().min(1).max(24).exactOptional()
      })
    )
    .max(100_000)
    .default([]),
  problems: z
    .array(
      z.strictObject({
        system,
        code,
        snomed: z
          .string()
          .regex(/^[1-9]\d{5,17}$/)
          .exactOptional(),
        icd10: z.string().regex(icd10Form).exactOptional()
      })
    )
    .max(100_000)
    .default([])
})
type Table = z.infer<typeof SiteTerminologySchema>

/**
 * Reads a site's table. Refused, with one line for each fault, when an entry has the wrong form,
 * stands twice, names an ingredient that Curbside does not know (no rule could judge it), gives a
 * unit that its analyte is not measured in, or says of a public code what Curbside's own tables deny.
 */
export function readSiteTerminology(
  raw: unknown
):
  | { readonly outcome: 'read'; readonly table: SiteTerminology }
  | { readonly outcome: 'refused'; readonly issues: readonly string[] } {
  const parsed = SiteTerminologySchema.safeParse(raw)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`
    )
    return { outcome: 'refused', issues }
  }
  const table = parsed.data
  const issues = [
    ...repeats(table),
    ...table.drugs.flatMap((entry, at) =>
      drugFaults(entry).map((fault) => `drugs.${at}: ${fault}`)
    ),
    ...table.results.flatMap((entry, at) =>
      resultFaults(entry).map((fault) => `results.${at}: ${fault}`)
    ),
    ...table.problems.flatMap((entry, at) =>
      problemFaults(entry).map((fault) => `problems.${at}: ${fault}`)
    )
  ]
  return issues.length > 0
    ? { outcome: 'refused', issues }
    : { outcome: 'read', table: tableOf(table) }
}

function drugFaults({ system: of, code: written, ingredients }: Table['drugs'][number]): string[] {
  const unknown = ingredients.filter((name) => ingredientNamed(name) === undefined)
  if (unknown.length > 0) {
    return unknown.map((name) => `"${name}" is no ingredient that Curbside knows`)
  }
  const own = of === systems.rxnorm ? ingredientsOfCode(written) : undefined
  const named = canonical(ingredients)
  return own === undefined || own.toSorted().join() === named.join()
    ? []
    : [`Curbside's own table says that this code is ${own.join(' / ')}`]
}

function resultFaults({
  system: of,
  code: written,
  loinc,
  unit
}: Table['results'][number]): string[] {
  const target = analyteOf([{ system: systems.loinc, code: loinc }])
  const own = of === systems.loinc ? analyteOf([{ system: of, code: written }]) : undefined
  const denied = own !== undefined && isAnalyte(own) && own !== target
  const measured =
    unit === undefined ||
    target === undefined ||
    !isAnalyte(target) ||
    canonicalValue(target, 1, [unit]) !== undefined
  return [
    ...(denied ? [`Curbside's own table says that this code is ${own}`] : []),
    ...(measured ? [] : [`"${unit}" is no unit of ${target} that Curbside knows`])
  ]
}

function problemFaults({ system: of, snomed, icd10 }: Table['problems'][number]): string[] {
  return [
    ...((snomed === undefined) === (icd10 === undefined)
      ? ['needs exactly one of snomed and icd10']
      : []),
    ...(of === systems.snomed || of === systems.icd10 ? ['a public code speaks for itself'] : [])
  ]
}

function repeats(table: Table): string[] {
  return (['drugs', 'results', 'problems'] as const).flatMap((part) => {
    const seen = new Set<string>()
    return table[part].flatMap((entry, at) => {
      const key = keyOf(entry)
      const twice = seen.has(key)
      seen.add(key)
      return twice ? [`${part}.${at}: this code stands twice`] : []
    })
  })
}

function tableOf({ version, drugs, results, problems }: Table): SiteTerminology {
  const codes = new Map<string, { system: string; code: string; unit?: string }[]>()
  const add = (key: string, one: { system: string; code: string; unit?: string }): void => {
    codes.set(key, [...(codes.get(key) ?? []), one])
  }
  for (const { loinc, unit, ...entry } of results) {
    add(keyOf(entry), { system: systems.loinc, code: loinc, ...(unit !== undefined && { unit }) })
  }
  for (const { snomed, icd10, ...entry } of problems) {
    add(
      keyOf(entry),
      snomed === undefined
        ? { system: systems.icd10, code: icd10 ?? '' }
        : { system: systems.snomed, code: snomed }
    )
  }
  return {
    version,
    drugs: new Map(drugs.map((entry) => [keyOf(entry), canonical(entry.ingredients)])),
    codes
  }
}

function canonical(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => ingredientNamed(name) ?? []))].toSorted()
}

function keyOf(entry: { readonly system: string; readonly code: string }): string {
  return `${entry.system}|${entry.code}`
}
