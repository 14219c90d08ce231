import { unitOfAnalyte } from '../terminology/analytes.ts'
import type { EpochDay } from './clinical-date.ts'
import type { ClinicalIndex, Person, Result } from './clinical-index.ts'
import { estimatedGfr } from './estimated-gfr.ts'
import type { UnknownFact } from './known.ts'
import { knownValues } from './latest.ts'
import type { NumericResult } from './latest.ts'

const daysPerYear = 365.25

/** An eGFR that was worked out; its reference and day are those of the creatinine. */
export type ComputedEgfr = NumericResult & { readonly computedFrom: NumericResult }

/**
 * The eGFRs that the creatinines of an adult give (CKD-EPI 2021), newest first. A creatinine that
 * cannot be read is an eGFR that cannot be known; without age or sex there are none.
 */
export function computedEgfrs(
  index: ClinicalIndex,
  since?: EpochDay
): { readonly values: readonly ComputedEgfr[]; readonly unknown: readonly UnknownFact[] } {
  const { values, unknown } = knownValues(index, 'creatinine', since)
  const computed = values.flatMap((creatinine) => computedFrom(index.person, creatinine) ?? [])
  const told = canCompute(index.person) ? unknown : []
  return { values: computed, unknown: told }
}

const canCompute = (person: Person): boolean => estimatedGfr(person, 1) !== undefined

/** The filtration falls as the creatinine rises: a bound turns round. */
const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function computedFrom(person: Person, creatinine: NumericResult): ComputedEgfr | undefined {
  const then = personAt(person, creatinine)
  const at = (value: number) => estimatedGfr(then, value)
  const [value, lowest] = [at(creatinine.value), at(creatinine.upTo ?? creatinine.value)]
  if (value === undefined || lowest === undefined) return undefined
  const { comparator, upTo, ...rest } = creatinine
  const unit = unitOfAnalyte('egfr')
  return {
    ...withoutJudgement(rest),
    analyte: 'egfr',
    label: 'eGFR',
    value: upTo === undefined ? value : lowest,
    unit,
    recorded: { value: upTo === undefined ? value : lowest, unit },
    ...(comparator !== undefined && { comparator: turned[comparator] }),
    ...(upTo !== undefined && { upTo: value }),
    computedFrom: creatinine
  }
}

/** Flag and range are the creatinine's. */
function withoutJudgement(result: NumericResult): Omit<NumericResult, 'interpretation' | 'range'> {
  const { interpretation: _flag, range: _range, ...rest } = result
  return rest
}

/** The person at the age of that day. */
function personAt(person: Person, { date }: Result): Person {
  const { birth } = person
  if (birth === undefined || birth.iso.length < 10) return person
  return { ...person, ageYears: Math.floor((date.epochDay - birth.epochDay) / daysPerYear) }
}
