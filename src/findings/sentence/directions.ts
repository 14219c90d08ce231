/** How a value went, in words. Shared by sentences that must be held and words that may be said. */
export type Direction = 'rising' | 'falling' | 'stable'

const words: Readonly<Record<Direction, readonly string[]>> = {
  rising: [
    'ris(?:e|es|ing|en)|rose|increas\\w*|climb\\w*|upwards?|higher|up|grow(?:s|n|ing|th)?|grew|gain(?:s|ed|ing)?',
    'jump\\w*|surg(?:e|es|ed|ing)|soar\\w*|spik(?:e|es|ed|ing)|ascend\\w*|escalat\\w*|mount(?:s|ed|ing)|uptick|upturn|elevat\\w*|rais(?:e|es|ed|ing)'
  ],
  falling: [
    'fall(?:s|ing|en)?|fell|declin\\w*|decreas\\w*|drop(?:s|ped|ping)?|downwards?|lower(?:s|ed|ing)?|down|reduc\\w*|sink(?:s|ing)?|sank|sunk',
    'slid(?:e|es|ing)?|slip(?:s|ped|ping)?|plung\\w*|plummet\\w*|tumbl\\w*|shr[aiu]nk\\w*|diminish\\w*|dip(?:s|ped|ping)?|dwindl\\w*|lessen\\w*|los[et]s?|downturn|subsid(?:e|es|ed|ing)|wan(?:e|es|ed|ing)'
  ],
  stable: [
    'stable|steady|unchanged|constant|flat|plateau\\w*|unaltered|stabili[sz]\\w*|stationary|stays?|stayed|remain(?:s|ed|ing)?'
  ]
}

const patterns = (['rising', 'falling', 'stable'] as const).map(
  (direction) => [direction, new RegExp(`\\b(?:${words[direction].join('|')})\\b`)] as const
)

// What says that nothing changed would otherwise be read as a change denied.
const unchanged =
  /\b(?:no (?:real |significant |relevant )?change|(?:did|does|has|have) not (?:changed?|var(?:y|ied)|moved?)|same)\b/g

/** The directions that a folded text speaks of. */
export function directionsIn(folded: string): ReadonlySet<Direction> {
  const text = folded.replace(unchanged, ' unchanged ')
  return new Set(patterns.flatMap(([direction, said]) => (said.test(text) ? [direction] : [])))
}

/** The text without the words that say a direction. */
export function withoutDirections(folded: string): string {
  const text = folded.replace(unchanged, ' unchanged ')
  return patterns.reduce((left, [, said]) => left.replace(new RegExp(said, 'g'), ' '), text)
}
