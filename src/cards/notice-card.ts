import type { CdsCard } from '../cds-hooks/card.ts'
import { gapSentences } from './gap-sentences.ts'
import { escapeMarkdown } from './markdown.ts'
import type { CallNotes } from './call-notes.ts'
import { brokeOff, notRun, rulesNotRun, unfinished } from './call-notes.ts'
import { cardTopics, topicSystem } from './topics.ts'
import { unrecognisedSentences } from './unrecognised-sentences.ts'

/**
 * Silence is the normal result, but a failure never reads as reassurance: with gaps, or when the
 * AI review failed, one info card says what was not looked at.
 */
export function noticeCard(
  context: CallNotes & { readonly transparencyUrl: string; readonly newUuid: () => string }
): CdsCard | undefined {
  const gaps = gapSentences(context.gaps, context.restricted)
  const failed =
    (context.aiReview === 'failed' || context.aiReview === 'incomplete') &&
    context.sayWhenModelFailed
  // Restricted entries alone say nothing here: at every chart of theirs it would be noise.
  const unread = context.gaps.filter(({ state }) => state.reason !== 'withheld')
  const broken = rulesNotRun(context)
  // A drug in the list that is not known is a word beside other cards; one that is being ordered
  // was not checked, and silence would read as if it had been.
  const { ordered = [], newAllergies = [] } = context.unrecognised ?? {}
  const unchecked =
    newAllergies.length > 0 ? 'new-allergy' : ordered.length > 0 ? 'order' : undefined
  if (unread.length === 0 && !failed && broken.length === 0 && unchecked === undefined)
    return undefined
  const lines = [
    ...gaps,
    ...broken,
    ...unrecognisedSentences(context.unrecognised),
    ...(failed ? [context.aiReview === 'failed' ? notRun : brokeOff] : []),
    ...(context.aiReview === 'thinking' ? [unfinished] : [])
  ].map(escapeMarkdown)
  return {
    uuid: context.newUuid(),
    summary: noticeSummary(context, {
      unread: unread.length > 0,
      broken: broken.length > 0,
      unchecked
    }),
    detail: `**Curbside, about this call**\n\n**Missing** ${lines.join('. ')}\n\nThis is not an all-clear.`,
    indicator: 'info',
    source: {
      label: 'Curbside',
      url: context.transparencyUrl,
      topic: { system: topicSystem, ...cardTopics.notice }
    },
    links: [{ label: 'How Curbside works', url: context.transparencyUrl, type: 'absolute' }]
  }
}

function noticeSummary(
  { aiReview }: CallNotes,
  is: {
    readonly unread: boolean
    readonly broken: boolean
    readonly unchecked: 'order' | 'new-allergy' | undefined
  }
): string {
  if (is.unread) return 'Part of the record was not read; what depends on it was not checked.'
  if (is.broken) return 'Some safety rules could not run; what they look for was not checked.'
  switch (is.unchecked) {
    case 'order':
      return 'A drug of this order was not recognised; safety rules could not check it.'
    case 'new-allergy':
      return 'The new allergy was not recognised; safety rules could not check drugs against it.'
    case undefined:
      return aiReview === 'incomplete'
        ? 'The AI review broke off. Rules were checked and have nothing to show.'
        : 'The AI review did not run. Rules were checked and have nothing to show.'
  }
}
