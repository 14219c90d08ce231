import type { EhrPatient, OrderTemplate } from './ehr-patient.ts'
import { codingsOf, conceptText } from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirResource } from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'

/** Where an entry of the drug picker comes from, in the order in which they are offered. */
export interface OrderOption extends OrderTemplate {
  readonly origin: 'suggested for this visit' | 'from this record' | 'formulary'
}

/**
 * What the drug picker offers for one patient: the orders of its story, what was ordered before
 * (with the codes of the record itself), and the formulary. After the story's own, each drug once.
 */
export function orderOptions(
  store: FhirStore,
  patient: EhrPatient,
  formulary: readonly OrderTemplate[]
): readonly OrderOption[] {
  const options: OrderOption[] = []
  const offered = new Set<string>()
  const offer = (template: OrderTemplate, origin: OrderOption['origin']) => {
    const code = codingsOf(template.resource['medicationCodeableConcept'])[0]?.code
    const names = [template.label.toLowerCase(), ...(code === undefined ? [] : [code])]
    const isStory = origin === 'suggested for this visit'
    if (!isStory && names.some((name) => offered.has(name))) return
    for (const name of names) offered.add(name)
    options.push({ ...template, origin })
  }
  for (const each of patient.orders) offer(each, 'suggested for this visit')
  for (const each of store.list('MedicationRequest', patient.id)) {
    const template = reorder(each)
    if (template !== undefined) offer(template, 'from this record')
  }
  for (const each of formulary) offer(each, 'formulary')
  return options
}

/** A draft like an earlier order: its drug and dosage, nothing of its time or prescriber. */
function reorder(request: FhirResource): OrderTemplate | undefined {
  const medication = request['medicationCodeableConcept']
  const label = conceptText(medication)
  if (label === undefined || request['status'] === 'entered-in-error') return undefined
  const dosage = request['dosageInstruction']
  return {
    label,
    resource: {
      resourceType: 'MedicationRequest',
      status: 'draft',
      intent: 'order',
      medicationCodeableConcept: medication,
      ...(dosage === undefined ? {} : { dosageInstruction: dosage })
    }
  }
}
