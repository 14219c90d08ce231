import type { RuleCase } from './a-view.ts'
import { active, draft, onceDaily } from './drugs.ts'
import {
  aCondition,
  aConcept,
  aPatient,
  aClinicalStatus,
  icd10,
  notRead,
  snomed
} from '../support/records.ts'
import { aProcedure } from '../support/events.ts'

const youngWoman = aPatient({ birthDate: '1995-01-20' })
const pregnancy = aCondition({
  id: 'pregnancy',
  code: aConcept(snomed, '77386006', 'Pregnancy (finding)'),
  onsetDateTime: '2026-08-03'
})
const sickleCell = aCondition({
  id: 'sickle',
  code: aConcept(snomed, '417357006', 'Sickling disorder due to hemoglobin S (disorder)')
})
const medicationsUnread = { medications: notRead('failed') }

export const conditionCases: readonly RuleCase[] = [
  {
    name: 'oxycodone on flurazepam is told',
    given: {
      drafts: [draft('oxycodone')],
      resources: [active('flurazepam'), active('tramadol', onceDaily)]
    },
    said: ['R-19 warning']
  },
  {
    name: 'flurazepam on a fentanyl patch is told',
    given: { drafts: [draft('flurazepam')], resources: [active('fentanylPatch')] },
    said: ['R-19 warning']
  },
  {
    name: 'oxycodone without a benzodiazepine is silent',
    given: { drafts: [draft('oxycodone')], resources: [active('tramadol', onceDaily)] },
    said: []
  },
  {
    name: 'oxycodone on flurazepam in sickle cell disease is silent',
    given: { drafts: [draft('oxycodone')], resources: [active('flurazepam'), sickleCell] },
    said: []
  },
  {
    name: 'oxycodone on flurazepam in active cancer is silent',
    given: {
      drafts: [draft('oxycodone')],
      resources: [
        active('flurazepam'),
        aCondition({ id: 'cancer', code: aConcept(icd10, 'C61', 'Malignant neoplasm of prostate') })
      ]
    },
    said: []
  },
  {
    name: 'oxycodone on flurazepam in hospice care is silent',
    given: {
      drafts: [draft('oxycodone')],
      resources: [
        active('flurazepam'),
        aCondition({
          id: 'hospice',
          code: aConcept(icd10, 'Z51.5', 'Encounter for palliative care')
        })
      ]
    },
    said: []
  },
  {
    name: 'oxycodone on flurazepam in a minor is silent',
    given: {
      drafts: [draft('oxycodone')],
      resources: [active('flurazepam')],
      patient: aPatient({ birthDate: '2012-01-01' })
    },
    said: []
  },
  {
    name: 'oxycodone with an unread medication list cannot be checked',
    given: { drafts: [draft('oxycodone')], states: medicationsUnread },
    said: ['R-19 info missing']
  },
  {
    name: 'lisinopril in a current pregnancy is critical',
    given: { drafts: [draft('lisinopril')], resources: [pregnancy], patient: youngWoman },
    said: ['R-23 critical']
  },
  {
    name: 'losartan in a current pregnancy is critical',
    given: { drafts: [draft('losartan')], resources: [pregnancy], patient: youngWoman },
    said: ['R-23 critical']
  },
  {
    name: 'lisinopril after a pregnancy that ended is silent',
    given: {
      drafts: [draft('lisinopril')],
      resources: [
        {
          ...pregnancy,
          clinicalStatus: aClinicalStatus('resolved'),
          abatementDateTime: '2026-10-01'
        }
      ],
      patient: youngWoman
    },
    said: []
  },
  {
    name: 'lisinopril for a young woman with an unread problem list cannot be checked',
    given: {
      drafts: [draft('lisinopril')],
      patient: youngWoman,
      states: { conditions: notRead('failed') }
    },
    said: ['R-23 info missing']
  },
  {
    name: 'lisinopril at 67 years with an unread problem list is silent',
    given: { drafts: [draft('lisinopril')], states: { conditions: notRead('failed') } },
    said: []
  },
  {
    name: 'sildenafil on nitroglycerin is contraindicated',
    given: { drafts: [draft('sildenafil')], resources: [active('nitroglycerin')] },
    said: ['R-25 critical']
  },
  {
    name: 'nitroglycerin ointment on sildenafil is contraindicated',
    given: {
      drafts: [draft('nitroglycerinOintment', { dosageInstruction: [] })],
      resources: [active('sildenafil')]
    },
    said: ['R-25 critical']
  },
  {
    name: 'sildenafil without a nitrate is silent',
    given: { drafts: [draft('sildenafil')], resources: [active('metoprolol')] },
    said: []
  },
  {
    name: 'sildenafil with an unread medication list cannot be checked',
    given: { drafts: [draft('sildenafil')], states: medicationsUnread },
    said: ['R-25 info missing']
  },
  {
    name: 'ciprofloxacin on tizanidine is critical',
    given: { drafts: [draft('ciprofloxacin')], resources: [active('tizanidine')] },
    said: ['R-26 critical']
  },
  {
    name: 'ciprofloxacin without tizanidine is silent',
    given: { drafts: [draft('ciprofloxacin')], resources: [active('metoprolol')] },
    said: []
  },
  {
    name: 'dabigatran with a mechanical valve is contraindicated',
    given: {
      drafts: [draft('dabigatran')],
      resources: [
        aProcedure({
          code: aConcept(snomed, '699347000', 'Mechanical prosthetic heart valve (finding)'),
          performedDateTime: '2019-04-02'
        })
      ]
    },
    said: ['R-31 critical']
  },
  {
    name: 'dabigatran without a valve is silent',
    given: { drafts: [draft('dabigatran')] },
    said: []
  },
  {
    name: 'dabigatran with unread problems cannot be checked',
    given: { drafts: [draft('dabigatran')], states: { conditions: notRead() } },
    said: ['R-31 info missing']
  }
]
