/*
 * What a sentence says of a problem or a drug: that it is there, that it is past, or that it is not
 * there at all. Negations turn the one into the other: "has not resolved", "no longer active".
 */

export type Standing = 'present' | 'past' | 'absent'

const over = [
  'stop(?:s|ped|ping)?|discontinu\\w*|dc ?d|ceas(?:e|es|ed|ing)|cessation|end(?:s|ed|ing)?|finish\\w*|complet(?:e|es|ed|ing|ion)',
  'conclud\\w*|terminat\\w*|withdr[ae]w\\w*|suspend\\w*|paus(?:e|es|ed|ing)|on hold|held|halt\\w*|quit|quits|resol(?:ve|ves|ved|ving|ution)',
  'remit\\w*|remission|inactive|inactivated|deactivated|cured|healed|gone|subsid(?:e|es|ed|ing)|clear(?:ed|s)(?: up)?|abat(?:e|es|ed|ing)|abatement',
  'disappear\\w*|vanish\\w*|recover(?:ed|s|ing|y)?|cancel\\w*|revok\\w*|expir\\w*|laps(?:e|es|ed|ing)|dropp(?:ed|ing)|remov(?:ed|ing|al)',
  'deprescrib\\w*|taper\\w*|wean\\w*|abandon\\w*|swapped|switched|replaced|substituted|closed|settled|retired'
].join('|')

const before = [
  'former|formerly|previous|previously|prior|past|historic|historical|historically|once|earlier|old|obsolete|ago|no more|until|till',
  'used to (?:be|have|take|use|receive|suffer|get|live)|took|used|lost|(?<!\\b(?:has|have) )had(?! been)',
  '(?:is|was|are|were|been|be|being) over|(?:come|came|taken|been|is|was|went|gone) off|left behind'
].join('|')

const there = [
  'activ(?:e|ely)|current|currently|ongoing|on-going|present|presently|existing|exist|exists|persist\\w*|enduring|lasting|unresolved|unabated',
  'continu(?:e|es|ed|ing|ous|ously|ation)|remain(?:s|ed|ing)?|still|now|to this day|in use|in force|in effect|at this time|to date|nowadays',
  'tak(?:e|es|ing)|taken|us(?:e|es|ing)|receiv(?:e|es|ing)'
].join('|')

// Whether or not it is of this thing that something is denied, what is left states no presence.
const no = [
  'not|never|no|none|nor|neither|without|lack\\w*|absen(?:t|ce)|den(?:y|ies|ied|ying|ial)|exclud\\w*|free of|negative|nil|rul(?:e|es|ed|ing) out',
  'refut\\w*|disprov\\w*|unconfirmed|false\\w*|incorrect\\w*|wrong\\w*|except|hardly|unlikely|untrue|nothing|nobody|isnt|wasnt|hasnt|doesnt|didnt|non|un'
].join('|')

// What is looked for, feared or planned is not there yet.
const asked = [
  '(?:evaluat|assess|test|check|screen|observ|examin|review|work ?up|concern|consider|watch|look|investigat)\\w* (?:for|about) (?:an? |the )?(?=NAME)',
  'appears? to (?:be|have)|(?:is|are|was|were|plans?|going|about) to (?:be )?(?:start|prescrib|order|giv|tak|administ|initiat|beg[iu]n|commenc|receiv)\\w*'
].join('|')

// When the list was looked at last says nothing of an end.
const lastSeen =
  /\b(?:as of|at) (?:the |their |his |her )?(?:last|latest|most recent) (?=visit|encounter|review|update|record)/g

const readings: readonly (readonly [string, Standing])[] = [
  // Only what came to an end can be said not to have: "no past history" denies, "not stopped" affirms.
  [`not (?:yet |been |being |be |fully |completely |an? ){0,4}(?:${over})`, 'present'],
  [`no longer(?: (?:\\w+ ){0,2}?(?:${there}))?`, 'past'],
  [`not (?:\\w+ ){0,2}?(?:${there}|used|given)`, 'past'],
  ['(?:is|are|being|currently) (?:being )?(?:used|taken|given)', 'present'],
  [asked, 'absent'],
  [
    `(?:was|were|had been) (?:an? )?(?:${there}|suffering|living|dealing|struggling|coping|experiencing|having|treated|managed|on(?= (?:an? |the |his |her )?NAME))`,
    'past'
  ],
  [over, 'past'],
  [before, 'past'],
  [there, 'present'],
  [no, 'absent']
]
const patterns = readings.map(
  ([pattern, standing]) => [new RegExp(`\\b(?:${pattern})\\b`, 'g'), standing] as const
)

const endedPattern =
  /\b(?:ceased|cessation|withdrawn|suspended|paused|halted|inactive|in remission|former|formerly|cancell?ed|revoked|expired|lapsed|tapered|weaned|completed|terminated|used to|no longer|stopped|discontinued|resolved)\b/
const presentPattern =
  /\b(?:active|currently|ongoing|still|continues|(?:is|are|being) (?:taking|taken|using|used|receiving|prescribed)|takes|remains? on)\b/

/**
 * What prose beside claims says of their things, by fewer words: "cleared by the kidney" speaks of
 * no end, and "taken with food" of no intake.
 */
export function standingsInProse(folded: string): ReadonlySet<'present' | 'past'> {
  const said = new Set<'present' | 'past'>()
  if (endedPattern.test(folded)) said.add('past')
  if (presentPattern.test(folded)) said.add('present')
  return said
}

/** Reads, and takes out of a folded text, what it says of the standing of its thing. */
export function readStanding(folded: string): {
  readonly said: ReadonlySet<Standing>
  readonly rest: string
} {
  const said = new Set<Standing>()
  let rest = folded.replace(lastSeen, ' ')
  for (const [pattern, standing] of patterns) {
    const without = rest.replace(pattern, ' ')
    if (without !== rest) said.add(standing)
    rest = without
  }
  return { said, rest }
}
