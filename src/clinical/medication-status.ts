import type { Medication } from './clinical-index.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { statusWords } from './status-words.ts'

type Status = Medication['status']

// FHIR R4 and R5 status codes of the four resources. A completed dispense was handed out: whether
// the patient takes it, no status says. R5's "recorded" says nothing of the taking.
const statuses: ReadonlyMap<string, Status> = new Map([
  ['active', 'active'],
  ['in-progress', 'active'],
  ['preparation', 'active'],
  ['completed', 'completed'],
  ['ended', 'completed'],
  ['stopped', 'stopped'],
  ['discontinued', 'stopped'],
  ['cancelled', 'stopped'],
  ['canceled', 'stopped'],
  ['declined', 'stopped'],
  ['not-taken', 'stopped'],
  ['on-hold', 'on-hold'],
  ['suspended', 'on-hold'],
  ['draft', 'draft'],
  ['intended', 'draft']
])

// HL7 Terminology, medication-statement-adherence (R5).
const adherence: ReadonlyMap<string, Status> = new Map([
  ['taking', 'active'],
  ['taking-as-directed', 'active'],
  ['taking-not-as-directed', 'active'],
  ['not-taking', 'stopped'],
  ['stopped', 'stopped'],
  ['stopped-as-directed', 'stopped'],
  ['stopped-not-as-directed', 'stopped'],
  ['on-hold', 'on-hold'],
  ['on-hold-as-directed', 'on-hold'],
  ['on-hold-not-as-directed', 'on-hold']
])

/** The status of a medication resource; `unknown` where it is missing, or says so, or nothing. */
export function medicationStatus(resource: LooseObject): Status {
  const status = wordIn(statuses, resource['status']) ?? 'unknown'
  const taken = wordIn(adherence, objectOf(resource['adherence'])['code'])
  if (status === 'unknown' && taken !== undefined) return taken
  // STU3 and DSTU2 statements say beside the status that the drug is not taken.
  if (resource['taken'] === 'n' || resource['wasNotTaken'] === true) return 'stopped'
  const intents = statusWords(resource['intent'])
  // US Core writes what patients report as intent "plan": that one is taken.
  const proposed = intents.includes('proposal') || intents.includes('option')
  return proposed && (status === 'active' || status === 'unknown') ? 'draft' : status
}

/** Whether the resource says that there is no such medication: an error, or an order not to give it. */
export function isNoMedication(resource: LooseObject): boolean {
  const words = statusWords(resource['status'])
  return (
    words.includes('entered-in-error') ||
    words.includes('not-done') ||
    resource['doNotPerform'] === true ||
    resource['notGiven'] === true ||
    resource['wasNotGiven'] === true
  )
}

const takenBack: ReadonlySet<string> = new Set([
  'cancelled',
  'canceled',
  'stopped',
  'discontinued',
  'ended'
])

/** Whether an order of the hook's context is being taken back: then nothing is ordered with it. */
export function isTakenBack(resource: LooseObject): boolean {
  return statusWords(resource['status']).some((word) => takenBack.has(word))
}

/** What an order takes the place of, as `priorPrescription` names it. */
export function replacedReferences(resource: LooseObject): readonly string[] {
  return listOf(resource['priorPrescription']).flatMap(
    (prior) => textOf(objectOf(prior)['reference']) ?? []
  )
}

function wordIn(table: ReadonlyMap<string, Status>, value: unknown): Status | undefined {
  return statusWords(value)
    .map((word) => table.get(word))
    .find((status) => status !== undefined)
}
