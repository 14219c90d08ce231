import { isCurrent } from '../../clinical/active-medications.ts'
import { isExtendedRelease } from '../../clinical/extended-release.ts'
import type { Medication } from '../../clinical/clinical-index.ts'
import type { BoundDose, DrugForm } from '../bound-finding.ts'
import { sameDate } from '../checks/date.ts'
import { sameNumber } from '../checks/number.ts'
import { sameUnit } from '../checks/unit.ts'
import type { LossReason } from '../loss.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { factsAt, holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'

/**
 * A medication with the claimed status. A dose, form or start that is not as recorded is not said,
 * and the rest of the fact stays.
 */
export function checkDrug(bound: FactOf<'drug'>, view: FactView): FactVerdict {
  const found = factsAt(view, bound, ['medication'])
  if (typeof found === 'string') return lost(found)
  const medication = found.find((one) => isStatus(bound.status, one))
  if (medication === undefined) return lost('status-mismatch')
  const dose = bound.dose !== null && isDose(bound.dose, medication)
  const form = bound.form !== null && isForm(bound.form, medication)
  const start = bound.started !== null && sameDate(bound.started, medication.started)
  const slots: LossReason[] = [
    ...(bound.dose !== null && !dose ? (['dose-mismatch'] as const) : []),
    ...(bound.form !== null && !form ? (['form-mismatch'] as const) : []),
    ...(bound.started !== null && !start ? (['date-mismatch'] as const) : [])
  ]
  const said = {
    ...bound,
    dose: dose ? bound.dose : null,
    form: form ? bound.form : null,
    started: start ? bound.started : null
  }
  return holds(said, { kind: 'drug', medication, says: { dose, form, start } }, slots)
}

/** A draft order of this very hook; yesterday's drafts are none. */
export function checkOrder(bound: FactOf<'order'>, { moment }: FactView): FactVerdict {
  const order = moment.draftOrders.find(({ reference }) => reference === bound.reference)
  if (order === undefined) return lost('order-unknown')
  const { medication } = order
  const dose = bound.dose !== null && medication !== undefined && isDose(bound.dose, medication)
  const form = bound.form !== null && medication !== undefined && isForm(bound.form, medication)
  const slots: LossReason[] = [
    ...(bound.dose !== null && !dose ? (['dose-mismatch'] as const) : []),
    ...(bound.form !== null && !form ? (['form-mismatch'] as const) : [])
  ]
  const said = { ...bound, dose: dose ? bound.dose : null, form: form ? bound.form : null }
  return holds(said, { kind: 'order', order, saysDose: dose }, slots)
}

/** One on hold supports neither; without a status it counts as there, and the card says so. */
function isStatus(claimed: 'active' | 'stopped', medication: Medication): boolean {
  const { status } = medication
  return claimed === 'active'
    ? isCurrent(medication)
    : status === 'stopped' || status === 'completed'
}

/** The dose of a day, whether or not "a day" was written behind its unit. */
function isDose({ value, unit }: BoundDose, { dailyDose }: Medication): boolean {
  if (dailyDose === undefined || !sameNumber(value, dailyDose.value)) return false
  const perDay = (unit ?? '').trim().replace(/\s*\/\s*(?:d|day|24 ?h)$/i, '')
  return sameUnit(perDay, dailyDose.unit)
}

// Words of product names (RxNorm dose forms) for the forms that a fact may name.
const words: Readonly<Record<Exclude<DrugForm, 'extended-release'>, RegExp>> = {
  oral: /\b(?:oral|tablets?|capsules?|chewable|by mouth|suspension|syrup|elixir)\b/i,
  topical: /\b(?:topical|cream|ointment|gel|lotion|ophthalmic|otic|foam|shampoo)\b/i,
  inhaled: /\b(?:inhal\w*|nebuli[sz]\w*|metered dose|HFA)\b/i,
  injected: /\b(?:inject\w*|syringe|pen|intravenous|intramuscular|subcutaneous|infusion|vial)\b/i
}

function isForm(form: DrugForm, medication: Medication): boolean {
  if (form === 'extended-release') return isExtendedRelease(medication)
  return words[form].test(medication.label)
}
