import type { Urgency } from '../../model/proposal/words.ts'
import { listOf, lowered } from '../meanings/names.ts'
import type { OfferedStep } from '../options/step.ts'

/**
 * Do: what was offered, as options and questions. Steps of one kind share a sentence; one that
 * depends on something has its own. Sentences in the order in which they matter: the last is cut first.
 */
export function doSentences(steps: readonly OfferedStep[], urgency: Urgency): readonly string[] {
  const free = steps.filter(({ when }) => when === undefined)
  const checks = free.filter(({ kind, changesDrug }) => kind === 'do' && !changesDrug)
  const drugs = free.filter(({ changesDrug }) => changesDrug)
  const asks = free.filter(({ kind }) => kind === 'ask')
  const conditional = steps.filter(({ when }) => when !== undefined)
  const today = urgency === 'today' ? ' today' : ''
  const once = (text: string): string =>
    today === '' ? text : text.replaceAll(/ today(?=[,. ])/g, '')
  const sentences = [
    ...(checks.length === 0
      ? []
      : [`Consider${today === '' ? '' : ' today:'} ${once(`${words(checks)}.`)}`]),
    ...(drugs.length === 0
      ? []
      : [`Consider${checks.length === 0 && today !== '' ? ' today:' : ''} ${words(drugs, 'or')}.`]),
    ...asks.map((step) => step.words),
    ...conditional.map((step) => `${step.when ?? ''}: consider ${asked(step)}.`)
  ]
  const [first] = steps
  // A question that the finding turns on stands first.
  return first?.kind === 'ask' && first.when === undefined
    ? [first.words, ...sentences.filter((text) => text !== first.words)]
    : sentences
}

/** `adding a or b`: what they share at the beginning is said once. */
function words(steps: readonly OfferedStep[], joint = 'and'): string {
  const all = steps.map((step) => step.words)
  const shared = sharedBeginnings.find((one) => all.every((text) => text.startsWith(one)))
  if (shared === undefined) return listOf(all, joint)
  return `${shared}${listOf(
    all.map((text) => text.slice(shared.length)),
    joint
  )}`
}

const sharedBeginnings = [
  'adding ',
  'stopping ',
  'holding ',
  'leaving out ',
  'avoiding ',
  'repeating ',
  'referral to ',
  'contact with ',
  'a lower dose of ',
  'a higher dose of '
]

function asked({ kind, words: text }: OfferedStep): string {
  return kind === 'ask' ? `asking: ${lowered(text).replace(/\?$/, '')}` : text
}
