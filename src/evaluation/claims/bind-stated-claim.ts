import type { Result } from '../../clinical/clinical-index.ts'
import type { BoundClaim, RejectionReason } from '../../findings/claim.ts'
import { isHeldDate } from '../../findings/checks/sentence-dates.ts'
import { sameUnit } from '../../findings/checks/unit.ts'
import { directionsIn } from '../../findings/sentence/directions.ts'
import { foldSentence } from '../../findings/sentence/fold-sentence.ts'
import { readSentence } from '../../findings/sentence/read-sentence.ts'
import type { VerifierView } from '../../findings/supported-claim.ts'
import type { StatedClaim } from './stated-claim.ts'

/*
 * From a claim in parts to the form that the service verifies. A part that is left out claims
 * nothing: it is filled in from the cited resource, so that the rest is still verified.
 */

type Standing = 'active' | 'past' | 'absent'

const standings: ReadonlyMap<string, Standing> = new Map([
  ...['active', 'present', 'current', 'value', 'trend', ''].map((one) => [one, 'active'] as const),
  ...['resolved', 'inactive', 'stopped', 'completed', 'discontinued', 'past'].map(
    (one) => [one, 'past'] as const
  ),
  ...['absent', 'negated', 'none'].map((one) => [one, 'absent'] as const)
])

/** What the claim asserts of its thing; undefined when it is no word that is known. */
export function standingOf({ structured }: StatedClaim): Standing | undefined {
  return standings.get((structured.assertion ?? '').toLowerCase())
}

/** The claims that a stated claim about one resource may be, or why it is none. */
export function bindFact(
  claim: StatedClaim,
  { reference, standing }: { readonly reference: string; readonly standing: 'active' | 'past' },
  view: VerifierView
): readonly BoundClaim[] | RejectionReason {
  const named = { reference, ...codeOf(claim) }
  switch (claim.kind) {
    case 'observation':
      return bindValues(claim, named, view)
    case 'condition':
      return [
        { claim: 'condition', ...named, status: standing === 'active' ? 'active' : 'resolved' }
      ]
    case 'medication':
      return [
        { claim: 'medication', ...named, status: standing === 'active' ? 'active' : 'stopped' }
      ]
    case 'allergy':
      return standing === 'active' ? [{ claim: 'allergy', ...named }] : 'status-mismatch'
    default:
      return 'kind-mismatch'
  }
}

/** The trends that a stated claim about two readings may be: one, or one for each component. */
export function bindTrends(
  claim: StatedClaim,
  [fromReference, toReference]: readonly [string, string],
  view: VerifierView
): readonly BoundClaim[] | RejectionReason {
  const { structured } = claim
  const [direction, another] = directionsIn(foldSentence(structured.direction ?? ''))
  if (direction === undefined || another !== undefined) return 'trend-mismatch'
  const [from] = resultsAt(fromReference, view)
  const [to] = resultsAt(toReference, view)
  const { unit } = structured
  const fromDate = dateOf(structured.fromDate, from)
  const toDate = dateOf(structured.toDate, to)
  if (typeof unit === 'string' && unit !== '' && !hasUnit(unit, [from, to])) return 'unit-mismatch'
  return [
    {
      claim: 'trend',
      fromReference,
      toReference,
      direction,
      ...codeOf(claim),
      ...(typeof structured.from === 'number' && { from: structured.from }),
      ...(typeof structured.to === 'number' && { to: structured.to }),
      ...(fromDate !== undefined && { fromDate }),
      ...(toDate !== undefined && { toDate })
    }
  ]
}

function bindValues(
  claim: StatedClaim,
  named: { readonly reference: string; readonly code?: string },
  view: VerifierView
): readonly BoundClaim[] | RejectionReason {
  const { value, unit } = claim.structured
  if (value === undefined || value === null) return 'no-support'
  const stated = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value
  const results = resultsAt(named.reference, view)
  const coded = results.filter(
    ({ codes }) => named.code === undefined || codes.some(({ code }) => code === named.code)
  )
  const candidates = coded.length > 0 ? coded : results.slice(0, 1)
  const bound = (result: Result | undefined): BoundClaim => ({
    claim: 'value',
    ...named,
    value: stated,
    unit: unit === undefined ? (result?.recorded.unit ?? null) : unit,
    date: dateOf(claim.structured.date, result) ?? result?.date.iso ?? '',
    ...(result?.component !== undefined && { component: result.component })
  })
  return candidates.length > 0 ? candidates.map(bound) : [bound(undefined)]
}

function resultsAt(reference: string, { index }: VerifierView): readonly Result[] {
  return (index.byReference.get(reference) ?? []).filter((fact) => fact.kind === 'result')
}

/** A code may be written with its system: `http://loinc.org|39156-5`. */
function codeOf({ structured }: StatedClaim): { readonly code?: string } {
  const code = structured.code?.split('|').at(-1)?.trim()
  return code === undefined || code === '' ? {} : { code }
}

/** A stated date in the precision of the record, when the record has it; else as it is stated. */
function dateOf(stated: string | null | undefined, result: Result | undefined): string | undefined {
  if (stated === undefined || stated === null || stated === '') return undefined
  const [token] = readSentence(stated, { names: [], codes: [], answers: [], units: [] })
  const isHeld = token?.kind === 'date' && result !== undefined && isHeldDate(token, result)
  return isHeld ? result.date.iso : stated
}

function hasUnit(unit: string, results: readonly (Result | undefined)[]): boolean {
  return results.every((result) => sameUnit(unit, result?.recorded.unit))
}
