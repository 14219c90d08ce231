import type { EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { unknownName, unknownWords } from '../clinical/known.ts'
import type { UnknownFact } from '../clinical/known.ts'
import type { Rule, RuleFinding, SuggestedAction } from './rule.ts'
import { joinWords, summarise } from './wording.ts'

/** As many results as the card's words can name; further ones are counted. */
const namedMax = 4

/**
 * What a longitudinal rule says where the newest result it rests on cannot be read. Told together
 * with those of other rules, under one matter: it is one look into the results.
 */
export function unreadResult(
  unknown: UnknownFact,
  {
    name = unknown.label,
    unchecked,
    add
  }: {
    readonly name?: string
    /** What could not be checked: "warfarin and INR". */
    readonly unchecked: string
    readonly add?: SuggestedAction
  }
): RuleFinding {
  const words = unknownWords(unknown, name)
  return {
    matter: 'unread-results',
    indicator: 'info',
    summary: summarise([name, unchecked], (what, check) => {
      return `${unknownName(unknown, what)} cannot be used: ${check} not checked`
    }),
    why: [`${words}.`],
    options: ['Consider looking it up in the results, and repeating it if it is not clear.'],
    evidence: [{ reference: unknown.reference, text: unknownName(unknown, name) }],
    missing: [words],
    unchecked,
    suggestions: add === undefined ? [] : [add],
    unread: [unknown]
  }
}

/** Its day; one without a date may be of today. */
export function dayOfUnknown({ asOf }: ClinicalIndex, { date }: UnknownFact): EpochDay {
  return date?.epochDay ?? asOf.epochDay
}

/** Under this the results that cannot be read are told, whichever rules needed them. */
export const unreadResults: Rule = {
  id: 'L-30',
  version: '1.0',
  title: 'Newest result that cannot be read',
  when: 'The newest result that another rule of the chart rests on is there and cannot be used: in words, without a unit or in one that is not understood, a range or bound across the limit, contradictory, implausible, without a date or kept back. One information for all of them; an older value never decides in its place.',
  whenNot:
    'The rule would not speak whatever the result says; the attempt gave no value (not performed, error); the result is still to come.',
  hooks: ['patient-view'],
  topic: 'unreadResults',
  source: {
    title: 'HL7 FHIR R4, code system DataAbsentReason',
    section: 'unknown: the value is expected to exist but is not known; masked; error',
    url: 'https://www.hl7.org/fhir/R4/codesystem-data-absent-reason.html',
    date: '2019-10-30',
    verified: true
  },
  // It gathers what the others could not read: run-rules calls `foldUnread` for it.
  evaluate: () => []
}

/** Several of them as one; each result is named once, whichever rules asked for it. */
export function foldUnread(findings: readonly RuleFinding[]): RuleFinding {
  const [first] = findings
  if (first === undefined) throw new Error('nothing to fold')
  const byResult = new Map(
    findings.flatMap((finding) =>
      (finding.unread ?? []).map((unknown) => [`${unknown.reference} ${unknown.analyte}`, finding])
    )
  )
  const each = [...byResult.values()]
  if (each.length === 1) return first
  const names = each.flatMap(({ evidence }) => evidence.map(({ text }) => text))
  const rest = names.length - namedMax
  const named = joinWords([...names.slice(0, namedMax), ...(rest > 0 ? [`${rest} more`] : [])])
  const why = each.flatMap((finding) => finding.why)
  const unchecked = joinWords([...new Set(each.flatMap((finding) => finding.unchecked ?? []))])
  return {
    ...first,
    summary: summarise([named], (what) => `${names.length} newest results cannot be used: ${what}`),
    why: [...why.slice(0, namedMax), `Not checked: ${unchecked}.`],
    options: ['Consider looking them up in the results, and repeating what is not clear.'],
    evidence: each.flatMap((finding) => finding.evidence),
    missing: each.flatMap((finding) => finding.missing),
    unchecked,
    suggestions: each.flatMap((finding) => finding.suggestions).slice(0, 2),
    unread: each.flatMap((finding) => finding.unread ?? [])
  }
}
