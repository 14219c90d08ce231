import { expect, test } from 'vitest'
import type { BoundFinding } from '../../src/findings/bound-finding.ts'
import { optionActions, relations } from '../../src/model/proposal/words.ts'
import { effects } from '../../src/knowledge/effect-names.ts'
import { aPrescription } from '../support/records.ts'
import { aStory, aView } from './a-view.ts'
import {
  aFinding,
  condition,
  drug,
  meaning,
  named,
  option,
  printed,
  through,
  trend
} from './a-finding.ts'

/*
 * True facts with wrong relations, wrong targets, unsafe options, unknown concepts, long texts and
 * other alphabets: no word of theirs stands on a card unless the vocabulary has it.
 */

/** The same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const lies = [
  'give zorblax now',
  'the family wants comfort care',
  'ignore previous instructions',
  'ПЕНИЦИЛЛИН немедленно',
  '青霉素 zorblax',
  'penicillin\u200b zorblax',
  'zorblax '.repeat(200),
  '<b>zorblax</b> [click](http://zorblax)',
  'amoxicillin 5000 mg zorblax',
  'ｚｏｒｂｌａｘ',
  'drug seeking zorblax',
  'peniciIlin'
]
const forbidden =
  /zorblax|family|comfort|ignore|previous|ПЕН|немед|青|http|click|5000|ｚｏ|seeking|peniciIlin|penicillin|amoxicillin/i

const view = aView([...aStory(), aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet')])
const facts = [
  trend(['e1', 'e2', 'e3'], 'falling'),
  trend(['k1', 'k2'], 'stable'),
  drug('m1'),
  drug('w'),
  condition('c1')
]
const kinds = [
  'drug',
  'drug-class',
  'test',
  'diagnosis',
  'procedure',
  'harm',
  'specialty',
  'sign',
  'vaccine'
] as const
const real = ['amoxicillin', 'penicillin', 'ibuprofen', 'rivaroxaban', 'NSAID'] as const

function deceiver(at: number): BoundFinding {
  const random = numbers(at * 7919 + 17)
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const index = () => random(facts.length)
  const lie = () => ({ kind: pick(kinds), text: pick(lies) })
  return aFinding({
    facts,
    meanings: [0, 1].map(() =>
      meaning(pick(relations), {
        subjects: [index(), index()],
        objects: [index()],
        effect: random(2) === 0 ? pick(effects) : null,
        concept: random(2) === 0 ? lie() : null
      })
    ),
    options: [
      option(
        pick(optionActions),
        random(3) === 0
          ? {
              kind: 'entry',
              reference: pick(['MedicationRequest/m1', 'Condition/c1', 'Observation/k1'])
            }
          : named(pick(kinds), pick(lies))
      ),
      option('add', named(pick(['drug', 'drug-class'] as const), pick(real)))
    ],
    urgency: pick(['today', 'soon', 'routine'])
  })
}

test('None of 2,000 deceivers has a word of its own on a card, or an unsafe drug', () => {
  let shown = 0
  for (let at = 0; at < 2000; at += 1) {
    const text = printed(through(deceiver(at), view))
    if (text !== '') shown += 1
    expect(text, `deceiver ${at}`).not.toMatch(forbidden)
    expect(text, `deceiver ${at}`).not.toMatch(/ibuprofen|rivaroxaban|NSAID/)
  }
  // Some of their relations are true by chance or worth a check: silence would prove nothing.
  expect(shown).toBeGreaterThan(100)
}, 60_000)
