import type { Observation, Patient, Quantity, Resource } from '@medplum/fhirtypes'
import { expect } from 'vitest'
import type { DataState } from '../../src/cds-hooks/prefetch.ts'
import type { Hook } from '../../src/cds-hooks/service.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import type { RecordKind } from '../../src/record/record-kinds.ts'
import { everyRule } from '../../src/rules/every-rule.ts'
import type { RuleView } from '../../src/rules/rule.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import type { RuleRun } from '../../src/rules/run-rules.ts'
import { aLabResult, anOrder, aQuantity, aRecord } from '../support/records.ts'

/** The clinical clock of the cases. */
export const asOf = '2026-11-20T09:00:00Z'

export interface ViewGiven {
  /** Draft orders that the EHR marks as selected. */
  readonly drafts?: readonly Resource[]
  readonly unselected?: readonly Resource[]
  readonly resources?: readonly Resource[]
  readonly patient?: Patient & { readonly id: string }
  readonly states?: Partial<Record<RecordKind, DataState>>
}

/** A case: what is there, every rule that speaks, and the first one's summary where it matters. */
export interface RuleCase {
  readonly name: string
  readonly given: ViewGiven
  /** `R-01 critical`, `R-01 info missing`: rule, indicator, and whether something was missing. */
  readonly said: readonly string[]
  readonly summary?: string
}

/** The view that rules get, made from FHIR resources as the service makes it. */
export function aView(given: ViewGiven = {}): RuleView {
  const { drafts = [], unselected = [], ...ofRecord } = given
  const record = aRecord(ofRecord)
  const orders = [
    ...drafts.map((resource) => anOrder(resource, true)),
    ...unselected.map((resource) => anOrder(resource, false))
  ]
  return {
    index: buildClinicalIndex(record, asOf),
    moment: {
      hook: orders.length === 0 ? 'patient-view' : 'order-select',
      draftOrders: readDraftOrders(orders, record.supporting)
    }
  }
}

/** Runs all rules; one that breaks fails the test. */
export function runAll(view: RuleView, hook: Hook): RuleRun['hits'] {
  const run = runRules(everyRule, hook, view)
  expect(run.failed).toEqual([])
  return run.hits
}

/** What all rules say, in short. */
export function said(view: RuleView, hook: Hook): readonly string[] {
  return runAll(view, hook).map(({ rule, finding }) =>
    `${rule.id} ${finding.indicator} ${finding.missing.length > 0 ? 'missing' : ''}`.trim()
  )
}

export function expectSaid(one: RuleCase, hook: Hook): void {
  const view = aView(one.given)
  expect(said(view, hook)).toEqual(one.said)
  if (one.summary !== undefined) {
    expect(runAll(view, hook)[0]?.finding.summary).toBe(one.summary)
  }
}

/** An eGFR of a day; `given` adds to the quantity, such as a comparator. */
export function egfr(
  value: number,
  date: string,
  id = 'egfr',
  given: Partial<Quantity> = {}
): Observation {
  const unit = 'mL/min/{1.73_m2}'
  return aLabResult(id, '98979-8', value, unit, date, {
    valueQuantity: { ...aQuantity(value, unit), ...given }
  })
}
