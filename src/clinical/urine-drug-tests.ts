import type { Code } from './clinical-index.ts'
import { systems } from './concept.ts'
import data from './urine-drug-tests.json' with { type: 'json' }

/** What urine drug tests look for. */
export type UrineSubstance = keyof typeof data.substances

interface Row {
  readonly substance: UrineSubstance
  readonly codes: ReadonlySet<string>
  readonly words: RegExp
}

const rows: readonly Row[] = Object.entries(data.substances).map(([substance, row]) => ({
  substance: substance as UrineSubstance,
  codes: new Set(row.loinc.split(' ')),
  words: new RegExp(row.words, 'i')
}))

/** A blood level of a drug is no urine test of it: the words count only beside these. */
const urine = /\b(?:urine|urinary|ur|uds|drug screen\w*|drugs? of abuse)\b/i

/**
 * The substances that a result tells of: by LOINC, or by its label where that names urine too.
 * Empty for every other result.
 */
export function urineSubstancesOf(fact: {
  readonly label: string
  readonly codes: readonly Code[]
}): readonly UrineSubstance[] {
  const loinc = fact.codes.filter(({ system }) => system === systems.loinc)
  const coded = rows.filter(({ codes }) => loinc.some(({ code }) => codes.has(code)))
  const found =
    coded.length > 0 || !urine.test(fact.label)
      ? coded
      : rows.filter(({ words }) => words.test(fact.label))
  return found.map(({ substance }) => substance)
}

/** What a card calls the substance. */
export function labelOfSubstance(substance: UrineSubstance): string {
  return data.substances[substance].label
}
