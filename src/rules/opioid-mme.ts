import type { Medication } from '../clinical/clinical-index.ts'
import { isExtendedRelease } from '../clinical/extended-release.ts'
import { morphineEquivalentOf } from '../clinical/morphine-equivalents.ts'
import { activeIn, isIn, medicationsIn } from './drug-set.ts'
import type { DrugSet } from './drug-set.ts'
import { opioid } from './opioid-scope.ts'
import { isSameDrug, orderedDrugs } from './ordered-drugs.ts'
import type { OrderedDrug } from './ordered-drugs.ts'
import type { RuleView } from './rule.ts'

/** A kit that was handed out within a year may still be at hand; our choice. */
const naloxoneDays = 365
/**
 * Naloxone for rescue, nasal sprays too. Within buprenorphine or pentazocine tablets it is there
 * against misuse and rescues nobody.
 */
const antagonist: DrugSet = {
  classes: ['opioid-antagonist'],
  topicalToo: true,
  without: ['buprenorphine', 'pentazocine']
}

/** The opioids of a view, ordered and active, as far as their doses are known. */
export interface OpioidDoses {
  /** Morphine milligram equivalents a day, summed over the products with a known dose. */
  readonly total: number
  readonly known: readonly { readonly medication: Medication; readonly mme: number }[]
  /** Products with a factor whose dose is not known. */
  readonly undosed: readonly Medication[]
  /** Active ones that no order replaces. */
  readonly kept: readonly Medication[]
}

/** Adds up ordered and active opioids (CDC 2022, morphine milligram equivalents). */
export function opioidDosesOf(view: RuleView, ordered: readonly OrderedDrug[]): OpioidDoses {
  const drafts = ordered.map(({ medication }) => medication)
  const kept = activeIn(view.index, opioid).filter(
    (one) => !drafts.some((draft) => draft.reference === one.reference || replaces(draft, one))
  )
  const doses = [...drafts, ...kept].map((medication) => ({
    medication,
    mme: morphineEquivalentOf(medication)
  }))
  const known = doses.flatMap(({ medication, mme }) =>
    typeof mme === 'number' ? [{ medication, mme }] : []
  )
  return {
    total: known.reduce((sum, { mme }) => sum + mme, 0),
    known,
    undosed: doses.filter(({ mme }) => mme === undefined).map((one) => one.medication),
    kept
  }
}

/** `Oxycodone 10 MG Oral Tablet: 60 MME a day.`, one sentence for each product. */
export function doseSentences({ known }: OpioidDoses): readonly string[] {
  return known.map(
    ({ medication, mme }) => `${medication.label}: ${Number(mme.toFixed(1))} MME a day.`
  )
}

/** Whether naloxone is active, ordered, or was given within a year. */
export function hasNaloxone(view: RuleView): boolean {
  const { index } = view
  const since = index.asOf.epochDay - naloxoneDays
  return (
    orderedDrugs(view).some(({ medication }) => isIn(medication, antagonist)) ||
    medicationsIn(index, antagonist).some(
      ({ status, started }) =>
        status === 'active' || (status === 'completed' && (started?.epochDay ?? -1) >= since)
    )
  )
}

/** A dose change or renewal: the same drug, released alike. */
function replaces(draft: Medication, active: Medication): boolean {
  return isSameDrug(draft, active) && isExtendedRelease(draft) === isExtendedRelease(active)
}
