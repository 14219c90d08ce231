import { describe, expect, test } from 'vitest'
import { embeddedKnowledge as known } from '../../src/knowledge/embedded.ts'
import { duplicateGroups, relationsBetween } from '../../src/knowledge/relations.ts'
import { withSiteKnowledge } from '../../src/knowledge/site-knowledge.ts'
import { rules } from '../../src/rules/all-rules.ts'
import { rulesWith } from '../../src/rules/every-rule.ts'
import { firedBy } from '../../src/rules/fired-by.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import { aView } from '../rules/a-view.ts'
import { active, draft } from '../rules/drugs.ts'

/* A site's folder of tables: what it may do to ours, what follows, and what is refused. */

const ruleIds = new Set(rules.map(({ id }) => id))
const merge = (files: Readonly<Record<string, unknown>>) =>
  withSiteKnowledge(known, new Map(Object.entries(files)), ruleIds)
const by = { owner: 'Pharmacy', reason: 'Seen on the ward every day', date: '2026-11-01' }
const changes = (...given: readonly object[]) => ({
  'changes.json': { about: 'Ours', changes: given.map((one) => ({ ...by, ...one })) }
})
const row = {
  id: 'SITE-statin-digoxin',
  version: '1.0',
  severity: 'warning',
  first: 'atorvastatin',
  second: 'digoxin',
  names: { first: 'atorvastatin', second: 'digoxin' },
  relation: 'first-raises-second',
  mechanism: 'P-glycoprotein is inhibited',
  happens: 'digoxin level rises here',
  do: ['Consider a level.'],
  source: { label: 'Site formulary', section: '3, Heart' }
}
const added = { 'interactions.json': { about: 'Ours', rows: [row] } }

const merged = (files: Readonly<Record<string, unknown>>) => {
  const read = merge(files)
  if (read.outcome === 'refused') throw new Error(read.issues.join('\n'))
  return read
}

test('a row of the site speaks beside ours', () => {
  const { knowledge, facts } = merged(added)
  expect(
    relationsBetween(knowledge, 'atorvastatin', 'digoxin').map(({ row: { id } }) => id)
  ).toContain('SITE-statin-digoxin')
  expect(facts.added).toEqual(['SITE-statin-digoxin'])
})

describe('two NSAIDs at an order', () => {
  const view = aView({ drafts: [draft('naproxen')], resources: [active('ibuprofen')] })
  const saidWith = (files: Readonly<Record<string, unknown>>) =>
    runRules(rulesWith(merged(files).knowledge), 'order-select', view).hits.map(
      (hit) => `${hit.finding.indicator} ${firedBy(hit).join(' ')}`
    )

  test('are a warning as we have it', () => {
    expect(saidWith({})).toContain('warning U-nsaids@1.0')
  })

  test('are information where the site lowered the row, and the audit says whose version', () => {
    expect(saidWith(changes({ row: 'U-nsaids', to: 'info' }))).toContain('info U-nsaids@1.0-site')
  })

  test('are silent where the site switched it off', () => {
    expect(saidWith(changes({ row: 'U-nsaids', to: 'off' })).join()).not.toContain('U-nsaids')
    const { knowledge } = merged(changes({ row: 'U-nsaids', to: 'off' }))
    expect(duplicateGroups(knowledge, 'ibuprofen', 'naproxen')).toEqual([])
  })
})

test.for([
  ['a row that is none', changes({ row: 'U-nothing', to: 'off' }), 'U-nothing is no row of ours'],
  ['a row that is raised', changes({ row: 'U-nsaids', to: 'critical' }), 'can only be lowered'],
  ['the same level', changes({ row: 'U-nsaids', to: 'warning' }), 'can only be lowered'],
  [
    'a row that is changed twice',
    changes({ row: 'U-nsaids', to: 'info' }, { row: 'U-nsaids', to: 'off' }),
    'is changed twice'
  ],
  [
    'a change without a reason',
    changes({ row: 'U-nsaids', to: 'off', reason: '' }),
    'changes.json'
  ],
  [
    'an id of ours',
    { 'interactions.json': { about: 'x', rows: [{ ...row, id: 'I-nsaid-lithium' }] } },
    'stands twice'
  ],
  [
    'a critical row without a text that was read',
    { 'interactions.json': { about: 'x', rows: [{ ...row, severity: 'critical' }] } },
    'its source was not read'
  ],
  [
    'a drug that is none',
    { 'interactions.json': { about: 'x', rows: [{ ...row, first: 'zzyzxumab' }] } },
    'names zzyzxumab'
  ],
  [
    'a set of ours',
    { 'drug-sets.json': { about: 'x', sets: { ergot: { label: 'x', drugs: 'warfarin' } } } },
    'ergot is ours'
  ],
  ['a table that is none', { 'luck.json': {} }, 'no such table'],
  [
    'a field that is none',
    { 'interactions.json': { about: 'x', rows: [{ ...row, luck: 1 }] } },
    'interactions.json'
  ]
] as const)('%s is refused', ([, files, says]) => {
  const read = merge(files)
  expect(read.outcome).toBe('refused')
  expect(read.outcome === 'refused' ? read.issues.join('\n') : '').toContain(says)
})
