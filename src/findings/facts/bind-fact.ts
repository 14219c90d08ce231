import type { Aliases, AliasTarget } from '../../chart/chart.ts'
import type { ProposedFact } from '../../model/proposal/facts.ts'
import type { BoundDose, BoundFact, BoundReading } from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'

type Of<Kind extends ProposedFact['kind']> = Extract<ProposedFact, { readonly kind: Kind }>
type Role = Pick<BoundFact, 'role' | 'of'>

/**
 * Puts references and true dates back where the model wrote aliases and day indexes; or says why
 * that cannot be: an alias that was never issued, or stands for another kind of thing.
 */
export function bindFact(fact: ProposedFact, aliases: Aliases): BoundFact | LossReason {
  const role: Role = { role: fact.role, of: fact.of }
  if (fact.kind === 'not-found') return bindSearch(fact, role, aliases)
  if (fact.kind === 'trend') return bindTrend(fact, role, aliases)
  const target = aliases.resolve(fact.alias)
  if (target === undefined) return 'alias-unknown'
  switch (fact.kind) {
    case 'value':
      return bindValue(fact, { role, target, aliases })
    case 'condition':
    case 'allergy': {
      const date = dayOf(fact.day, aliases)
      if (target.kind !== 'resource') return 'kind-mismatch'
      if (date === undefined) return 'date-mismatch'
      return { ...role, kind: fact.kind, reference: target.reference, status: fact.status, date }
    }
    case 'drug':
    case 'order':
      return bindDrug(fact, { role, target, aliases })
    case 'event': {
      const date = dayOf(fact.day, aliases)
      if (target.kind !== 'resource') return 'kind-mismatch'
      if (date === undefined) return 'date-mismatch'
      return { ...role, kind: 'event', reference: target.reference, status: fact.status, date }
    }
    case 'patient':
      return target.kind === 'patient'
        ? { ...role, kind: 'patient', age: fact.age, sex: fact.sex }
        : 'kind-mismatch'
    case 'computed':
    case 'family':
    case 'absence':
    case 'plan':
      return bindLine(fact, role, target)
  }
}

interface Given {
  readonly role: Role
  readonly target: AliasTarget
  readonly aliases: Aliases
}

function bindValue(fact: Of<'value'>, { role, target, aliases }: Given): BoundFact | LossReason {
  if (target.kind !== 'resource') return 'kind-mismatch'
  const date = aliases.dateOf(fact.day)
  if (date === undefined) return 'date-mismatch'
  const { kind: _kind, ...entry } = target
  return { ...role, kind: 'value', ...entry, value: fact.value, unit: fact.unit, date }
}

function bindTrend(fact: Of<'trend'>, role: Role, aliases: Aliases): BoundFact | LossReason {
  const readings: BoundReading[] = []
  for (const alias of fact.aliases) {
    const target = aliases.resolve(alias)
    if (target === undefined) return 'alias-unknown'
    if (target.kind !== 'resource') return 'kind-mismatch'
    const { kind: _kind, ...entry } = target
    readings.push(entry)
  }
  return { ...role, kind: 'trend', readings, direction: fact.direction }
}

/** A draft order may be cited as drug or order; which of both it is, its alias says. */
function bindDrug(
  fact: Of<'drug' | 'order'>,
  { role, target, aliases }: Given
): BoundFact | LossReason {
  const dose: BoundDose | null = fact.dose === null ? null : { value: fact.dose, unit: fact.unit }
  const { form } = fact
  if (target.kind === 'order') {
    if (fact.status === 'stopped') return 'status-mismatch'
    return { ...role, kind: 'order', reference: target.reference, dose, form }
  }
  if (target.kind !== 'resource') return 'kind-mismatch'
  if (fact.kind === 'order' || fact.status === 'ordered') return 'order-unknown'
  const started = dayOf(fact.started, aliases)
  if (started === undefined) return 'date-mismatch'
  const { reference } = target
  return { ...role, kind: 'drug', reference, status: fact.status, dose, form, started }
}

function bindLine(
  fact: Of<'computed' | 'family' | 'absence' | 'plan'>,
  role: Role,
  target: AliasTarget
): BoundFact | LossReason {
  switch (fact.kind) {
    case 'absence':
      return target.kind === 'absence'
        ? { ...role, kind: 'absence', absence: target.absence }
        : 'kind-mismatch'
    case 'computed':
      return target.kind === 'computed'
        ? { ...role, kind: 'computed', name: target.name, value: fact.value }
        : 'kind-mismatch'
    case 'family':
    case 'plan':
      return target.kind === 'resource'
        ? { ...role, kind: fact.kind, reference: target.reference }
        : 'kind-mismatch'
  }
}

function bindSearch(fact: Of<'not-found'>, role: Role, aliases: Aliases): BoundFact | LossReason {
  const { thing, text, days, since } = fact
  if (since === null) {
    const from = days === null ? null : aliases.daysBack(Math.abs(days))
    return { ...role, kind: 'not-found', thing, text, since: from, sinceEntry: null }
  }
  const target = aliases.resolve(since)
  if (target === undefined) return 'alias-unknown'
  if (target.kind !== 'resource') return 'kind-mismatch'
  return { ...role, kind: 'not-found', thing, text, since: null, sinceEntry: target.reference }
}

/** Null when none is claimed; undefined for a day that the chart has not. */
function dayOf(day: number | null, aliases: Aliases): string | null | undefined {
  return day === null ? null : aliases.dateOf(day)
}
