import type { ClinicalIndex, DraftOrder, Medication } from './clinical-index.ts'
import { objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { isTakenBack, replacedReferences } from './medication-status.ts'

/**
 * The index as it will be once the draft orders are signed: what an order replaces by its
 * `priorPrescription`, and what one takes back under its own id, counts as stopped.
 */
export function withoutReplaced(
  index: ClinicalIndex,
  orders: readonly DraftOrder[]
): ClinicalIndex {
  const replaced = new Set(orders.flatMap(replacedBy))
  if (replaced.size === 0) return index
  const medications = index.medications.map((one): Medication =>
    replaced.has(one.reference) ? { ...one, status: 'stopped' } : one
  )
  const unrecognised = index.unrecognised.filter(({ reference }) => !replaced.has(reference))
  return { ...index, medications, unrecognised }
}

function replacedBy({ reference, resource }: DraftOrder): readonly string[] {
  const order = objectOf(resource)
  if (isTakenBack(order)) return [reference]
  if (order['doNotPerform'] === true) return []
  return replacedReferences(order).flatMap((prior) => onSameServer(prior, order))
}

/** As the record calls it, when it lies on the server of the order's patient. */
function onSameServer(prior: string, order: LooseObject): readonly string[] {
  const subject = textOf(objectOf(order['subject'])['reference']) ?? ''
  const plain = withoutVersion(prior)
  const type = plain.lastIndexOf('MedicationRequest/')
  if (type < 0) return []
  const base = plain.slice(0, type)
  return base === '' || base === subject.slice(0, Math.max(subject.lastIndexOf('Patient/'), 0))
    ? [plain.slice(type)]
    : []
}

const withoutVersion = (reference: string): string => reference.replace(/\/_history\/[^/]*$/, '')
