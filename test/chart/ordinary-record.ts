import type { Patient, Resource } from '@medplum/fhirtypes'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import { anEncounter, anImmunization, aProcedure, aServiceRequest } from '../support/events.ts'
import {
  aBloodPressure,
  aConcept,
  aCondition,
  aLabResult,
  anAllergy,
  aPrescription,
  aRecord,
  aClinicalStatus,
  cvx,
  loinc,
  snomed
} from '../support/records.ts'

/* A record as most are: many displays full of words that are somebody's name. */

const problems: readonly (readonly [string, string])[] = [
  ['44054006', 'Diabetes mellitus type 2 (disorder)'],
  ['9999991', 'Long QT syndrome'],
  ['9999992', 'Injury of head with brief loss of consciousness'],
  ['9999993', "Bell's palsy"],
  ['9999994', "Parkinson's disease"],
  ['9999995', 'Crohn disease of small intestine'],
  ['9999996', 'Down syndrome'],
  ['9999997', 'Wolff-Parkinson-White pattern'],
  ['9999998', 'Burn of hand, first degree'],
  ['9999911', 'No abnormality of the foot'],
  ['9999912', 'Still birth in family, may recur'],
  ['9999913', 'Graves disease'],
  ['9999914', 'Heart failure with normal ejection fraction'],
  ['9999915', 'Pain in left lower limb and nail of toe'],
  ['9999916', 'Colon polyp, blood in stool'],
  ['9999917', 'Barrett esophagus'],
  ['9999918', "Baker's cyst behind knee"],
  ['9999919', 'Berry aneurysm of brain']
]

const drugs: readonly (readonly [string, string])[] = [
  ['861007', 'metformin hydrochloride 500 MG Oral Tablet'],
  ['314076', 'lisinopril 10 MG Oral Tablet'],
  ['9999921', 'Camila 28 Day Pack'],
  ['9999922', 'Ella 30 MG Oral Tablet'],
  ['9999923', 'Portia 28 Day Pack'],
  ['9999924', 'ferrous sulfate 325 MG Oral Tablet, iron for the blood'],
  ['9999925', 'insulin, long acting 100 UNT/ML Pen'],
  ['9999926', 'Do not stop: daily dose of sodium chloride']
]

const tests: readonly (readonly [string, string, number, string])[] = [
  ['98979-8', 'Glomerular filtration rate', 52, 'mL/min/{1.73_m2}'],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 4.2, 'mmol/L'],
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 12.1, 'g/dL'],
  ['6690-2', 'White blood cell count', 7.1, '10*3/uL'],
  ['9999-1', 'Red cell width, young forms', 13, '%'],
  ['9999-2', 'ANA titer', 40, '{titer}'],
  ['9999-3', 'Green bean IgE', 0.1, 'kU/L'],
  ['9999-4', 'Rice IgE, short panel', 0.2, 'kU/L'],
  ['9999-5', 'Min and max pressure gradient', 20, 'mm[Hg]']
]

/** Problems, allergies, drugs, results, events: about 60 lines of chart. */
export function ordinaryRecord(patient: Patient & { readonly id: string }): PatientRecord {
  const resources: Resource[] = [
    ...problems.map(([code, display], at) =>
      aCondition({
        id: `c${at}`,
        code: aConcept(snomed, code, display),
        onsetDateTime: `20${10 + (at % 15)}-05-04`,
        ...(at % 6 === 5 && { clinicalStatus: aClinicalStatus('resolved') })
      })
    ),
    ...drugs.map(([code, display], at) => aPrescription(`m${at}`, code, display)),
    ...tests.flatMap(([code, display, value, unit], at) =>
      ['2026-10-01', '2025-10-01'].map((date, of) =>
        aLabResult(`o${at}-${of}`, code, value + of, unit, date, {
          code: aConcept(loinc, code, display)
        })
      )
    ),
    aBloodPressure('bp1', 142, 88, '2026-09-01'),
    anAllergy(),
    anAllergy({ id: 'a2', code: aConcept(snomed, '9999931', 'White oak pollen') }),
    aProcedure(),
    aProcedure({ id: 'p2', code: aConcept(snomed, '9999932', 'Removal of stone from bladder') }),
    anImmunization({ vaccineCode: aConcept(cvx, '140', 'Influenza, seasonal, injectable') }),
    anEncounter({ type: [aConcept(snomed, '9999933', 'Follow-up by ward nurse, day case')] }),
    aServiceRequest({ code: aConcept(snomed, '9999934', 'Referral to eye clinic') })
  ]
  return aRecord({ patient, resources, states: { reports: { state: 'unknown', reason: 'late' } } })
}
