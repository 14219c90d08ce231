import type { Resource } from '@medplum/fhirtypes'
import type { CdsContext, OrderInContext } from '../cds-hooks/context.ts'
import type { CdsService, Hook } from '../cds-hooks/service.ts'
import type { Instructions } from '../model/model.ts'
import type { RecordKind } from '../record/record-kinds.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** policy.json: what governance decides per service. Checked at start. */
export interface ServicePolicy {
  readonly version: string
  /** Of one answer. A critical finding is shown whatever this says: never cut, never held back. */
  readonly cardsMax: number
  /** Which parts of the chart the model is asked about here, and of which deployment. */
  readonly asks: readonly {
    readonly part: ChartPart
    readonly deployment: 'default' | 'fast'
  }[]
  /** Rules that speak at this service: those written for these moments. */
  readonly rulesOf: readonly Hook[]
  /** Findings of the stored review are shown here too. */
  readonly showReview: boolean
  /** Prefetch kinds without which the answer is 412. */
  readonly required: readonly RecordKind[]
  readonly adviceValidDays: number
  /** After an override the same facts are not shown again to the same user for so long. */
  readonly holdBackDays: number
  /** When the overrides of several users hold a finding back for everyone; absent: never. */
  readonly holdBackForAll?: HoldBackPolicy
  /** Show an info card when the AI review did not run and there is nothing else to say. */
  readonly sayWhenModelFailed: boolean
}

/**
 * Enough different users of one EHR have overridden the same finding (this patient, this matter,
 * these facts) with reasons that count: then nobody there is shown it for a time.
 */
export interface HoldBackPolicy {
  readonly users: number
  /**
   * Codes of fhir-profiles/CodeSystem-curbside-override-reasons.json that count. Those that hold for
   * whoever opens this patient's chart do: the record is wrong, the card does not apply to this
   * patient, the goal is comfort. What one clinician weighs or plans (benefit outweighs risk, will
   * monitor, being addressed) says nothing to the next one; that the patient declined or tolerated
   * it before is what the next one would want to be asked about again.
   */
  readonly reasons: readonly string[]
  /** All of them decided within so many days. */
  readonly withinDays: number
  /** Held back for so many days from the last of them. */
  readonly days: number
}

/** What a hook's code may look at: the context, and what was sent with it or read for it. */
export interface HookCall {
  readonly context: CdsContext
  /** What a reference of the context means; undefined when nothing sent or read holds it. */
  readonly find: (reference: string) => Resource | undefined
}

/** What a moment is about, as its hook says it. */
export type HookSubjects =
  /** The record as a whole. */
  | { readonly about: 'record' }
  /** These orders. Each says by its standing which actions may touch it. */
  | {
      readonly about: 'orders'
      readonly orders: readonly OrderInContext[]
      /** They renew what the patient takes: findings say what is new since the last order. */
      readonly renewals?: true
      /** How many of the orders that the context names nothing sent or read holds. */
      readonly notFound: number
    }
  /**
   * New entries of the record: an allergy, problems. They count as part of the record of this call,
   * and the patient's drugs and results are looked at in their light. No suggestion edits them.
   */
  | {
      readonly about: 'facts'
      readonly facts: readonly Resource[]
      /** How many entries of the context could not be read as such a fact. */
      readonly notFound: number
    }

/** hooks/<service>/hook.ts: what this hook's context adds to the record. */
export interface HookCode {
  /** Attributes without which this hook has nothing to speak of: 400 when one is absent. */
  readonly needs: readonly string[]
  /** References of the context that have to be read when the record does not hold them. */
  readonly references?: (context: CdsContext) => readonly string[]
  subjects(call: HookCall): HookSubjects
}

/** One service as loaded from hooks/<id>/: data that a clinician can review, with its hash. */
export interface Service {
  readonly id: string
  readonly entry: CdsService
  readonly policy: ServicePolicy
  readonly instructions: Instructions
  /** What the review is asked with at every service: those of patient-view, so that it is shared. */
  readonly reviewInstructions: Instructions
  readonly hookCode: HookCode
  /** Over service.json, policy.json and instructions.md: goes into every audit record. */
  readonly contentSha256: string
}
