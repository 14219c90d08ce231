import type { Problem } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { hasAbated } from './abatement.ts'
import { codesIn, readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { isSocialProblem } from './social.ts'
import { statusWord } from './status-words.ts'
import { stanceOfWhole } from '../terminology/stance.ts'
import type { Stance } from '../terminology/stance.ts'

// FHIR R4, Condition Clinical Status Codes; and as older records and words have them.
const statuses: ReadonlyMap<string, Problem['status']> = new Map([
  ['active', 'active'],
  ['recurrence', 'active'],
  ['relapse', 'active'],
  ['recurring', 'active'],
  ['inactive', 'inactive'],
  ['remission', 'inactive'],
  ['in-remission', 'inactive'],
  ['resolved', 'resolved'],
  ['no-longer-active', 'resolved']
])
const statusNames = [...statuses.keys()]

const noFact = ['refuted', 'entered-in-error', 'ruled-out', 'disproven']
const doubts = ['unconfirmed', 'provisional', 'differential'] as const

/**
 * A Condition as a fact. Refuted and erroneous ones are none. `asOf` tells an abatement that has
 * come from one that is planned.
 */
export function readProblem(
  resource: LooseObject,
  reference: string,
  asOf: ClinicalDate
): Problem | undefined {
  if (statusWord(resource['verificationStatus'], noFact) !== undefined) return undefined
  const concept = readConcept(resource['code'])
  if (concept.label === '') return undefined
  const onsetPeriod = objectOf(resource['onsetPeriod'])
  const abatementPeriod = objectOf(resource['abatementPeriod'])
  const onset = clinicalDate(textOf(resource['onsetDateTime']) ?? textOf(onsetPeriod['start']))
  // An abatement period ends when the problem is gone.
  const abated = clinicalDate(
    textOf(resource['abatementDateTime']) ??
      textOf(abatementPeriod['end']) ??
      textOf(abatementPeriod['start'])
  )
  const recorded = clinicalDate(
    textOf(resource['recordedDate']) ??
      textOf(resource['assertedDate']) ??
      textOf(resource['dateRecorded'])
  )
  const { label, wordings, stance } = named(concept)
  const doubt = doubtOf(resource, stance)
  return {
    kind: 'problem',
    reference,
    label,
    codes: concept.codes,
    ...(wordings.length > 0 && { wordings }),
    status: statusOf(resource, { onset, abated, stance, doubt }, asOf),
    ...(doubt !== undefined && { doubt }),
    social: isSocialProblem({ ...concept, label, categories: codesIn(resource['category']) }),
    ...(onset !== undefined && { onset }),
    ...(abated !== undefined && { abated }),
    ...(recorded !== undefined && { recorded })
  }
}

/**
 * What a card calls it, and what its words say of it. A text that denies, doubts or ends goes before
 * a display that does not: the display "Asthma" beside the text "Asthma ruled out" is no asthma.
 */
function named({ label, texts }: Concept): {
  readonly label: string
  readonly wordings: readonly string[]
  readonly stance: Stance
} {
  const stances = new Map(texts.map((text) => [text, stanceOfWhole(text)]))
  const turned = (['denied', 'ended', 'possible'] as const)
    .map((stance) => ({ stance, text: texts.find((text) => stances.get(text) === stance) }))
    .find(({ text }) => text !== undefined)
  const shown = turned?.text ?? label
  const wordings = [...new Set(texts)].filter((text) => text !== shown)
  return { label: shown, wordings, stance: turned?.stance ?? 'affirmed' }
}

function doubtOf(resource: LooseObject, stance: Stance): Problem['doubt'] {
  const verification = statusWord(resource['verificationStatus'], doubts)
  return (
    doubts.find((doubt) => doubt === verification) ??
    (stance === 'possible' ? 'suspected' : undefined)
  )
}

interface Known {
  readonly onset: ClinicalDate | undefined
  readonly abated: ClinicalDate | undefined
  readonly stance: Stance
  readonly doubt: Problem['doubt']
}

function statusOf(resource: LooseObject, known: Known, asOf: ClinicalDate): Problem['status'] {
  const { onset, abated, stance, doubt } = known
  const word = statusWord(resource['clinicalStatus'], statusNames)
  const recorded = (word === undefined ? undefined : statuses.get(word)) ?? 'unknown'
  if (recorded === 'inactive' || recorded === 'resolved') return recorded
  if (stance === 'ended') return 'resolved'
  // An end on the day of its beginning, or before it, is no end: then the status decides.
  const contradicts =
    recorded === 'active' &&
    onset !== undefined &&
    abated !== undefined &&
    abated.epochDay <= onset.epochDay
  // FHIR R4, invariant con-4: what has abated is not active, whatever the status still says.
  if (!contradicts && hasAbated(resource, abated, asOf)) return 'resolved'
  // A differential diagnosis is a question, not a problem the patient has.
  return recorded === 'active' && doubt === 'differential' ? 'unknown' : recorded
}
