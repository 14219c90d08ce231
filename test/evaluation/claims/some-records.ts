import type { Bundle, Resource } from '@medplum/fhirtypes'
import {
  aBloodPressure,
  aClinicalStatus,
  aConcept,
  aCondition,
  aLabResult,
  aMedicationRequest,
  anObservation,
  aPatient,
  aPrescription,
  aQuantity,
  aVitalSign,
  loinc,
  rxnorm,
  snomed
} from '../../support/records.ts'

/*
 * A small record by hand, with what sentences trip over: digits, brackets and negations in names,
 * units with digits, coded results, components, drugs by reference.
 */

const times = ['2019-03-11T09:40:00-05:00', '2020-02-28T23:30:00-05:00', '2021-03-09T08:15:30Z']

const series: readonly (readonly [string, string, string, readonly number[]])[] = [
  ['39156-5', 'Body Mass Index', 'kg/m2', [27.4, 30.31, 33.2]],
  [
    '777-3',
    'Platelets [#/volume] in Blood by Automated count',
    '10*3/uL',
    [371.25, 290.5, 201.125]
  ],
  ['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', [6.1, 7.04, 8.255]],
  ['2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma', 'mg/dL', [61, 48, 39.5]],
  ['2571-8', 'Triglyceride [Mass/volume] in Serum or Plasma', 'mg/dL', [1250, 980.5, 310]],
  [
    '33914-3',
    'Glomerular filtration rate/1.73 sq M.predicted',
    'mL/min/{1.73_m2}',
    [88, 61.5, 38.25]
  ],
  ['1989-3', '25-hydroxyvitamin D3 [Mass/volume] in Serum', 'ng/mL', [11, 19.5, 31]],
  [
    '72514-3',
    'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
    '{score}',
    [7, 5, 3]
  ],
  ['8310-5', 'Body temperature', 'Cel', [36.6, 37.9, 40.7]],
  ['3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma', 'm[IU]/L', [0.5, 2.25, 4.9]],
  ['38265-5', 'DXA Radius and Ulna [T-score] Bone density', '{T-score}', [-0.8, -1.9, -3.1]],
  ['6301-6', 'INR in Platelet poor plasma by Coagulation assay', '{INR}', [1.1, 2.4, 3]],
  ['8867-4', 'Heart rate', '/min', [64, 87, 101]],
  ['6298-4', 'Potassium', 'mmol/L', [4.1, 4.12, 4.15]]
]

const conditions: readonly (readonly [string, string, string, string])[] = [
  ['195967001', 'Asthma (disorder)', 'asthma', 'active'],
  ['59621000', 'Essential hypertension (disorder)', 'hypertension', 'active'],
  ['254637007', 'Non-small cell lung cancer (disorder)', 'cancer', 'active'],
  ['840544004', 'Suspected COVID-19', 'suspected', 'active'],
  ['429007001', 'History of cardiac arrest (situation)', 'history', 'active'],
  ['124171000119105', 'Chronic migraine without aura', 'migraine', 'active'],
  ['433144002', 'Chronic kidney disease stage 3 (disorder)', 'ckd', 'active'],
  ['266919005', 'Never smoked tobacco (finding)', 'never', 'active'],
  ['713458007', 'Not in labor force (finding)', 'work', 'active'],
  ['233604007', 'Pneumonia (disorder)', 'pneumonia', 'resolved'],
  ['44465007', 'Sprain of ankle', 'ankle', 'inactive']
]

const drugs: readonly (readonly [string, string, string, string])[] = [
  ['1649987', 'doxycycline hyclate 100 MG', 'doxycycline', 'active'],
  ['1860480', '1 ML DOCEtaxel 20 MG/ML Injection', 'docetaxel', 'active'],
  [
    '866436',
    '24 HR metoprolol succinate 50 MG Extended Release Oral Tablet [Toprol]',
    'metoprolol',
    'active'
  ],
  [
    '856987',
    'Acetaminophen 325 MG / HYDROcodone Bitartrate 5 MG Oral Tablet',
    'combined',
    'active'
  ],
  ['308182', 'Amoxicillin 250 MG Oral Capsule', 'amoxicillin', 'stopped'],
  ['314076', 'lisinopril 10 MG Oral Tablet', 'lisinopril', 'completed']
]

/** The record as a Bundle, with `urn:uuid:` addresses. */
export function someRecord(more: readonly Resource[] = []): Bundle {
  const readings = series.flatMap(([code, display, unit, values], place) =>
    values.map((value, at): Resource => ({
      ...aVitalSign(`o-${place}-${at}`, code, value, unit, times[at] ?? ''),
      code: { ...aConcept(loinc, code, display), text: display }
    }))
  )
  const problems = conditions.map(([code, display, id, status]) =>
    aCondition({
      id,
      code: { ...aConcept(snomed, code, display), text: display },
      clinicalStatus: aClinicalStatus(status)
    })
  )
  const orders = drugs.map(([code, display, id, status]) =>
    aPrescription(id, code, display, { status: status as 'active' })
  )
  return bundleOf([aPatient(), ...readings, ...problems, ...orders, ...others(), ...more])
}

/** What is cited in other ways than the generator does. */
function others(): Resource[] {
  return [
    {
      resourceType: 'Medication',
      id: 'med',
      code: aConcept(rxnorm, '854235', '0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe')
    },
    aMedicationRequest({ id: 'by-reference', medicationReference: { reference: 'urn:uuid:med' } }),
    {
      ...aMedicationRequest({ id: 'contained', medicationReference: { reference: '#inside' } }),
      contained: [
        {
          resourceType: 'Medication',
          id: 'inside',
          code: aConcept(rxnorm, '197361', 'amlodipine 5 MG Oral Tablet')
        }
      ]
    },
    aBloodPressure('bp', 152, 88, '2021-03-09'),
    anObservation({
      id: 'virus',
      code: aConcept(
        loinc,
        '94500-6',
        'SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory specimen'
      ),
      effectiveDateTime: '2021-03-09',
      valueCodeableConcept: aConcept(snomed, '260415000', 'Not detected (qualifier value)'),
      component: []
    }),
    anObservation({
      id: 'boolean',
      code: aConcept(loinc, '11367-0', 'History of Tobacco use'),
      effectiveDateTime: '2021-03-09',
      valueBoolean: true,
      component: []
    }),
    aLabResult('below', '2857-1', 0.1, 'ng/mL', '2021-03-09', {
      code: aConcept(loinc, '2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma'),
      valueQuantity: { ...aQuantity(0.1, 'ng/mL'), comparator: '<' }
    }),
    aLabResult('month', '2276-4', 35, 'ng/mL', '2021-03', {
      code: {
        coding: [
          { system: loinc, code: '2276-4', display: 'Ferritin [Mass/volume] in Serum or Plasma' },
          { system: 'urn:local', code: 'FER', display: 'Ferritin, serum' }
        ]
      }
    }),
    aCondition({
      id: 'coded-twice',
      code: {
        coding: [
          { system: snomed, code: '44054006', display: 'Diabetes mellitus type 2 (disorder)' },
          {
            system: 'http://hl7.org/fhir/sid/icd-10-cm',
            code: 'E11.9',
            display: 'Type 2 diabetes mellitus without complications'
          }
        ],
        text: 'T2DM'
      }
    })
  ]
}

/** Of somebody else, or never true: what stands in the same Bundle is not always a fact. */
export function noFacts(): Resource[] {
  return [
    aCondition({
      id: 'in-error',
      verificationStatus: aConcept('urn:x', 'entered-in-error', 'in error')
    }),
    aCondition({ id: 'somebody-else', subject: { reference: 'Patient/p2' } })
  ]
}

function bundleOf(resources: readonly Resource[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource }))
  }
}
