import type { EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalIndex, Medication } from '../clinical/clinical-index.ts'
import { isCurrent } from '../clinical/active-medications.ts'
import { activeIn, isIn, medicationsIn } from './drug-set.ts'
import type { DrugSet } from './drug-set.ts'
import { opioid } from './opioid-scope.ts'
import { orderedDrugs } from './ordered-drugs.ts'
import type { OrderedDrug } from './ordered-drugs.ts'
import { presentProblems } from './problems.ts'
import type { RuleView } from './rule.ts'

/*
 * How long opioids are taken, as the computable form of the CDC guideline (opioid-cds-r4 2022.1.0)
 * counts it: by the days of supply. An order that does not say how long it lasts counts for none.
 */

/** A supply of so many days is not for acute pain. */
const longSupplyDays = 28
/** CDC 2022: chronic is what lasts more than 3 months. */
const chronicDays = 90

/** Opioids against pain: buprenorphine with naloxone treats opioid use disorder. */
const analgesic: DrugSet = { ...opioid, without: ['naloxone'] }
/** These too, where that disorder is known. */
const treatment: DrugSet = { classes: ['moud'] }

/** The draft orders of opioids against pain for 28 days or more. */
export function longOpioidOrders({ index, moment }: RuleView): readonly OrderedDrug[] {
  return orderedDrugs({ index, moment }).filter(({ medication }) => isLasting(index, medication))
}

/** The active opioids against pain of which one dispensing lasts 28 days or more. */
export function longOpioidsActive(index: ClinicalIndex): readonly Medication[] {
  return activeIn(index, opioid).filter((medication) => isLasting(index, medication))
}

function isLasting(index: ClinicalIndex, medication: Medication): boolean {
  const treats =
    isIn(medication, treatment) && presentProblems(index, 'opioid-use-disorder').length > 0
  return isIn(medication, analgesic) && !treats && isLongSupply(medication)
}

function isLongSupply({ supplyDays }: Medication): boolean {
  return supplyDays !== undefined && supplyDays >= longSupplyDays
}

/** How many of the days from `from` to `to`, both counted, a recorded supply of opioids covers. */
export function daysOnOpioids(
  index: ClinicalIndex,
  { from, to }: { readonly from: EpochDay; readonly to: EpochDay }
): number {
  const days = new Set<EpochDay>()
  for (const { started, supplyDays = 0 } of opioidOrders(index)) {
    if (started === undefined) continue
    const first = Math.max(started.epochDay, from)
    const last = Math.min(started.epochDay + supplyDays - 1, to)
    for (let day = first; day <= last; day += 1) days.add(day)
  }
  return days.size
}

/** Whether an opioid that is active has been ordered for three months or longer. */
export function isChronic(index: ClinicalIndex): boolean {
  const since = index.asOf.epochDay - chronicDays
  const active = medicationsIn(index, opioid).filter(isCurrent)
  return active.some((medication) =>
    withRepeats(index, medication).some(({ started }) => (started?.epochDay ?? Infinity) <= since)
  )
}

/** Every order and dispensing of an opioid in the record, each renewal by itself. */
function opioidOrders(index: ClinicalIndex): readonly Medication[] {
  return medicationsIn(index, opioid)
    .filter(({ status }) => status !== 'on-hold')
    .flatMap((medication) => withRepeats(index, medication))
}

function withRepeats(index: ClinicalIndex, medication: Medication): readonly Medication[] {
  const repeats = medication.repeats
    .flatMap((reference) => index.byReference.get(reference) ?? [])
    .filter((fact) => fact.kind === 'medication')
  return [medication, ...repeats]
}
