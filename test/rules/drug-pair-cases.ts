import type { RuleCase } from './a-view.ts'
import { active, draft } from './drugs.ts'
import { aConcept, anAllergy, aClinicalStatus, notRead, snomed } from '../support/records.ts'

const mildRash = anAllergy({
  reaction: [
    {
      manifestation: [aConcept(snomed, '271807003', 'Eruption of skin (disorder)')],
      severity: 'mild'
    }
  ],
  recordedDate: '2012-06-01'
})
const medicationsUnread = { medications: notRead('failed') }

export const drugPairCases: readonly RuleCase[] = [
  {
    name: 'enalapril while lisinopril is active is a duplicate',
    given: { drafts: [draft('enalapril')], resources: [active('lisinopril')] },
    said: ['R-05 warning'],
    summary: 'Enalapril ordered, lisinopril active (3 Nov 2025): two ACE inhibitors at once'
  },
  {
    name: 'enalapril and lisinopril ordered together have one finding',
    given: { drafts: [draft('enalapril'), draft('lisinopril')] },
    said: ['R-05 warning']
  },
  {
    name: 'lisinopril renewed is no duplicate of itself',
    given: { drafts: [draft('lisinopril')], resources: [active('lisinopril')] },
    said: []
  },
  {
    name: 'enalapril after a stopped lisinopril is silent',
    given: {
      drafts: [draft('enalapril')],
      resources: [active('lisinopril', { status: 'stopped' })]
    },
    said: []
  },
  {
    name: 'enalapril with an unread medication list cannot be checked',
    given: { drafts: [draft('enalapril')], states: medicationsUnread },
    said: ['R-05 info missing'],
    summary: 'Enalapril ordered: 5 checks could not be made, record incomplete'
  },
  {
    name: 'sacubitril/valsartan while lisinopril is active is contraindicated',
    given: { drafts: [draft('sacubitril')], resources: [active('lisinopril')] },
    said: ['R-07 critical']
  },
  {
    name: 'lisinopril while sacubitril/valsartan is active is contraindicated too',
    given: { drafts: [draft('lisinopril')], resources: [active('sacubitril')] },
    said: ['R-07 critical']
  },
  {
    name: 'sacubitril/valsartan without an ACE inhibitor, but with an ARB, is a double ARB',
    given: { drafts: [draft('sacubitril')], resources: [active('losartan')] },
    said: ['U-arbs warning']
  },
  {
    name: 'amoxicillin with penicillin anaphylaxis is contraindicated',
    given: { drafts: [draft('amoxicillin')], resources: [anAllergy()] },
    said: ['R-08 critical']
  },
  {
    name: 'amoxicillin with a mild rash is to be assessed',
    given: { drafts: [draft('amoxicillin')], resources: [mildRash] },
    said: ['R-08 warning']
  },
  {
    name: 'amoxicillin that was taken once since an anaphylaxis is still a warning',
    given: {
      drafts: [draft('amoxicillin')],
      resources: [
        anAllergy(),
        active('amoxicillin', { id: 'course', status: 'completed', authoredOn: '2024-02-03' })
      ]
    },
    said: ['R-08 warning']
  },
  {
    name: 'an amoxicillin course before the allergy was recorded proves nothing',
    given: {
      drafts: [draft('amoxicillin')],
      resources: [
        anAllergy(),
        active('amoxicillin', { id: 'course', status: 'completed', authoredOn: '2011-02-03' })
      ]
    },
    said: ['R-08 critical']
  },
  {
    name: 'an amoxicillin course that was stopped proves nothing',
    given: {
      drafts: [draft('amoxicillin')],
      resources: [
        anAllergy(),
        active('amoxicillin', { id: 'course', status: 'stopped', authoredOn: '2024-02-03' })
      ]
    },
    said: ['R-08 critical']
  },
  {
    name: 'an allergy without a date cannot be called tolerated',
    given: {
      drafts: [draft('amoxicillin')],
      resources: [
        undated(anAllergy()),
        active('amoxicillin', { id: 'course', status: 'completed', authoredOn: '2024-02-03' })
      ]
    },
    said: ['R-08 critical']
  },
  {
    name: 'cefazolin after an old mild rash is silent',
    given: { drafts: [draft('cefazolin')], resources: [mildRash] },
    said: []
  },
  {
    name: 'amoxicillin with a resolved allergy is silent',
    given: {
      drafts: [draft('amoxicillin')],
      resources: [anAllergy({ clinicalStatus: aClinicalStatus('resolved', 'allergyintolerance') })]
    },
    said: []
  },
  {
    name: 'amoxicillin without any allergy is silent',
    given: { drafts: [draft('amoxicillin')] },
    said: []
  },
  {
    name: 'amoxicillin with unread allergies cannot be checked',
    given: { drafts: [draft('amoxicillin')], states: { allergies: notRead('failed') } },
    said: ['R-08 info missing']
  },
  {
    name: 'trimethoprim-sulfamethoxazole on warfarin is critical',
    given: { drafts: [draft('sulfamethoxazole')], resources: [active('warfarin')] },
    said: ['R-12 critical']
  },
  {
    name: 'warfarin on trimethoprim-sulfamethoxazole is critical',
    given: { drafts: [draft('warfarin')], resources: [active('sulfamethoxazole')] },
    said: ['R-12 critical']
  },
  {
    name: 'trimethoprim-sulfamethoxazole without an interacting drug is silent',
    given: { drafts: [draft('sulfamethoxazole')], resources: [active('metformin')] },
    said: []
  },
  {
    name: 'trimethoprim-sulfamethoxazole with an unread medication list cannot be checked',
    given: { drafts: [draft('sulfamethoxazole')], states: medicationsUnread },
    said: ['R-12 info missing']
  },
  {
    name: 'clarithromycin on simvastatin is contraindicated',
    given: { drafts: [draft('clarithromycin')], resources: [active('simvastatin')] },
    said: ['R-13 critical'],
    summary:
      'Clarithromycin ordered, simvastatin active (3 Nov 2025): contraindicated, risk of rhabdomyolysis'
  },
  {
    name: 'clarithromycin on rosuvastatin is silent',
    given: { drafts: [draft('clarithromycin')], resources: [active('rosuvastatin')] },
    said: []
  },
  {
    name: 'simvastatin on clarithromycin is contraindicated',
    given: { drafts: [draft('simvastatin')], resources: [active('clarithromycin')] },
    said: ['R-13 critical']
  },
  {
    name: 'clarithromycin with an unread medication list cannot be checked',
    given: { drafts: [draft('clarithromycin')], states: medicationsUnread },
    said: ['R-13 info missing']
  }
]

function undated(allergy: ReturnType<typeof anAllergy>): ReturnType<typeof anAllergy> {
  delete allergy.recordedDate
  return allergy
}
