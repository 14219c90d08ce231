import { expect, test } from 'vitest'
import { rules } from '../../src/rules/all-rules.ts'
import { foldUnassessed } from '../../src/rules/fold-unassessed.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import { notRead } from '../support/records.ts'
import { aView, runAll } from './a-view.ts'
import { active, draft } from './drugs.ts'

const medicationsUnread = { medications: notRead('failed') }

test('what could not be assessed about one order is one finding that names all of it', () => {
  const view = aView({
    drafts: [draft('lisinopril')],
    states: { medications: notRead('failed'), conditions: notRead('late') },
    patient: { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1995-01-20' }
  })
  const { hits, folded } = runRules(rules, 'order-select', view)
  expect(hits).toHaveLength(1)
  const [hit] = hits
  expect(hit?.finding.indicator).toBe('info')
  expect(hit?.finding.missing).toEqual([
    'medication orders (the read failed)',
    'problem list (not read in time)'
  ])
  expect(hit?.finding.why.join(' ')).toMatch(/another ACE inhibitor, ARBs.*a current pregnancy/)
  expect(folded.map(({ ruleId }) => ruleId)).toEqual(['R-06', 'R-07', 'R-23', 'R-30'])
})

test('two orders keep one finding each', () => {
  const view = aView({
    drafts: [draft('enalapril'), draft('digoxin')],
    states: medicationsUnread
  })
  expect(
    runAll(view, 'order-select').map(({ finding }) => finding.about?.medication?.ingredients)
  ).toEqual([['enalapril'], ['digoxin']])
})

test('a finding proper is never folded, and stands beside what could not be assessed', () => {
  const view = aView({
    drafts: [draft('ibuprofen')],
    resources: [active('warfarin')],
    states: { medications: { state: 'partial', reason: 'more-pages' } }
  })
  const indicators = runAll(view, 'order-select').map(({ finding }) => finding.indicator)
  expect(indicators).toEqual(['critical', 'info'])
})

test('a check without a name of its own is counted, and the summary names no other alone', () => {
  const view = aView({ drafts: [draft('lisinopril')], states: medicationsUnread })
  const [finding] = runAll(view, 'order-select').map((hit) => hit.finding)
  if (finding === undefined) throw new Error('nothing to fold')
  const { unchecked: _unchecked, ...unnamed } = finding
  const folded = foldUnassessed([{ ...finding, unchecked: 'ARBs' }, unnamed])
  expect(folded.summary).toMatch(/2 checks could not be made/)
  expect(folded.why[0]).toBe('Not checked: ARBs and 1 more.')
  expect(foldUnassessed([unnamed, unnamed]).why[0]).toBe('Not checked: 2 checks.')
})

test('metformin without a kidney function in an unread record names the kidney function', () => {
  const states = { laboratory: notRead('failed'), allergies: notRead('failed') }
  const view = aView({ drafts: [draft('metformin')], states })
  const summaries = runAll(view, 'order-select').map(({ finding }) => finding.summary)
  expect(summaries.join()).toContain('kidney function')
})
