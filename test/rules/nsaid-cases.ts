import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active, draft } from './drugs.ts'
import {
  aCondition,
  aConcept,
  aMedicationStatement,
  aPatient,
  aClinicalStatus,
  notRead,
  snomed
} from '../support/records.ts'

const man = aPatient({ gender: 'male', birthDate: '1971-05-05' })
const ulcerBleeding = aCondition({
  id: 'ulcer',
  code: aConcept(snomed, '12274003', 'Acute peptic ulcer with hemorrhage (disorder)'),
  clinicalStatus: aClinicalStatus('resolved'),
  onsetDateTime: '2019-02-01'
})
const medicationsUnread = { medications: notRead('failed') }

export const nsaidCases: readonly RuleCase[] = [
  {
    name: 'ibuprofen on warfarin at 67 years is critical',
    given: { drafts: [draft('ibuprofen')], resources: [active('warfarin')] },
    said: ['R-02 critical']
  },
  {
    name: 'ibuprofen on warfarin at 55 years without a risk is to be assessed',
    given: { drafts: [draft('ibuprofen')], resources: [active('warfarin')], patient: man },
    said: ['R-02 warning']
  },
  {
    name: 'exactly 65 years is no risk by age',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('warfarin')],
      patient: aPatient({ birthDate: '1961-11-20' })
    },
    said: ['R-02 warning']
  },
  {
    name: 'a bleeding ulcer in the history makes it critical at 55 years',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('warfarin'), ulcerBleeding],
      patient: man
    },
    said: ['R-02 critical']
  },
  {
    name: 'a systemic steroid makes it critical at 55 years',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('warfarin'), active('dexamethasone')],
      patient: man
    },
    said: ['R-02 critical']
  },
  {
    name: 'a second NSAID makes it critical at 55 years',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('warfarin'), active('naproxen')],
      patient: man
    },
    said: ['R-02 critical']
  },
  {
    name: 'with omeprazole it is to be assessed even at 67 years',
    given: { drafts: [draft('ibuprofen')], resources: [active('warfarin'), active('omeprazole')] },
    said: ['R-02 warning']
  },
  {
    name: 'omeprazole ordered with it protects too',
    given: { drafts: [draft('ibuprofen'), draft('omeprazole')], resources: [active('warfarin')] },
    said: ['R-02 warning']
  },
  {
    name: 'topical diclofenac on warfarin is silent',
    given: {
      drafts: [draft('diclofenacGel', { dosageInstruction: [] })],
      resources: [active('warfarin')]
    },
    said: []
  },
  {
    name: 'an NSAID whose order says the skin is silent',
    given: {
      drafts: [
        draft('ibuprofen', {
          dosageInstruction: [{ route: aConcept(snomed, '6064005', 'Topical route') }]
        })
      ],
      resources: [active('warfarin')]
    },
    said: []
  },
  {
    name: 'an NSAID ordered without any details is told',
    given: {
      drafts: [draft('ibuprofen', { dosageInstruction: [] })],
      resources: [active('warfarin')]
    },
    said: ['R-02 critical']
  },
  {
    name: 'warfarin ordered while ibuprofen is active is critical at 67 years',
    given: { drafts: [draft('warfarin')], resources: [active('ibuprofen')] },
    said: ['R-02 critical']
  },
  {
    name: 'warfarin ordered while ibuprofen is taken over the counter is critical too',
    given: { drafts: [draft('warfarin')], resources: [aMedicationStatement()] },
    said: ['R-02 critical']
  },
  {
    name: 'warfarin and ibuprofen ordered together have one finding',
    given: { drafts: [draft('warfarin'), draft('ibuprofen')] },
    said: ['R-02 critical']
  },
  {
    name: 'an unselected warfarin order is met as well',
    given: { drafts: [draft('ibuprofen')], unselected: [draft('warfarin')] },
    said: ['R-02 critical']
  },
  {
    name: 'stopped warfarin is not met',
    given: { drafts: [draft('ibuprofen')], resources: [active('warfarin', { status: 'stopped' })] },
    said: []
  },
  {
    name: 'two NSAIDs ordered on warfarin have one finding each',
    given: { drafts: [draft('ibuprofen'), draft('naproxen')], resources: [active('warfarin')] },
    said: ['R-02 critical', 'R-02 critical', 'U-nsaids warning']
  },
  {
    name: 'ibuprofen with an unread medication list cannot be checked',
    given: { drafts: [draft('ibuprofen')], states: medicationsUnread },
    said: ['R-02 info missing']
  },
  {
    name: 'ibuprofen on warfarin with an unread problem list is still told',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('warfarin')],
      patient: man,
      states: { conditions: notRead() }
    },
    said: ['R-02 warning']
  },
  {
    name: 'ibuprofen on lisinopril and hydrochlorothiazide with eGFR 52 is a risk to the kidneys',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('lisinopril'), active('hydrochlorothiazide'), egfr(52, '2026-10-01')]
    },
    said: ['R-04 warning'],
    summary:
      'eGFR 52 (1 Oct 2026): ibuprofen with ACE inhibitor or ARB and diuretic may injure the kidneys'
  },
  {
    name: 'a combination product brings both other drugs',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('lisinoprilHydrochlorothiazide'), egfr(52, '2026-10-01')]
    },
    said: ['R-04 warning']
  },
  {
    name: 'the diuretic that completes the three carries the finding',
    given: {
      drafts: [draft('hydrochlorothiazide')],
      resources: [active('losartan'), active('naproxen'), egfr(52, '2026-10-01')]
    },
    said: ['R-04 warning']
  },
  {
    name: 'three drugs with an eGFR of 60 are silent',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('lisinopril'), active('hydrochlorothiazide'), egfr(60, '2026-10-01')]
    },
    said: []
  },
  {
    name: 'ibuprofen on lisinopril without a diuretic is silent',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('lisinopril'), egfr(50, '2026-10-01')]
    },
    said: []
  },
  {
    name: 'three drugs without an eGFR cannot be assessed',
    given: {
      drafts: [draft('ibuprofen')],
      resources: [active('lisinopril'), active('hydrochlorothiazide')]
    },
    said: ['R-04 info missing']
  }
]
