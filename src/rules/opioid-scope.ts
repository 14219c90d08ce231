import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import type { DrugSet } from './drug-set.ts'
import { isEndOfLife, settledProblems } from './problems.ts'
import type { RuleSource } from './rule.ts'
import { unreadWords } from './unread.ts'

/* What the rules of the CDC guideline have in common: whom it is about, and whom it leaves out. */

/** CDC 2022: the guideline is about patients of 18 years and older. */
const adultYears = 18

/** CDC 2022 leaves out pain of sickle cell disease and cancer, palliative and end-of-life care. */
const exclusions = ['sickle-cell', 'cancer', 'cancer-pain'] as const

/** Opioids of the whole body, antagonists not among them. */
export const opioid: DrugSet = { classes: ['opioid'] }

/** Whether the guideline leaves the patient out. */
export function isOutsideOpioidGuideline(index: ClinicalIndex): boolean {
  const { ageYears } = index.person
  return (
    (ageYears !== undefined && ageYears < adultYears) ||
    settledProblems(index, ...exclusions).length > 0 ||
    isEndOfLife(index)
  )
}

/** The exclusions could not be looked for: said, for what is told is known without them. */
export function unreadExclusions(index: ClinicalIndex): readonly string[] {
  const unread = unreadWords(index, 'conditions')
  return unread === undefined
    ? []
    : [`Not known: ${unread}, so cancer, sickle cell disease or palliative care.`]
}

/**
 * What of a kind of data is not known. `sent`: the EHR gave no access and sent data under keys of
 * its own: then what it sent is all there is, and a check that is due is told with the words that
 * none was sent.
 */
export function unreadOrSent(
  index: ClinicalIndex,
  kind: 'laboratory' | 'procedures'
): { readonly unread: string | undefined; readonly sent: boolean } {
  const state = index.states[kind]
  const { medications } = index.states
  const noAccess = state.state === 'unknown' && state.reason === 'no-access'
  const asSent = medications.state === 'partial' && medications.reason === 'as-sent'
  return { unread: unreadWords(index, kind), sent: noAccess && asSent }
}

/** A recommendation of the guideline. */
export function cdcOpioidGuideline(section: string): RuleSource {
  return {
    title: 'CDC Clinical Practice Guideline for Prescribing Opioids for Pain',
    section,
    url: 'https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm',
    date: '2022-11-04',
    verified: true
  }
}

/** The computable form of a recommendation, which its authors publish: its library was read. */
export function computableOpioidGuideline(section: string): RuleSource {
  return {
    title: 'CDC 2022 Opioid Prescribing Guideline, Implementation Guide 2022.1.0',
    section,
    url: 'https://build.fhir.org/ig/cqframework/opioid-cds-r4/',
    date: '2022',
    verified: true
  }
}
