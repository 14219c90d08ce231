import { writeDate } from '../clinical/clinical-date.ts'
import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { ClinicalFact, ClinicalIndex, DraftOrder } from '../clinical/clinical-index.ts'
import { firstStarted } from './drug-set.ts'
import { isSameDrug } from './ordered-drugs.ts'
import type { RuleFinding } from './rule.ts'

/**
 * The same finding about a renewal, beginning with what is new since the drug was last ordered:
 * what was so then has been weighed once. Where nothing it rests on is newer, it says that too.
 */
export function sinceLastOrder(finding: RuleFinding, index: ClinicalIndex): RuleFinding {
  const last = finding.about === undefined ? undefined : lastOrdered(finding.about, index)
  if (last === undefined || finding.missing.length > 0) return finding
  const dated = finding.evidence.flatMap(({ reference, text }) => {
    const known = knownSince(index.byReference.get(reference) ?? [], index)
    return known === undefined ? [] : [{ text, isNew: known.epochDay > last.epochDay }]
  })
  const news = dated.filter(({ isNew }) => isNew).map(({ text }) => text)
  if (news.length > 0) {
    const told = new Set(news.map((text) => `${text}.`))
    const others = finding.why.filter((sentence) => !told.has(sentence))
    const first = `New since the last order (${writeDate(last)}): ${news.join('; ')}.`
    return { ...finding, why: [first, ...others] }
  }
  if (dated.length === 0 || dated.length < finding.evidence.length) return finding
  return {
    ...finding,
    why: [...finding.why, `Recorded before the last order (${writeDate(last)}).`]
  }
}

/** When the same drug was ordered last, before this renewal. */
function lastOrdered(
  { reference, medication }: DraftOrder,
  index: ClinicalIndex
): ClinicalDate | undefined {
  if (medication === undefined) return undefined
  return index.medications
    .filter((one) => one.source === 'request' && one.status !== 'draft')
    .filter((one) => one.reference !== reference && isSameDrug(one, medication))
    .flatMap(({ started }) =>
      started !== undefined && started.epochDay <= index.asOf.epochDay ? [started] : []
    )
    .toSorted((one, other) => other.epochDay - one.epochDay)[0]
}

/** Since when the record holds what is cited: a renewal of a drug is no new drug. */
function knownSince(
  facts: readonly ClinicalFact[],
  index: ClinicalIndex
): ClinicalDate | undefined {
  const [fact] = facts
  if (fact === undefined) return undefined
  if (fact.kind === 'medication') return firstStarted(index, fact)
  return fact.kind === 'problem' ? (fact.recorded ?? fact.onset) : fact.date
}
