import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import type { Indicator } from '../../src/cds-hooks/card.ts'
import type { Hook } from '../../src/cds-hooks/service.ts'
import { aPerson } from './resources.ts'

/*
 * From what a situation says to the case file that the evaluation reads. Only FHIR and CDS Hooks
 * are known here, nothing of how Curbside works.
 */

export interface Situation {
  /** Folder below cases/. */
  readonly folder: string
  /** The rule that answers it. */
  readonly rule: string
  readonly cases: readonly CaseGiven[]
}

export interface CaseGiven {
  /** The file: `positive`, `negative-…`, `missing-…`. */
  readonly name: string
  /** What a clinician reads first. */
  readonly title: string
  readonly service: Hook
  readonly person?: Patient
  /** Draft orders; all of them just picked. */
  readonly drafts?: readonly Resource[]
  readonly record?: readonly Resource[]
  /** Prefetch keys whose search failed at the EHR. */
  readonly unread?: readonly string[]
  /** Further fields of the context. */
  readonly context?: Readonly<Record<string, unknown>>
  /** Indicator and words; the situation's rule is added. */
  readonly expect?: readonly (readonly [Indicator, string])[]
  /** Default: no card at all when nothing is expected, else no other warning. */
  readonly silent?: readonly string[]
}

export const asOf = '2026-11-20T10:00:00Z'

/** The JSON of one case, ready to be written. */
export function caseFile({ folder, rule }: Situation, given: CaseGiven): object {
  const { service, drafts = [], record = [], unread = [], expect = [] } = given
  const person = given.person ?? aPerson('female', '1959-03-02')
  const prefetch = Object.fromEntries(unread.map((key) => [key, timedOut]))
  return {
    id: `${folder}-${given.name}`,
    title: given.title,
    asOf,
    service,
    request: {
      hook: service,
      hookInstance: '5f0c7b6e-8d0a-4b57-9d0e-6a2f3c1b4e90',
      context: {
        userId: 'Practitioner/evaluation-clinician',
        patientId: 'evaluation-patient',
        ...given.context,
        ...(drafts.length === 0 ? {} : orderContext(service, drafts))
      },
      ...(unread.length === 0 ? {} : { prefetch })
    },
    record: bundleOf([person, ...record]),
    expect: expect.map(([indicator, matches]) => ({ rule, matches, indicator })),
    silent: given.silent ?? (expect.length === 0 ? ['.'] : [])
  }
}

function orderContext(service: Hook, drafts: readonly Resource[]) {
  const named = drafts.map((draft, at) => ({ ...draft, id: `draft-${at + 1}` }) as Resource)
  const selections = named.map((draft) => `${draft.resourceType}/${draft.id ?? ''}`)
  return {
    ...(service === 'order-select' ? { selections } : {}),
    draftOrders: bundleOf(named)
  }
}

/** Ids by type and number, so that the same definitions give the same file. */
function bundleOf(resources: readonly Resource[]): Bundle {
  const counts = new Map<string, number>()
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => {
      const { resourceType } = resource
      const number = (counts.get(resourceType) ?? 0) + 1
      counts.set(resourceType, number)
      const id = resource.id ?? `${resourceType.toLowerCase()}-${number}`
      return { resource: { ...resource, id } as Resource }
    })
  }
}

const timedOut = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'timeout', diagnostics: 'The search did not end in time.' }]
}
