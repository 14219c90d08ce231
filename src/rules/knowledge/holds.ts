import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { isEventSet, isInEventSet, isProblemSet } from '../../terminology/named-sets.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { isAnalyte, labelOfAnalyte } from '../../terminology/analytes.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { ContraindicationRow } from '../../knowledge/tables.ts'
import type { ResultLimit } from '../../knowledge/row.ts'
import { factEvidence, presentProblems, problemEvidence, settledFirst } from '../problems.ts'
import { isBelow, newestKnown, readingEvidence, unknownReading } from '../readings.ts'
import type { Answer } from '../readings.ts'
import type { Evidence } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import { unknownTherapy } from '../therapy.ts'
import { takenDrugs } from './taken-drugs.ts'
import { factOf } from '../../clinical/known.ts'

/** Whether something of the patient holds: with the facts that say so, or what was missing. */
export interface Holding {
  readonly answer: Answer
  readonly evidence: readonly Evidence[]
  /** With `unknown`: what would be needed, in words. */
  readonly missing?: string
  /** With `unknown`: everything was read, and nothing of the kind is recorded. */
  readonly notRecorded?: true
  /** With `yes`: it is only suspected, and never told as critical. */
  readonly doubtful?: true
  /** What holds, in words, where no entry of the record says it: an age. */
  readonly said?: string
}

/** Many rows ask the same of one index, and a long record has hundreds of problems. */
const knownByIndex = new WeakMap<ClinicalIndex, Map<string, Holding>>()

function once(index: ClinicalIndex, key: string, answer: () => Holding): Holding {
  const known = knownByIndex.get(index) ?? new Map<string, Holding>()
  knownByIndex.set(index, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const found = answer()
  known.set(key, found)
  return found
}

const no: Holding = { answer: 'no', evidence: [] }

/** Whether a row's condition on the patient holds. */
export function holds(
  knowledge: Knowledge,
  index: ClinicalIndex,
  by: ContraindicationRow['by']
): Holding {
  return once(index, JSON.stringify(by), () => asked(knowledge, index, by))
}

function asked(knowledge: Knowledge, index: ClinicalIndex, by: ContraindicationRow['by']): Holding {
  if ('taking' in by) return takingHolds(knowledge, index, by)
  if ('problems' in by) return problemHolds(index, by.problems, by.ever === true)
  if ('result' in by) return resultHolds(index, by.result)
  if ('pregnancy' in by) return pregnancyHolds(index)
  if ('lactation' in by) return problemHolds(index, ['breastfeeding'], false)
  if ('ageYears' in by) return ageHolds(index, by.ageYears)
  if ('device' in by) return deviceHolds(index, by.device)
  return geneHolds(index, by.gene)
}

/** Whether one of the drugs is taken, and the result beside it, where the row asks for one. */
function takingHolds(
  knowledge: Knowledge,
  index: ClinicalIndex,
  { taking, result }: Extract<ContraindicationRow['by'], { readonly taking: string }>
): Holding {
  const drugs = knowledge.members(taking)
  const taken = takenDrugs(index).filter(
    ({ route, ingredients }) => route !== 'topical' && ingredients.some((one) => drugs.has(one))
  )
  if (taken.length === 0) {
    const missing = unknownTherapy(index)
    return missing === undefined ? no : { answer: 'unknown', evidence: [], missing }
  }
  const evidence = taken.slice(0, 2).map(medicationEvidence)
  if (result === undefined) return { answer: 'yes', evidence }
  const beside = resultHolds(index, result)
  return beside.answer === 'no' ? no : { ...beside, evidence: [...evidence, ...beside.evidence] }
}

/** Whether the newest value within the days of the limit lies within it. */
export function resultHolds(index: ClinicalIndex, limit: ResultLimit): Holding {
  const { analyte, below, atLeast, withinDays } = limit
  const known = newestKnown(index, analyte, index.asOf.epochDay - withinDays)
  const reading = factOf(known)
  const name = isAnalyte(analyte) ? labelOfAnalyte(analyte) : analyte
  if (reading === undefined) {
    const cannotRead = unknownReading(known, name)
    const unread = cannotRead ?? unreadWords(index, 'laboratory')
    return unread === undefined
      ? {
          answer: 'unknown',
          evidence: [],
          missing: `a ${name} of the last ${withinDays} days`,
          notRecorded: true
        }
      : { answer: 'unknown', evidence: [], missing: unread }
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
  const found = (ever ? problemsIn(index, known) : presentProblems(index, ...known)).toSorted(
    settledFirst
  )
  const [first] = found
  if (first !== undefined) {
    const evidence = found.slice(0, 2).map(problemEvidence)
    return { answer: 'yes', evidence, ...(first.doubt !== undefined && { doubtful: true }) }
  }
  const unread = unreadWords(index, 'conditions')
  return unread === undefined ? no : { answer: 'unknown', evidence: [], missing: unread }
}

export function ageHolds(
  { person }: ClinicalIndex,
  { below, atLeast }: { readonly below?: number | undefined; readonly atLeast?: number | undefined }
): Holding {
  const { ageYears, ageMonths } = person
  if (ageYears === undefined) return { answer: 'unknown', evidence: [], missing: 'the age' }
  // Limits of infants are fractions of a year: months are known under two years.
  const age = ageMonths === undefined ? ageYears : ageMonths / 12
  const within = age < (below ?? Infinity) && age >= (atLeast ?? -Infinity)
  const words = ageMonths === undefined ? `${ageYears} years` : `${ageMonths} months`
  return within ? { answer: 'yes', evidence: [], said: `Age ${words}` } : no
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
  const missing = unreadWords(index, 'laboratory') ?? `a ${name} result`
  return { answer: 'unknown', evidence: [], missing, notRecorded: true }
}

function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return answer
  return answer === 'yes' ? 'no' : 'yes'
}
