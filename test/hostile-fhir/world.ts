import service from '../../hooks/patient-view/service.json' with { type: 'json' }
import {
  aConcept,
  aCondition,
  aDraft,
  aLabResult,
  aMedicationStatement,
  aPatient,
  aPrescription,
  aVitalSign,
  anAllergy,
  anObservation,
  cvx,
  hl7,
  loinc,
  rxnorm,
  snomed
} from '../support/records.ts'

/*
 * One patient on a FHIR server: something of every kind, and nothing that a rule has to say about,
 * until ibuprofen is ordered beside the warfarin.
 */

export type Served = Readonly<Record<string, unknown>> & { readonly resourceType: string }

const about = { reference: 'Patient/p1' }
const coded = (code: string, display: string) => aConcept(snomed, code, display)

const resources: readonly Served[] = [
  aPatient({ gender: 'male', birthDate: '2000-03-02' }),
  aCondition({ id: 'c1', code: coded('49436004', 'Atrial fibrillation (disorder)') }),
  aPrescription('m1', '855332', 'warfarin sodium 5 MG Oral Tablet'),
  anAllergy({ id: 'a1', category: ['environment'], code: coded('256277009', 'Grass pollen') }),
  aLabResult('l1', '6301-6', 2.4, '{INR}', '2026-11-10'),
  aVitalSign('v1', '8867-4', 72, '/min', '2026-11-10'),
  anObservation({
    id: 'im1',
    category: [aConcept(`${hl7}/observation-category`, 'imaging', 'Imaging')],
    code: { text: 'Chest radiograph' },
    valueCodeableConcept: { text: 'Unremarkable' }
  }),
  anObservation({
    id: 'su1',
    category: [aConcept(`${hl7}/observation-category`, 'survey', 'Survey')],
    code: aConcept(loinc, '72166-2', 'Tobacco smoking status'),
    valueCodeableConcept: coded('266919005', 'Never smoked tobacco')
  }),
  aMedicationStatement({
    id: 'ms1',
    medicationCodeableConcept: aConcept(
      rxnorm,
      '1014676',
      'cetirizine hydrochloride 10 MG Oral Tablet'
    )
  }),
  {
    resourceType: 'Procedure',
    id: 'pr1',
    status: 'completed',
    subject: about,
    code: coded('80146002', 'Appendectomy (procedure)'),
    performedDateTime: '2014-02-01'
  },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: { code: 'AMB' },
    subject: about,
    period: { start: '2026-11-10' }
  },
  {
    resourceType: 'Immunization',
    id: 'i1',
    status: 'completed',
    patient: about,
    vaccineCode: aConcept(cvx, '140', 'Influenza, seasonal, injectable, preservative free'),
    occurrenceDateTime: '2026-10-10'
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'd1',
    status: 'final',
    subject: about,
    code: { text: 'Laboratory report' },
    effectiveDateTime: '2026-11-10'
  },
  {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'completed',
    intent: 'order',
    subject: about,
    code: { text: 'Laboratory panel' },
    authoredOn: '2026-11-09'
  }
].map((one) => one as unknown as Served)

/** The order of order-select. */
export const ibuprofen = aDraft('draft-1', '197805', 'ibuprofen 400 MG Oral Tablet')

/** As discovery publishes it: each kind of data, and the search by which it is read. */
const templates = Object.entries(service.prefetch).map(([kind, template]) => {
  const url = new URL(template, 'http://any.test/')
  return { kind, template, type: typeOf(url), category: url.searchParams.get('category') }
})

/** The kind of data that a request asks for. */
export function kindOf(url: URL): string {
  const [type, category] = [typeOf(url), url.searchParams.get('category')]
  return templates.find((one) => one.type === type && one.category === category)?.kind ?? 'other'
}

/** The first step of a path that begins with a capital: a base has none. */
function typeOf({ pathname }: URL): string {
  return pathname.split('/').find((step) => /^[A-Z]/.test(step)) ?? ''
}

/** The kinds that are searched for; the Patient is read. */
export const searchedKinds = templates.map(({ kind }) => kind).filter((kind) => kind !== 'patient')

/** A search by which `kindOf` finds the kind. */
export const searchOf = (kind: string): string =>
  templates.find((one) => one.kind === kind)?.template ?? ''

/** What a sound server has for a search. */
export function matchesOf(url: URL): readonly Served[] {
  const [type, category] = [typeOf(url), url.searchParams.get('category')]
  return resources.filter(
    (one) =>
      one.resourceType === type &&
      (category === null ||
        category.split(',').some((each) => JSON.stringify(one['category']).includes(`"${each}"`)))
  )
}

/** What a sound server answers; 404 is not needed here. */
export function soundAnswer(url: URL): object {
  if (kindOf(url) === 'patient') return resources[0] ?? {}
  return searchset(matchesOf(url).map((resource) => ({ resource })))
}

export function searchset(entry: readonly unknown[], next?: string): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
    entry
  }
}
