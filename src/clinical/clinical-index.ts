import type { Resource } from '@medplum/fhirtypes'
import type { DataState } from '../cds-hooks/prefetch.ts'
import type { RecordKind } from '../record/record-kinds.ts'
import type { Code } from '../terminology/code.ts'
import type { Dose } from '../terminology/strength.ts'
import type { ClinicalDate } from './clinical-date.ts'
import type { UnknownFact, WhyUnknown } from './known.ts'

/*
 * The clinical index: what rules, chart and verifier share. One pass over the record makes it;
 * it holds facts and no judgement. Each fact comes from one resource, which `reference` names. Codes
 * decide what a fact is; where there is none, the words of its name or its text do.
 */

export type { Code, Dose }

interface Fact {
  /** `Type/id` of the resource it stands in. */
  readonly reference: string
  /** What a card calls it: cleaned display text of the record, at most 120 characters. */
  readonly label: string
  readonly codes: readonly Code[]
  /** Other texts of the record that name it, where they differ: they may deny what the label says. */
  readonly wordings?: readonly string[]
}

export interface Problem extends Fact {
  readonly kind: 'problem'
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown'
  /** Not established: by its verification status, or by its words ("suspected", "rule out"). */
  readonly doubt?: 'unconfirmed' | 'provisional' | 'differential' | 'suspected'
  /** Employment, housing, violence and the like: kept apart, never shown to the model. */
  readonly social: boolean
  readonly onset?: ClinicalDate
  readonly abated?: ClinicalDate
  readonly recorded?: ClinicalDate
}

export interface Allergy extends Fact {
  readonly kind: 'allergy'
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown'
  readonly criticality: 'low' | 'high' | 'unknown'
  /** Ingredient or class names in lower case, as the terminology knows them ("penicillin"). */
  readonly substances: readonly string[]
  /** Plainly to food, an animal, a material: no order of a drug needs to be checked against it. */
  readonly ofNoDrug?: true
  readonly reactions: readonly string[]
  /** Anaphylaxis, a severe reaction, or criticality high stands in the record. */
  readonly severe: boolean
  /** A reaction that was severe, or anaphylaxis: more than a criticality that somebody estimated. */
  readonly severeReaction?: true
  readonly date?: ClinicalDate
}

/** What an entry was done, ordered or given for, or came to, as far as that is coded. */
export interface Reasons {
  readonly reasons?: readonly string[]
  /** Entries of the record, as they are referred to. */
  readonly reasonReferences?: readonly string[]
}

export interface Medication extends Fact, Reasons {
  readonly kind: 'medication'
  readonly source: 'request' | 'statement' | 'dispense' | 'administration'
  readonly status: 'active' | 'completed' | 'stopped' | 'on-hold' | 'draft' | 'unknown'
  /** RxNorm ingredient names in lower case; every one of a combination. Empty: not recognised. */
  readonly ingredients: readonly string[]
  readonly route: 'systemic' | 'topical' | 'unknown'
  /** Amount of one unit of the product as its name or code says ("500 mg"). */
  readonly strength?: Dose
  /** From the Dosage: dose × times a day; undefined when the order has no details. */
  readonly dailyDose?: Dose
  /** Where the coded directions and the words disagree: a day's amount by each. */
  readonly doseConflict?: { readonly coded: Dose; readonly written: Dose }
  /** Patches worn at once, of a product that works by the hour. */
  readonly patches?: number
  /** Days that one dispensing is meant to last. */
  readonly supplyDays?: number
  readonly started?: ClinicalDate
  readonly ended?: ClinicalDate
  /** The end of a course that lies more than a week back, though its status is not that of an end. */
  readonly courseEnded?: ClinicalDate
  /** Further requests for the same product, older than this one (monthly renewals). */
  readonly repeats: readonly string[]
}

export interface Result extends Fact {
  readonly kind: 'result'
  /** The analyte it was recognised as ("egfr"), or `loinc:<code>`, or `text:<label>`. */
  readonly analyte: string
  readonly category: 'laboratory' | 'vital-sign' | 'other'
  /** In the analyte's canonical unit, for rules. */
  readonly value?: number
  readonly unit?: string
  /** As it was recorded, for chart, cards and verification. */
  /** Of a coded answer: all its codes, which say the same in every language. */
  readonly answers?: readonly Code[]
  /** About a life rather than a health (category social-history), as far as it is not known to be clinical. */
  readonly social?: true
  readonly recorded: { readonly value?: number; readonly unit?: string; readonly text?: string }
  readonly comparator?: '<' | '<=' | '>' | '>='
  /** The end of a range ("30-59"); `value` is its beginning. */
  readonly upTo?: number
  /** Set instead of a value: why the one of a known analyte cannot be used. */
  readonly why?: WhyUnknown
  /** What the laboratory says of the specimen, in words of ours: "hemolyzed specimen". */
  readonly note?: string
  readonly interpretation?: 'high' | 'low' | 'normal' | 'abnormal' | 'critical'
  /** Of a qualitative test: by its interpretation, or by the words of its value. */
  readonly detection?: 'positive' | 'negative'
  readonly range?: { readonly low?: number; readonly high?: number }
  /** Of a component (blood pressure): its place in the resource; the reference is the whole one's. */
  readonly component?: string
  readonly status: 'final' | 'preliminary' | 'unknown'
  readonly date: ClinicalDate
  /** For the order within a day, milliseconds since 1970. */
  readonly sortMs: number
}

/** Readings of one analyte, newest first. */
export interface ResultSeries {
  readonly analyte: string
  readonly label: string
  readonly unit?: string
  readonly readings: readonly Result[]
}

export interface Event extends Fact, Reasons {
  readonly kind: 'procedure' | 'encounter' | 'immunization' | 'report' | 'order'
  /** FHIR status of the resource. */
  readonly status: string
  readonly date?: ClinicalDate
  readonly end?: ClinicalDate
}

export type ClinicalFact = Problem | Allergy | Medication | Result | Event

export interface Person {
  readonly reference: string
  readonly sex: 'female' | 'male' | 'other' | 'unknown'
  readonly birth?: ClinicalDate
  /** Completed years at `asOf`; undefined when the birth date is missing. */
  readonly ageYears?: number
  /** Where the birth date has no day: the fewest years it can mean, if fewer than `ageYears`. */
  readonly ageYearsLeast?: number
  /** Completed months at `asOf`, under 24 months only. */
  readonly ageMonths?: number
  readonly deceased: boolean
}

export interface ClinicalIndex {
  readonly asOf: ClinicalDate
  /** The same with its hour, milliseconds since 1970, where the clock gave one. */
  readonly asOfMs?: number
  readonly person: Person
  readonly problems: readonly Problem[]
  readonly allergies: readonly Allergy[]
  /** One per product: renewals are folded into the newest. Newest first. */
  readonly medications: readonly Medication[]
  readonly results: ReadonlyMap<string, ResultSeries>
  /** What stands in the record and is no fact of it: no rule may take it for absent. */
  readonly notKnown?: readonly UnknownFact[]
  readonly events: readonly Event[]
  /** By `Type/id`; an Observation with components has several facts under one reference. */
  readonly byReference: ReadonlyMap<string, readonly ClinicalFact[]>
  readonly states: Readonly<Record<RecordKind, DataState>>
  /** Medication products whose ingredients are not known, to be counted and said. */
  readonly unrecognised: readonly Medication[]
}

/** One order that a moment is about: a draft of the hook's context, unless it says otherwise. */
export interface DraftOrder {
  /** `Type/id` as it stands in the context or in the record. */
  readonly reference: string
  /** `active`: it stands already, and no suggestion removes or changes it. Otherwise a draft. */
  readonly standing?: 'draft' | 'active'
  /** Named by `selections`; with order-sign every order is. */
  readonly selected: boolean
  readonly resource: Resource
  /** Present when a medication is ordered, with or without a drug that can be read. */
  readonly medication?: Medication
  /** True when all ingredients of that drug are known. */
  readonly recognised?: boolean
}

/** What this hook adds to the record: its moment. */
export interface Moment {
  readonly hook: string
  /** `facts`: new entries of the record, named by `newFacts`. Absent: orders or the record. */
  readonly about?: 'record' | 'orders' | 'facts'
  readonly draftOrders: readonly DraftOrder[]
  /** The orders renew what the patient takes. */
  readonly renewals?: boolean
  /** `Type/id` of the entries that this hook brought; they stand in the index like all others. */
  readonly newFacts?: readonly string[]
  readonly encounterReference?: string
}
