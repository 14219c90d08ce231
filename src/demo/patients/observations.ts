import type { Observation, ObservationComponent, Quantity } from '@medplum/fhirtypes'
import { hl7, loinc, ucum } from './codes.ts'
import { tests, type Sex, type Test, type TestName } from './laboratory.ts'

/** What every observation of one sample or one measurement shares. */
export interface Taken {
  readonly patient: string
  readonly encounter: string
  readonly at: string
}

export interface Vitals {
  readonly systolic?: number
  readonly diastolic?: number
  readonly weightKg?: number
  readonly heightCm?: number
  readonly pulse?: number
  readonly temperature?: number
}

type Draft = Omit<Observation, 'id'>

const quantity = (value: number, unit: string): Quantity => ({
  value,
  unit,
  system: ucum,
  code: unit
})

export function laboratoryObservation(
  taken: Taken,
  given: { name: TestName; value: number; sex: Sex }
): Draft {
  const test: Test = tests[given.name]
  const value = Number(given.value.toFixed(test.digits))
  const range = test.rangeOf?.[given.sex] ?? test.range
  const { low, high } = range ?? {}
  const flag =
    low !== undefined && value < low ? 'L' : high !== undefined && value > high ? 'H' : 'N'
  return {
    ...common(taken, 'laboratory', { code: test.code, display: test.display }),
    valueQuantity: quantity(value, test.unit),
    ...(range === undefined
      ? {}
      : {
          interpretation: [
            { coding: [{ system: `${hl7}v3-ObservationInterpretation`, code: flag }] }
          ],
          referenceRange: [
            {
              ...(low === undefined ? {} : { low: quantity(low, test.unit) }),
              ...(high === undefined ? {} : { high: quantity(high, test.unit) })
            }
          ]
        })
  }
}

/** A result told in words, such as a screening test. */
export function codedObservation(
  taken: Taken,
  given: {
    code: string
    display: string
    text: string
    category?: 'laboratory' | 'imaging' | 'social-history'
  }
): Draft {
  return {
    ...common(taken, given.category ?? 'laboratory', given),
    valueCodeableConcept: { text: given.text }
  }
}

export function scoreObservation(
  taken: Taken,
  given: { code: string; display: string; value: number; unit: string; category: 'imaging' }
): Draft {
  return {
    ...common(taken, given.category, given),
    valueQuantity: quantity(given.value, given.unit)
  }
}

/** Vital signs as US Core has them: blood pressure as one Observation with two components. */
export function vitalObservations(taken: Taken, vitals: Vitals): readonly Draft[] {
  const { systolic, diastolic, weightKg, heightCm, pulse, temperature } = vitals
  const measured = (code: string, display: string, value: number | undefined, unit: string) =>
    value === undefined
      ? []
      : [
          {
            ...common(taken, 'vital-signs', { code, display }),
            valueQuantity: quantity(value, unit)
          }
        ]
  const metres = (heightCm ?? 0) / 100
  const bmi =
    weightKg === undefined || heightCm === undefined
      ? undefined
      : Number((weightKg / metres ** 2).toFixed(1))
  return [
    ...(systolic === undefined || diastolic === undefined
      ? []
      : [
          {
            ...common(taken, 'vital-signs', {
              code: '85354-9',
              display: 'Blood pressure panel with all children optional'
            }),
            component: [
              pressure('8480-6', 'Systolic blood pressure', systolic),
              pressure('8462-4', 'Diastolic blood pressure', diastolic)
            ]
          }
        ]),
    ...measured('29463-7', 'Body weight', weightKg, 'kg'),
    ...measured('8302-2', 'Body height', heightCm, 'cm'),
    ...measured('39156-5', 'Body mass index (BMI) [Ratio]', bmi, 'kg/m2'),
    ...measured('8867-4', 'Heart rate', pulse, '/min'),
    ...measured('8310-5', 'Body temperature', temperature, 'Cel')
  ]
}

function pressure(code: string, display: string, value: number): ObservationComponent {
  return {
    code: { coding: [{ system: loinc, code, display }], text: display },
    valueQuantity: quantity(value, 'mm[Hg]')
  }
}

function common(
  taken: Taken,
  category: string,
  { code, display }: { code: string; display: string }
) {
  return {
    resourceType: 'Observation' as const,
    status: 'final' as const,
    category: [{ coding: [{ system: `${hl7}observation-category`, code: category }] }],
    code: { coding: [{ system: loinc, code, display }], text: display },
    subject: { reference: taken.patient },
    encounter: { reference: taken.encounter },
    effectiveDateTime: taken.at
  }
}
