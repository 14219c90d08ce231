import type { CaseGiven, Situation } from '../case-builder.ts'
import { active, draft, twiceDaily } from '../drugs.ts'
import type { Product } from '../drugs.ts'
import { aPerson, condition, result, usualChart } from '../resources.ts'
import { problems } from './problems.ts'

/*
 * The negative set of the clinical reference: the pairs of the ONC low-priority list that it names,
 * and what has no special precautions. No warning and no critical card, whichever of the two is
 * ordered; at 55 years, so that age alone says nothing.
 */

const at55 = aPerson('male', '1971-05-05')
const safe = [
  ...usualChart,
  result('egfr', 90, '2026-11-01'),
  result('potassium', 4.3, '2026-11-01'),
  result('inr', 2.4, '2026-11-01')
]

export const lowPriorityPairs: readonly (readonly [Product, Product])[] = [
  ['lisinopril', 'ibuprofen'],
  ['lisinopril', 'hydrochlorothiazide'],
  ['warfarin', 'atorvastatin'],
  ['warfarin', 'pantoprazole'],
  ['warfarin', 'omeprazole'],
  ['levothyroxine', 'calcium'],
  ['metoprolol', 'ibuprofen'],
  ['warfarin', 'bupropion'],
  ['warfarin', 'amitriptyline'],
  ['citalopram', 'ondansetron']
]

function pairCases([one, other]: readonly [Product, Product]): readonly CaseGiven[] {
  return [
    [one, other],
    [other, one]
  ].map(([ordered = one, present = other]) => ({
    name: `${ordered}-on-${present}`,
    title: `${ordered} is ordered, ${present} is active`,
    service: 'order-select' as const,
    person: at55,
    drafts: [draft(ordered)],
    record: [...safe, active(present)],
    silent: ['.+']
  }))
}

export const mustStaySilent: readonly Situation[] = [
  { folder: 'silent-low-priority-pairs', rule: '', cases: lowPriorityPairs.flatMap(pairCases) },
  {
    folder: 'silent-ordinary-care',
    rule: '',
    cases: [
      {
        name: 'well-person',
        title: 'The chart of a well person is opened',
        service: 'patient-view',
        person: aPerson('male', '1990-02-02'),
        record: [...usualChart]
      },
      {
        name: 'controlled-hypertension',
        title: 'Hypertension, well controlled on lisinopril',
        service: 'patient-view',
        person: aPerson('male', '1985-02-02'),
        record: [...safe, condition(problems.hypertension), active('lisinopril')]
      },
      {
        name: 'trimethoprim-alone',
        title: 'Trimethoprim-sulfamethoxazole without an interacting drug',
        service: 'order-sign',
        person: at55,
        drafts: [draft('sulfamethoxazole', twiceDaily)],
        record: [...safe, active('metformin', twiceDaily)]
      },
      {
        name: 'metformin-egfr-60',
        title: 'Metformin at eGFR 60',
        service: 'order-sign',
        person: at55,
        drafts: [draft('metformin', twiceDaily)],
        record: [...usualChart, result('egfr', 60, '2026-11-01')]
      }
    ]
  }
]
