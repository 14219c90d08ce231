import type { CdsCard } from '../cds-hooks/card.ts'
import { gapSentences } from './gap-sentences.ts'
import { escapeMarkdown } from './markdown.ts'
import type { CallNotes } from './call-notes.ts'
import { brokeOff, notRun, rulesNotRun, unfinished } from './call-notes.ts'
import { cardTopics, topicSystem } from './topics.ts'
import type { Unrecognised } from './unrecognised-sentences.ts'
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
  const unchecked = uncheckedSummary(context.unrecognised)
  if (unread.length === 0 && !failed && broken.length === 0 && unchecked === undefined) {
    return undefined
  }
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

/**
 * A drug or allergy that is not known is a word beside other cards. Where it is being ordered, or a
 * rule could have spoken of it, it was not checked, and silence would read as if it had been.
 */
function uncheckedSummary(unrecognised: Unrecognised | undefined): string | undefined {
  if (unrecognised === undefined) return undefined
  const { ordered, allergies, newAllergies, couldMatter } = unrecognised
  if (newAllergies.length > 0) {
    return 'The new allergy was not recognised; safety rules could not check drugs against it.'
  }
  if (ordered.length > 0) {
    return 'A drug of this order was not recognised; safety rules could not check it.'
  }
  if (couldMatter) {
    return 'An active medication was not recognised; safety rules could not check it.'
  }
  return allergies.length > 0
    ? 'An allergy was not recognised; this order could not be checked against it.'
    : undefined
}

function noticeSummary(
  { aiReview }: CallNotes,
  is: {
    readonly unread: boolean
    readonly broken: boolean
    readonly unchecked: string | undefined
  }
): string {
  if (is.unread) return 'Part of the record was not read; what depends on it was not checked.'
  if (is.broken) return 'Some safety rules could not run; what they look for was not checked.'
  if (is.unchecked !== undefined) return is.unchecked
  return aiReview === 'incomplete'
    ? 'The AI review broke off. Rules were checked and have nothing to show.'
    : 'The AI review did not run. Rules were checked and have nothing to show.'
}
