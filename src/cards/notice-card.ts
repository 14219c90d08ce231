import type { CdsCard } from '../cds-hooks/card.ts'
import { gapSentences } from './gap-sentences.ts'
import { escapeMarkdown } from './markdown.ts'
import type { CallNotes } from './call-notes.ts'
import { notRun, rulesNotRun } from './call-notes.ts'
import { cardTopics, topicSystem } from './topics.ts'
import { unrecognisedSentences } from './unrecognised-sentences.ts'

/**
 * Silence is the normal result, but a failure never reads as reassurance: with gaps, or when the
 * AI review failed, one info card says what was not looked at (DESIGN sections 5 and 6).
 */
export function noticeCard(
  context: CallNotes & { readonly transparencyUrl: string; readonly newUuid: () => string }
): CdsCard | undefined {
  const gaps = gapSentences(context.gaps, context.restricted)
  const failed = context.aiReview === 'failed' && context.sayWhenModelFailed
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
    ...(failed ? [notRun] : [])
  ].map(escapeMarkdown)
  return {
    uuid: context.newUuid(),
    summary: noticeSummary(unread.length > 0, broken.length > 0, unchecked),
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
  unread: boolean,
  broken: boolean,
  unchecked: 'order' | 'new-allergy' | undefined
): string {
  if (unread) return 'Part of the record was not read; what depends on it was not checked.'
  if (broken) return 'Some safety rules could not run; what they look for was not checked.'
  switch (unchecked) {
    case 'order':
      return 'A drug of this order was not recognised; safety rules could not check it.'
    case 'new-allergy':
      return 'The new allergy was not recognised; safety rules could not check drugs against it.'
    case undefined:
      return 'The AI review did not run. Rules were checked and have nothing to show.'
  }
}
