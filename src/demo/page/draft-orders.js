// @ts-check
/** @import { Action, DraftResource, Suggestion } from './wire.d.ts' */

/*
 * The draft orders as values. A suggestion is applied as a whole, its deletes first (CDS Hooks 2.0.1, Suggestion:
 * all actions together).
 */

/** @typedef {{ readonly value: string, readonly unit: string, readonly timesPerDay: string }} Dose */

/**
 * @param {DraftResource} template
 * @param {{ readonly id: string, readonly patientId: string, readonly asOf: string, readonly user: string }} given
 * @returns {DraftResource}
 */
export function newDraft(template, { id, patientId, asOf, user }) {
  return {
    ...template,
    id,
    status: 'draft',
    intent: 'order',
    subject: { reference: `Patient/${patientId}` },
    authoredOn: asOf,
    requester: { reference: user }
  }
}

/** @param {DraftResource} draft */
export function referenceOf(draft) {
  return `${draft.resourceType}/${draft.id}`
}

/** @param {DraftResource} draft */
export function draftName(draft) {
  const concept =
    /** @type {{ text?: string, coding?: readonly { display?: string, code?: string }[] } | undefined} */ (
      draft['medicationCodeableConcept'] ?? draft['code']
    )
  const reference = /** @type {{ display?: string } | undefined} */ (draft['medicationReference'])
  const coding = concept?.coding?.[0]
  return (
    concept?.text ?? coding?.display ?? reference?.display ?? coding?.code ?? draft.resourceType
  )
}

/**
 * The first dosage line as the form shows it.
 * @param {DraftResource} draft
 * @returns {Dose & { readonly text: string }}
 */
export function doseOf(draft) {
  const line = firstDosage(draft)
  const quantity = line?.doseAndRate?.[0]?.doseQuantity
  const repeat = line?.timing?.repeat
  const isDaily = repeat?.period === 1 && repeat.periodUnit === 'd'
  return {
    value: quantity?.value === undefined ? '' : String(quantity.value),
    unit: quantity?.unit ?? '',
    timesPerDay: isDaily && repeat.frequency !== undefined ? String(repeat.frequency) : '',
    text: line?.text ?? ''
  }
}

/**
 * The draft with another dose. What the form does not show (route, duration, further lines) is kept.
 * @param {DraftResource} draft
 * @param {Dose} dose
 * @returns {DraftResource}
 */
export function withDose(draft, dose) {
  const before = firstDosage(draft) ?? {}
  const rest = /** @type {readonly unknown[]} */ (draft['dosageInstruction'] ?? []).slice(1)
  const value = Number(dose.value)
  const { doseAndRate: _doses, timing: _timing, ...kept } = before
  const timing = {
    ...before.timing,
    repeat: {
      ...before.timing?.repeat,
      frequency: Number(dose.timesPerDay),
      period: 1,
      periodUnit: 'd'
    }
  }
  const doseQuantity = { ...before.doseAndRate?.[0]?.doseQuantity, value, unit: dose.unit }
  const line = {
    ...kept,
    text: doseText(dose),
    ...(dose.timesPerDay === '' ? {} : { timing }),
    ...(dose.value === '' || !(value > 0) ? {} : { doseAndRate: [{ doseQuantity }] })
  }
  return { ...draft, dosageInstruction: [line, ...rest] }
}

/** @type {Readonly<Record<string, string>>} */
export const frequencies = {
  1: 'once daily',
  2: 'twice daily',
  3: 'three times daily',
  4: 'four times daily'
}

/**
 * The drafts after a suggestion, and the references of what it changed or added.
 * @param {readonly DraftResource[]} drafts
 * @param {Suggestion} suggestion
 * @param {() => string} newId
 * @returns {{ readonly drafts: readonly DraftResource[], readonly changed: readonly string[] }}
 */
export function applySuggestion(drafts, suggestion, newId) {
  const actions = suggestion.actions ?? []
  /** @param {Action['type']} type */
  const ofType = (type) => actions.filter((each) => each.type === type)
  /** @type {string[]} */
  const changed = []
  let after = drafts
  for (const { resourceId } of ofType('delete')) {
    after = after.filter((each) => referenceOf(each) !== resourceId && each.id !== resourceId)
  }
  for (const { resource } of ofType('create')) {
    if (resource === undefined) continue
    const created = { status: 'draft', intent: 'order', ...resource, id: newId() }
    after = [...after, created]
    changed.push(referenceOf(created))
  }
  for (const { resource } of ofType('update')) {
    if (resource === undefined) continue
    const reference = referenceOf(resource)
    const isKnown = after.some((each) => referenceOf(each) === reference)
    if (!isKnown) continue
    after = after.map((each) => (referenceOf(each) === reference ? resource : each))
    changed.push(reference)
  }
  return { drafts: after, changed }
}

/**
 * @typedef {{
 *   text?: string,
 *   doseAndRate?: readonly { doseQuantity?: { value?: number, unit?: string } }[],
 *   timing?: { repeat?: { frequency?: number, period?: number, periodUnit?: string } }
 * }} Dosage
 */

/** @param {DraftResource} draft */
function firstDosage(draft) {
  return /** @type {readonly Dosage[] | undefined} */ (draft['dosageInstruction'])?.[0]
}

/** @param {Dose} dose */
function doseText(dose) {
  const amount = dose.value === '' ? '' : `${dose.value} ${dose.unit}`.trim()
  return [amount, frequencies[dose.timesPerDay] ?? ''].filter((part) => part !== '').join(' ')
}
