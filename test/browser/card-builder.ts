import type { Arrived } from '../demo/ehr/fake-cds-service.ts'

/** A card with everything on it; `uuid` ends in the number given. */
export function buildCard(number: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    uuid: `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`,
    summary: `Card number ${number}`,
    indicator: 'warning',
    source: { label: 'A guideline', url: 'https://guideline.example/kidney' },
    ...more
  }
}

export const overrideReasons = [
  { system: 'http://reasons.example', code: 'known', display: 'Known and accepted' },
  { system: 'http://reasons.example', code: 'wrong-patient', display: 'Does not fit this patient' }
]

/** The first draft as the hook carried it, with a lower dose. */
export function withLowerDose(arrived: Arrived): Readonly<Record<string, unknown>> {
  const draft = arrived.body.context.draftOrders?.entry[0]?.resource ?? {}
  return {
    ...draft,
    dosageInstruction: [
      {
        text: '250 mg once daily',
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 250, unit: 'mg' } }]
      }
    ]
  }
}
