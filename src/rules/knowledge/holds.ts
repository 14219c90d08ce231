import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { isProblemSet, isEventSet, isInEventSet } from '../../terminology/named-sets.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { labelOfAnalyte, isAnalyte } from '../../terminology/analytes.ts'
import type { ContraindicationRow } from '../../knowledge/tables.ts'
import type { ResultLimit } from '../../knowledge/row.ts'
import { factEvidence, presentProblems, problemEvidence } from '../problems.ts'
import { isBelow, readingEvidence } from '../readings.ts'
import type { Answer } from '../readings.ts'
import type { Evidence } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { kidneyReading } from './kidney-reading.ts'

/** Whether something of the patient holds: with the facts that say so, or what was missing. */
export interface Holding {
  readonly answer: Answer
  readonly evidence: readonly Evidence[]
  /** With `unknown`: what would be needed, in words. */
  readonly missing?: string
}

const no: Holding = { answer: 'no', evidence: [] }

/** Whether a row's condition on the patient holds. */
export function holds(index: ClinicalIndex, by: ContraindicationRow['by']): Holding {
  if ('problems' in by) return problemHolds(index, by.problems, by.ever === true)
  if ('result' in by) return resultHolds(index, by.result)
  if ('pregnancy' in by) return pregnancyHolds(index)
  if ('lactation' in by) return problemHolds(index, ['breastfeeding'], false)
  if ('ageYears' in by) return ageHolds(index, by.ageYears)
  if ('device' in by) return deviceHolds(index, by.device)
  return geneHolds(index, by.gene)
}

/** Whether the newest value within the days of the limit lies within it. */
export function resultHolds(index: ClinicalIndex, limit: ResultLimit): Holding {
  const { analyte, below, atLeast, withinDays } = limit
  const reading = kidneyReading(index, analyte, index.asOf.epochDay - withinDays)
  const name = isAnalyte(analyte) ? labelOfAnalyte(analyte) : analyte
  if (reading === undefined) {
    const unread = unreadWords(index, 'laboratory')
    const missing = unread ?? `a ${name} of the last ${withinDays} days`
    return { answer: 'unknown', evidence: [], missing }
  }
  const evidence = [readingEvidence(name, reading)]
  const answers: Answer[] = []
  if (below !== undefined) answers.push(isBelow(reading, below))
  if (atLeast !== undefined) answers.push(opposite(isBelow(reading, atLeast)))
  if (answers.includes('no')) return { answer: 'no', evidence }
  return answers.includes('unknown')
    ? { answer: 'unknown', evidence, missing: `the exact ${name}` }
    : { answer: 'yes', evidence }
}

export function problemHolds(
  index: ClinicalIndex,
  sets: readonly string[],
  ever: boolean
): Holding {
  const known = sets.filter(isProblemSet)
  const found = ever ? problemsIn(index, known) : presentProblems(index, ...known)
  if (found.length > 0) return { answer: 'yes', evidence: found.slice(0, 2).map(problemEvidence) }
  const unread = unreadWords(index, 'conditions')
  return unread === undefined ? no : { answer: 'unknown', evidence: [], missing: unread }
}

export function ageHolds(
  { person }: ClinicalIndex,
  { below, atLeast }: { readonly below?: number | undefined; readonly atLeast?: number | undefined }
): Holding {
  const { ageYears } = person
  if (ageYears === undefined) return { answer: 'unknown', evidence: [], missing: 'the age' }
  const within = ageYears < (below ?? Infinity) && ageYears >= (atLeast ?? -Infinity)
  return within
    ? { answer: 'yes', evidence: [{ reference: person.reference, text: `Age ${ageYears} years` }] }
    : no
}

function pregnancyHolds(index: ClinicalIndex): Holding {
  const { pregnant, evidence } = currentPregnancy(index)
  const facts = evidence.map(factEvidence)
  if (pregnant !== 'unknown') return { answer: pregnant, evidence: pregnant === 'yes' ? facts : [] }
  const missing = unreadWords(index, 'conditions') ?? 'whether a recorded pregnancy is current'
  return { answer: 'unknown', evidence: facts, missing }
}

/** A device that was put in stands among the procedures, or as a problem ("presence of …"). */
function deviceHolds(index: ClinicalIndex, sets: readonly string[]): Holding {
  const eventSets = sets.filter(isEventSet)
  const event = index.events.find(
    (one) => one.kind === 'procedure' && eventSets.some((set) => isInEventSet(one, set))
  )
  if (event !== undefined) return { answer: 'yes', evidence: [factEvidence(event)] }
  const asProblem = problemHolds(index, sets, true)
  if (asProblem.answer !== 'no') return asProblem
  const unread = unreadWords(index, 'procedures')
  return unread === undefined ? no : { answer: 'unknown', evidence: [], missing: unread }
}

const positive = /\b(?:positive|present|detected|carrier|heterozygous|homozygous)\b/i
const negative = /\b(?:negative|absent|not (?:present|detected)|not a carrier|non-?carrier)\b/i

/** A genetic result by its words, or a problem that names it; a test nobody did is no "no". */
function geneHolds(
  index: ClinicalIndex,
  { name, words }: { readonly name: string; readonly words: string }
): Holding {
  const pattern = new RegExp(words, 'i')
  for (const { readings } of index.results.values()) {
    const [newest] = readings
    if (newest === undefined || !pattern.test(`${newest.label} ${newest.recorded.text ?? ''}`)) {
      continue
    }
    const said = newest.recorded.text ?? ''
    const evidence = [factEvidence(newest)]
    if (newest.detection === 'negative' || negative.test(said)) return { answer: 'no', evidence }
    if (newest.detection === 'positive' || positive.test(said) || pattern.test(said)) {
      return { answer: 'yes', evidence }
    }
    return { answer: 'unknown', evidence, missing: `what the ${name} result says` }
  }
  const problem = index.problems.find(({ label }) => pattern.test(label) && !negative.test(label))
  if (problem !== undefined) return { answer: 'yes', evidence: [problemEvidence(problem)] }
  return { answer: 'unknown', evidence: [], missing: `a ${name} result` }
}

function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return answer
  return answer === 'yes' ? 'no' : 'yes'
}
