import type { Bundle, Coding, Observation, Resource } from '@medplum/fhirtypes'
import { visits } from './codes.ts'
import { clinicDateBefore, dateBefore } from './days.ts'
import { panels, type PanelName, type TestName, type Values } from './laboratory.ts'
import {
  codedObservation,
  laboratoryObservation,
  scoreObservation,
  vitalObservations,
  type Taken,
  type Vitals
} from './observations.ts'
import { patientResource, type Person } from './person.ts'
import { doctors, practice, type Doctor } from './practice.ts'
import type { Sig } from './products.ts'
import {
  allergyResource,
  conditionResource,
  encounterResource,
  immunizationResource,
  medicationRequestResource,
  procedureResource,
  reportResource,
  type PastAllergy
} from './resources.ts'
import { fillPanels, pulseOf, type Whose } from './usual-values.ts'

export interface Visit {
  readonly type?: Coding
  readonly doctor?: Doctor
  readonly emergency?: boolean
  /** Id of the problem it was for. */
  readonly reason?: string
  readonly vitals?: Vitals
  /** Whole panels: values not given are as usual for the person. */
  readonly panels?: readonly PanelName[]
  readonly values?: Values
  readonly vaccines?: readonly Coding[]
  readonly procedures?: readonly Coding[]
}

/** From so many days before today, until so many, or going on. */
export interface Span {
  readonly since: number
  readonly until?: number
}

export interface Course extends Span {
  /** Ended as planned; otherwise a course with `until` was stopped. */
  readonly completed?: boolean
  readonly reason?: string
  readonly doctor?: Doctor
}

type Written = Resource & { readonly id: string }

/** Where one person's record is written, visit by visit; every day is told as days before today. */
export class RecordWriter {
  readonly #person: Person
  readonly #asOf: string
  readonly #doctor: Doctor
  readonly #patient: string
  readonly #written: Written[] = []
  readonly #counts = new Map<string, number>()

  constructor(person: Person, asOf: string, usualDoctor: Doctor) {
    this.#person = person
    this.#asOf = asOf
    this.#doctor = usualDoctor
    this.#patient = `Patient/${person.id}`
  }

  /** Adds to the problem list; returns the Condition's id. */
  problem(coding: Coding, { since, until }: Span): string {
    const dates = {
      onset: dateBefore(this.#asOf, since),
      abatement: until === undefined ? undefined : dateBefore(this.#asOf, until)
    }
    return this.#add('cond', conditionResource(this.#patient, coding, dates))
  }

  medication(product: Coding, sig: Sig, course: Course): void {
    const { since, until, completed = false, reason, doctor = this.#doctor } = course
    const dates = {
      start: this.#day(since),
      end: until === undefined ? undefined : this.#day(until),
      completed
    }
    const given = { product, sig, doctor, reason }
    this.#add('med', medicationRequestResource(this.#patient, given, dates))
  }

  allergy(allergy: PastAllergy): void {
    const onset = dateBefore(this.#asOf, allergy.since)
    this.#add('allergy', allergyResource(this.#patient, allergy, onset))
  }

  visit(daysAgo: number, visit: Visit): void {
    const taken = this.#encounter(daysAgo, visit)
    const { pulse, ...vitals } = visit.vitals ?? {}
    const counted = pulse === undefined ? {} : { pulse: pulseOf(this.#whose, daysAgo, pulse) }
    for (const draft of vitalObservations(taken, { ...vitals, ...counted })) this.#observe(draft)
    this.#sample(daysAgo, visit, taken)
    for (const coding of visit.procedures ?? []) {
      this.#add('proc', procedureResource(taken, coding))
    }
    for (const coding of visit.vaccines ?? []) {
      this.#add('vax', immunizationResource(taken, coding))
    }
  }

  /** A result in words, taken at a visit of its own. */
  screening(daysAgo: number, given: Parameters<typeof codedObservation>[1]): void {
    this.#observe(codedObservation(this.#encounter(daysAgo, { type: visits.checkUp }), given))
  }

  /** A procedure with a number for its result. */
  measure(daysAgo: number, procedure: Coding, given: Parameters<typeof scoreObservation>[1]): void {
    const taken = this.#encounter(daysAgo, { type: visits.checkUp })
    this.#add('proc', procedureResource(taken, procedure))
    this.#observe(scoreObservation(taken, given))
  }

  /** Everything written, with the Patient, the practice and its doctors. */
  bundle(): Bundle<Written> {
    const patient = patientResource(this.#person, this.#asOf)
    const all = [patient, practice, ...Object.values(doctors), ...this.#written]
    return {
      resourceType: 'Bundle',
      type: 'collection',
      timestamp: `${this.#asOf.slice(0, 10)}T00:00:00Z`,
      entry: all.map((resource) => ({
        fullUrl: `https://larkspur-valley.example/fhir/${resource.resourceType}/${resource.id}`,
        resource
      }))
    }
  }

  get #whose(): Whose {
    const { id, sex, age } = this.#person
    return { id, sex, ageYears: age.years }
  }

  #encounter(daysAgo: number, visit: Visit): Taken {
    const day = this.#day(daysAgo)
    const given = { ...visit, doctor: visit.doctor ?? this.#doctor }
    const id = this.#add('enc', encounterResource(this.#patient, day, given))
    return { patient: this.#patient, encounter: `Encounter/${id}`, at: `${day}T16:10:00Z` }
  }

  #sample(daysAgo: number, visit: Visit, taken: Taken): void {
    const { sex } = this.#person
    const asked = visit.panels ?? []
    const given = { panels: asked, values: visit.values ?? {} }
    const values = fillPanels(this.#whose, daysAgo, given)
    const references = new Map<TestName, string>()
    for (const [name, value] of Object.entries(values) as [TestName, number][]) {
      references.set(name, this.#observe(laboratoryObservation(taken, { name, value, sex })))
    }
    for (const panel of asked) {
      const results = panels[panel].tests.flatMap((name) => references.get(name) ?? [])
      this.#add('report', reportResource(taken, panels[panel].coding, results))
    }
  }

  #observe(draft: Omit<Observation, 'id'>): string {
    return `Observation/${this.#add('obs', draft)}`
  }

  #add(kind: string, resource: Omit<Resource, 'id'>): string {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const id = `${this.#person.id}-${kind}-${count}`
    this.#written.push({ ...resource, id } as Written)
    return id
  }

  #day(daysAgo: number): string {
    return clinicDateBefore(this.#asOf, daysAgo)
  }
}
