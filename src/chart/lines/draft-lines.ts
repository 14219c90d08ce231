import type { DraftOrder } from '../../clinical/clinical-index.ts'
import { readConcept } from '../../clinical/concept.ts'
import type { Concept } from '../../clinical/concept.ts'
import { objectOf } from '../../clinical/loose-json.ts'
import { unnamedMedication } from '../../clinical/read-medication.ts'
import type { AliasLetter, LineContext } from '../chart-line.ts'
import { writeCode } from '../code-mark.ts'
import { cleanLabel } from '../ehr-text.ts'
import { isClean } from './fact-line.ts'
import { ownLabel, writeDailyDose } from './medication-lines.ts'

/** A line of the moment: `[M12] DRAFT selected: Ibuprofen 400 MG Oral Tablet (RX 197805); 1200 mg/d`; `ACTIVE` for one that stands already. */
export interface DraftLine {
  readonly letter: AliasLetter
  readonly order: DraftOrder
  /** What follows the alias. */
  readonly body: string
}

/**
 * The lines of the draft orders, selected first, then by what they say. An order is never left out
 * without a word when Curbside can name its drug itself.
 */
export function draftLines(
  orders: readonly DraftOrder[],
  context: LineContext
): { readonly lines: readonly DraftLine[]; readonly withheld: number } {
  let withheld = 0
  const lines: DraftLine[] = []
  for (const order of orders) {
    const { text, hidden } = draftText(order, context)
    if (hidden) withheld += 1
    if (text === undefined) continue
    const letter = order.medication || isMedication(order.resource.resourceType) ? 'M' : 'Q'
    const standing = order.standing === 'active' ? 'ACTIVE' : 'DRAFT'
    const body = `${standing} ${order.selected ? 'selected' : 'other'}: ${text}`
    lines.push({ letter, order, body })
  }
  const sorted = lines.toSorted(
    (one, other) =>
      Number(other.order.selected) - Number(one.order.selected) ||
      (one.body < other.body ? -1 : Number(one.body > other.body))
  )
  return { lines: sorted, withheld }
}

function draftText(
  order: DraftOrder,
  context: LineContext
): { readonly text?: string; readonly hidden: boolean } {
  const { medication } = order
  const { label, codes } = medication ?? orderedThing(order)
  const rest = medication === undefined ? '' : writeDailyDose(medication)
  // Nothing names it: there is nothing to ask a model about (drafts are picked before they are filled).
  const named = label !== unnamedMedication && cleanLabel(label) !== ''
  if (!named && codes.length === 0) return { hidden: false }
  const code = writeCode(codes, context.search)
  const text = `${cleanLabel(label) || 'not named'}${code}${rest}`
  if (isClean([label], text, context)) return { text, hidden: false }
  const own = medication === undefined ? undefined : ownLabel(medication).ownLabel
  const inOwnWords = `${own ?? ''}${code}${rest}`
  return own !== undefined && isClean([], inOwnWords, context)
    ? { text: inOwnWords, hidden: true }
    : { hidden: true }
}

function isMedication(resourceType: string): boolean {
  return resourceType.startsWith('Medication')
}

/** What an order that names no drug asks for: its code, never its notes or instructions. */
function orderedThing({ resource }: DraftOrder): Concept {
  const order = objectOf(resource)
  return readConcept(
    order['code'] ?? order['codeCodeableConcept'] ?? order['medicationCodeableConcept']
  )
}
