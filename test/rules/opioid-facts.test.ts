import { expect, test } from 'vitest'
import { factsSha256 } from '../../src/cards/facts.ts'
import { aDosage } from '../support/records.ts'
import { aView, runAll } from './a-view.ts'
import { active, draft } from './drugs.ts'

/** What an override of the opioid dose card is held to, with so many tablets taken beside the order. */
function factsWith(timesADay: number): string {
  const view = aView({
    drafts: [draft('oxycodoneTablet', { dosageInstruction: [aDosage(1, 4)] })],
    resources: [active('tramadol', { dosageInstruction: [aDosage(1, timesADay)] })]
  })
  const hit = runAll(view, 'order-select').find(({ rule }) => rule.id === 'R-20')
  if (hit === undefined) throw new Error('R-20 is silent')
  return factsSha256({ ...hit.finding, origin: 'rule', rule: hit.rule, aiAdds: [] })
}

test('an override of added-up opioids does not outlast a higher dose', () => {
  expect(factsWith(1)).toBe(factsWith(1))
  expect(factsWith(1)).not.toBe(factsWith(12))
})
