import { clinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { Result } from '../../clinical/clinical-index.ts'
import type { BoundFact } from '../../findings/bound-finding.ts'
import { sameUnit } from '../../findings/checks/unit.ts'
import type { FactView } from '../../findings/facts/fact-view.ts'
import type { LossReason } from '../../findings/loss.ts'
import type { StatedClaim } from './stated-claim.ts'

/*
 * From a claim in parts to the fact that the service checks. A part that is left out claims
 * nothing: it is filled in from the cited resource, so that the rest is still checked.
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

const plain = { role: 'basis', of: null } as const

/** The facts that a stated claim about one resource may be, or why it is none. */
export function bindFact(
  claim: StatedClaim,
  { reference, standing }: { readonly reference: string; readonly standing: 'active' | 'past' },
  view: FactView
): readonly BoundFact[] | LossReason {
  const named = { ...plain, reference, ...codeOf(claim) }
  const date = dayIn(claim.structured.date) ?? null
  const status = standing === 'active' ? 'active' : 'resolved'
  switch (claim.kind) {
    case 'observation':
      return standing === 'active' ? bindValues(claim, named, view) : 'status-mismatch'
    case 'condition':
    case 'allergy':
      return [{ kind: claim.kind, ...named, status, date }]
    case 'medication': {
      const drug = { dose: null, form: null, started: date }
      return [
        { kind: 'drug', ...named, ...drug, status: standing === 'active' ? 'active' : 'stopped' }
      ]
    }
    default:
      return 'kind-mismatch'
  }
}

/** The trend that a stated claim about two or more readings is. */
export function bindTrend(
  { structured, ...claim }: StatedClaim,
  references: readonly [string, ...string[]],
  view: FactView
): BoundFact | LossReason {
  const direction = directions.get((structured.direction ?? '').trim().toLowerCase())
  if (direction === undefined) return 'trend-mismatch'
  const { unit } = structured
  const results = references.map((reference) => resultsAt(reference, view)[0])
  if (typeof unit === 'string' && unit !== '' && !hasUnit(unit, results)) return 'unit-mismatch'
  const last = references.length - 1
  const ends = [
    { value: structured.from, date: structured.fromDate },
    { value: structured.to, date: structured.toDate }
  ]
  return {
    kind: 'trend',
    ...plain,
    direction,
    ...codeOf({ ...claim, structured }),
    readings: references.map((reference, at) => {
      const { value, date } = (at === 0 ? ends[0] : at === last ? ends[1] : undefined) ?? {}
      const day = dayOf(date, results[at]?.date)
      return {
        reference,
        ...(typeof value === 'number' && { value }),
        ...(day !== undefined && { date: day })
      }
    })
  }
}

const directions: ReadonlyMap<string, 'rising' | 'falling' | 'stable'> = new Map([
  ...['rising', 'rose', 'risen', 'rise', 'increased', 'increasing', 'increase', 'up'].map(
    (word) => [word, 'rising'] as const
  ),
  ...['falling', 'fell', 'fallen', 'fall', 'decreased', 'decreasing', 'decrease', 'down'].map(
    (word) => [word, 'falling'] as const
  ),
  ...['dropped', 'declined'].map((word) => [word, 'falling'] as const),
  ...['stable', 'steady', 'unchanged', 'constant'].map((word) => [word, 'stable'] as const)
])

function bindValues(
  claim: StatedClaim,
  named: {
    readonly role: 'basis'
    readonly of: null
    readonly reference: string
    readonly code?: string
  },
  view: FactView
): readonly BoundFact[] | LossReason {
  const { value, unit } = claim.structured
  if (value === undefined || value === null) return 'no-support'
  const stated = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value
  const results = resultsAt(named.reference, view)
  const coded = results.filter(
    ({ codes }) => named.code === undefined || codes.some(({ code }) => code === named.code)
  )
  const candidates = coded.length > 0 ? coded : results.slice(0, 1)
  const bound = (result: Result | undefined): BoundFact => ({
    kind: 'value',
    ...named,
    value: stated,
    unit: unit === undefined ? (result?.recorded.unit ?? null) : unit,
    date: dayOf(claim.structured.date, result?.date) ?? result?.date.iso ?? '',
    ...(result?.component !== undefined && { component: result.component })
  })
  return candidates.length > 0 ? candidates.map(bound) : [bound(undefined)]
}

function resultsAt(reference: string, { index }: FactView): readonly Result[] {
  return (index.byReference.get(reference) ?? []).filter((fact) => fact.kind === 'result')
}

/** A code may be written with its system: `http://loinc.org|39156-5`. */
function codeOf({ structured }: Pick<StatedClaim, 'structured'>): { readonly code?: string } {
  const code = structured.code?.split('|').at(-1)?.trim()
  return code === undefined || code === '' ? {} : { code }
}

/**
 * The day that a FHIR date or instant is written with; what is no date stays as it is stated, and
 * fits none.
 */
function dayIn(stated: string | null | undefined): string | undefined {
  const text = stated?.trim()
  if (text === undefined || text === '') return undefined
  return clinicalDate(text)?.iso ?? text
}

/** The recorded day where a date is stated less exactly than it is recorded ("2020-02"). */
function dayOf(
  stated: string | null | undefined,
  recorded: ClinicalDate | undefined
): string | undefined {
  const day = dayIn(stated)
  const isPart = day !== undefined && day.length >= monthLength && recorded?.iso.startsWith(day)
  return isPart === true ? recorded?.iso : day
}

const monthLength = 'YYYY-MM'.length

function hasUnit(unit: string, results: readonly (Result | undefined)[]): boolean {
  return results.every((result) => sameUnit(unit, result?.recorded.unit))
}
