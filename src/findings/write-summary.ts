import type { Concern } from '../model/proposal.ts'
import type { SupportedClaim } from './supported-claim.ts'
import { capitalised, factPhrase } from './write-facts.ts'

// CDS Hooks 2.0.1, Card Attributes: a summary is fewer than 140 characters.
const summaryMax = 139

// What a concern comes to. No phrase says more of the patient than the facts before it: that
// something was not followed up is only said by an absence that was verified.
const consequences: Readonly<Record<Concern, string>> = {
  'not-acted-on': 'follow-up to review',
  worsening: 'trend to review',
  'possible-cause': 'possible link to review',
  'diagnosis-to-consider': 'diagnosis to consider',
  'medication-risk': 'medication risk to review',
  'monitoring-due': 'monitoring to review',
  'missing-therapy': 'treatment to review',
  duplication: 'possible duplication to review'
}

// Shown where the model's own option did not pass. Consider, never a directive (trust.md, R3).
const options: Readonly<Record<Concern, string>> = {
  'not-acted-on': 'Consider whether this needs follow-up.',
  worsening: 'Consider repeating the measurement and reviewing what could explain the change.',
  'possible-cause': 'Consider whether these entries are related.',
  'diagnosis-to-consider': 'Consider whether these entries together suggest a diagnosis.',
  'medication-risk': 'Consider reviewing the drug and its dose against these entries.',
  'monitoring-due': 'Consider whether monitoring is due.',
  'missing-therapy': 'Consider whether treatment should be reviewed.',
  duplication: 'Consider whether both are intended.'
}

const order: readonly SupportedClaim['kind'][] = [
  'order',
  'trend',
  'value',
  'absence',
  'allergy',
  'medication',
  'condition',
  'event'
]
const labelMaxima = [60, 40, 28, 18]

/**
 * As many facts as fit, the telling ones first, and what they come to; under 140 characters. Names
 * are cut before numbers and dates are lost.
 */
export function writeSummary(concern: Concern, claims: readonly SupportedClaim[]): string {
  const sorted = claims.toSorted(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)
  )
  const end = `: ${consequences[concern]}`
  for (let count = Math.min(3, sorted.length); count > 0; count -= 1) {
    for (const labelMax of labelMaxima) {
      const facts = sorted.slice(0, count).map((claim) => factPhrase(claim, labelMax))
      const summary = capitalised(`${[...new Set(facts)].join('; ')}${end}`)
      if (summary.length <= summaryMax) return summary
    }
  }
  return capitalised(`${consequences[concern]}: see the entries below`)
}

/** The option that Curbside offers for a concern when the model's own did not pass. */
export function genericOption(concern: Concern): string {
  return options[concern]
}
