import type { RuleCase } from './a-view.ts'
import { egfr } from './a-view.ts'
import { active, draft, onceDaily } from './drugs.ts'
import { notRead } from '../support/records.ts'

export const metforminCases: readonly RuleCase[] = [
  {
    name: 'metformin with eGFR 24 is contraindicated',
    given: { drafts: [draft('metformin')], resources: [egfr(24, '2026-11-01')] },
    said: ['R-01 critical'],
    summary: 'eGFR 24 (1 Nov 2026): metformin is contraindicated below 30'
  },
  {
    name: 'metformin with an eGFR of exactly 30 is a start that is not recommended',
    given: { drafts: [draft('metformin')], resources: [egfr(30, '2026-11-01')] },
    said: ['R-01 warning']
  },
  {
    name: 'metformin started at eGFR 38 is not recommended',
    given: { drafts: [draft('metformin')], resources: [egfr(38, '2026-11-01')] },
    said: ['R-01 warning'],
    summary: 'eGFR 38 (1 Nov 2026): starting metformin is not recommended below 45'
  },
  {
    name: 'metformin renewed at eGFR 38 is to be weighed',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(38, '2026-11-01'), active('metformin')]
    },
    said: ['R-01 info']
  },
  {
    name: 'metformin with an eGFR of exactly 45 is silent',
    given: { drafts: [draft('metformin')], resources: [egfr(45, '2026-11-01')] },
    said: []
  },
  {
    name: 'the newest eGFR counts, not an older one',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(24, '2026-09-01', 'old'), egfr(61, '2026-11-01')]
    },
    said: []
  },
  {
    name: 'metformin with an eGFR reported as below 15 is contraindicated',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(15, '2026-11-01', 'e', { comparator: '<' })]
    },
    said: ['R-01 critical'],
    summary: 'eGFR <15 (1 Nov 2026): metformin is contraindicated below 30'
  },
  {
    name: 'metformin with an eGFR reported as above 60 is silent',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(60, '2026-11-01', 'e', { comparator: '>' })]
    },
    said: []
  },
  {
    name: 'metformin with an eGFR that may be below 45 or not cannot be assessed',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(60, '2026-11-01', 'e', { comparator: '<' })]
    },
    said: ['R-01 info missing']
  },
  {
    name: 'metformin with an eGFR of 90 days ago is still assessed',
    given: { drafts: [draft('metformin')], resources: [egfr(24, '2026-08-22')] },
    said: ['R-01 critical']
  },
  {
    name: 'metformin with an eGFR of 91 days ago cannot be assessed',
    given: { drafts: [draft('metformin')], resources: [egfr(24, '2026-08-21')] },
    said: ['R-01 info missing']
  },
  {
    name: 'metformin renewed with a safe eGFR of the last year is silent',
    given: {
      drafts: [draft('metformin')],
      resources: [egfr(70, '2026-03-01'), active('metformin')]
    },
    said: []
  },
  {
    name: 'metformin without any eGFR cannot be assessed',
    given: { drafts: [draft('metformin')] },
    said: ['R-01 info missing']
  },
  {
    name: 'metformin with laboratory results that were not read cannot be assessed',
    given: { drafts: [draft('metformin')], states: { laboratory: notRead() } },
    said: ['R-01 info missing']
  },
  {
    name: 'two metformin orders have one finding each',
    given: {
      drafts: [draft('metformin'), draft('metformin', { id: 'second' })],
      resources: [egfr(24, '2026-11-01')]
    },
    said: ['R-01 critical', 'R-01 critical']
  },
  {
    name: 'an order picked before is said again: the EHR replaces its cards at each call',
    given: {
      drafts: [draft('citalopram', onceDaily)],
      unselected: [draft('metformin')],
      resources: [egfr(24, '2026-11-01')]
    },
    said: ['R-01 critical']
  }
]
