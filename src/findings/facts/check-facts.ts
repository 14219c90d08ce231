import type { BoundFact, BoundFinding } from '../bound-finding.ts'
import type { Loss } from '../loss.ts'
import type { FactVerdict, SupportedFact, SupportedFacts } from '../supported-fact.ts'
import { checkDrug, checkOrder } from './check-drug.ts'
import { checkAbsence, checkAllergy, checkCondition, checkEvent } from './check-entry.ts'
import { checkComputed, checkPatient } from './check-person.ts'
import { checkNotFound } from './check-not-found.ts'
import { checkTrend } from './check-trend.ts'
import { checkValue } from './check-value.ts'
import { lost } from './fact-view.ts'
import type { FactView } from './fact-view.ts'
import { dayOfFact } from './fact-day.ts'

export interface CheckedFacts {
  /** In the places of the finding's facts; `null` where one did not hold. */
  readonly facts: SupportedFacts
  readonly lost: readonly Loss[]
}

/** Looks every fact of a finding up in the record of this call, and the order that it claims. */
export function checkFacts({ facts }: BoundFinding, view: FactView): CheckedFacts {
  const losses: Loss[] = []
  const alone = facts.map((fact): SupportedFact | null => {
    if (fact === null) return null
    const verdict = withoutSocial(checkFact(fact, view))
    if (verdict.outcome === 'lost') {
      losses.push({ part: 'fact', reason: verdict.reason })
      return null
    }
    losses.push(...verdict.slots.map((reason): Loss => ({ part: 'fact', reason })))
    return verdict.fact
  })
  const inOrder = alone.map((fact): SupportedFact | null => {
    if (fact === null || isInOrder(fact, alone)) return fact
    losses.push({ part: 'fact', reason: 'order-mismatch' })
    return { ...fact, bound: { ...fact.bound, role: 'basis', of: null } }
  })
  return { facts: inOrder, lost: losses }
}

/** Social findings are kept from the model, so it cannot have read one. */
function withoutSocial(verdict: FactVerdict): FactVerdict {
  if (verdict.outcome === 'lost') return verdict
  const { found } = verdict.fact
  return found.kind === 'condition' && found.problem.social ? lost('kind-mismatch') : verdict
}

/** One fact alone, whatever it is said to have come before or after. */
export function checkFact(fact: BoundFact, view: FactView): FactVerdict {
  switch (fact.kind) {
    case 'value':
      return checkValue(fact, view)
    case 'trend':
      return checkTrend(fact, view)
    case 'condition':
      return checkCondition(fact, view)
    case 'allergy':
      return checkAllergy(fact, view)
    case 'drug':
      return checkDrug(fact, view)
    case 'order':
      return checkOrder(fact, view)
    case 'event':
      return checkEvent(fact, view)
    case 'patient':
      return checkPatient(fact, view)
    case 'computed':
      return checkComputed(fact, view)
    case 'absence':
      return checkAbsence(fact, view)
    case 'not-found':
      return checkNotFound(fact, view)
    case 'family':
    case 'plan':
      // Not read yet: no chart shows them.
      return lost('reference-unknown')
  }
}

/** What did not come before or after the other is said as a plain fact. */
function isInOrder({ bound, found }: SupportedFact, facts: SupportedFacts): boolean {
  if (bound.role !== 'before' && bound.role !== 'after') return true
  const other = bound.of === null ? null : facts[bound.of]
  const [day, otherDay] = [dayOfFact(found), other && dayOfFact(other.found)]
  if (day === undefined || otherDay === undefined || otherDay === null) return false
  return bound.role === 'before' ? day < otherDay : day > otherDay
}
