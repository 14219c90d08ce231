import type { ClinicalIndex, Result } from '../clinical-index.ts'
import { valuesOf } from '../latest.ts'
import type { NumericResult } from '../latest.ts'
import type { ComputedFact } from './computed-fact.ts'

/*
 * eGFR by CKD-EPI 2021 (creatinine, without race): 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 ×
 * 0.9938^age × 1.012 if female; κ 0.7 and α -0.241 for women, 0.9 and -0.302 for men. Inker et al.,
 * doi.org/10.1056/NEJMoa2102953; written from memory, not re-read.
 */
const adultFromYears = 18
/** The printed one does not fit when it is so much off: more than rounding and older equations make. */
const fitsWithin = 0.25
const sameDrawDays = 0

/** The equation's result for an adult; undefined for children, other sexes and no age. */
export function ckdEpi2021(
  creatinineMgPerDl: number,
  { ageYears, sex }: Pick<ClinicalIndex['person'], 'ageYears' | 'sex'>
): number | undefined {
  if (ageYears === undefined || ageYears < adultFromYears || creatinineMgPerDl <= 0)
    return undefined
  if (sex !== 'female' && sex !== 'male') return undefined
  const [kappa, alpha] = sex === 'female' ? [0.7, -0.241] : [0.9, -0.302]
  const ratio = creatinineMgPerDl / kappa
  const ofSex = sex === 'female' ? 1.012 : 1
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** ageYears * ofSex
}

/**
 * The eGFR that the newest creatinine gives, where the eGFR that was printed on its day contradicts
 * it. Of two creatinines of that day the one that fits worse is said: it is what has to be looked at.
 */
export function egfrOfCreatinine(index: ClinicalIndex): ComputedFact | undefined {
  const creatinines = valuesOf(index, 'creatinine').filter((one) => one.comparator === undefined)
  const [newest] = creatinines
  if (newest === undefined) return undefined
  const sameDay = (one: Result): boolean =>
    Math.abs(one.date.epochDay - newest.date.epochDay) <= sameDrawDays
  const printed = valuesOf(index, 'egfr').filter(
    (one) => sameDay(one) && one.comparator === undefined
  )
  if (printed.length === 0) return undefined
  const judged = creatinines.filter(sameDay).flatMap((creatinine) => {
    const computed = ckdEpi2021(creatinine.value, index.person)
    if (computed === undefined) return []
    const nearest = printed.toSorted(nearestTo(computed))[0]
    if (nearest === undefined) return []
    return [{ creatinine, computed, nearest, off: offBy(nearest.value, computed) }]
  })
  const worst = judged.toSorted((one, other) => other.off - one.off)[0]
  if (worst === undefined || worst.off <= fitsWithin) return undefined
  return {
    name: 'egfr-of-creatinine',
    label: 'eGFR by CKD-EPI 2021',
    value: Math.round(worst.computed),
    unit: 'mL/min/1.73m2',
    atLeast: false,
    terms: [
      term(`from creatinine ${shown(worst.creatinine)}`, worst.creatinine),
      ...printed.map((one) => term(`does not fit ${shown(one)}`, one))
    ],
    notKnown: []
  }
}

const term = (words: string, { reference, component }: NumericResult) => ({
  words,
  from: { kind: 'result' as const, reference, ...(component !== undefined && { component }) }
})

const offBy = (printed: number, computed: number): number => Math.abs(printed - computed) / computed

const nearestTo =
  (computed: number) =>
  (one: NumericResult, other: NumericResult): number =>
    offBy(one.value, computed) - offBy(other.value, computed)

/** As recorded, in four digits: what was computed by an analyser has more, and says no more. */
const shown = ({ recorded }: NumericResult): number => Number((recorded.value ?? 0).toPrecision(4))
