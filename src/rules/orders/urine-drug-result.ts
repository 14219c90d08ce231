import { asUnknown } from '../../clinical/latest.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { unreadResult } from '../unread-results.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Result } from '../../clinical/clinical-index.ts'
import { labelOfSubstance, urineSubstancesOf } from '../../clinical/urine-drug-tests.ts'
import type { UrineSubstance } from '../../clinical/urine-drug-tests.ts'
import { medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import {
  computableOpioidGuideline,
  isOutsideOpioidGuideline,
  unreadExclusions
} from '../opioid-scope.ts'
import { longOpioidOrders, longOpioidsActive } from '../opioid-therapy.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { factEvidence } from '../problems.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** Library OpioidCDSREC10Common, 2022.1.0: results of 12 months count. */
const resultDays = 365
/** The same: a prescription of the 31 days before the test explains it. */
const prescribedDays = 31

/**
 * What explains a substance; null: nothing does, it is never prescribed. Opiates are told by no
 * single drug (oxycodone and hydrocodone show in some assays), so only what the test is named for.
 */
const explainedBy: Readonly<Partial<Record<UrineSubstance, DrugSet | null>>> = {
  cocaine: null,
  phencyclidine: null,
  heroin: null,
  amphetamine: { classes: ['amphetamine', 'stimulant'], ingredients: ['selegiline'] },
  barbiturate: { classes: ['barbiturate'] },
  benzodiazepine: { classes: ['benzodiazepine'] },
  buprenorphine: { ingredients: ['buprenorphine'] },
  fentanyl: { ingredients: ['fentanyl', 'alfentanil', 'remifentanil', 'sufentanil'] },
  methadone: { ingredients: ['methadone'] },
  oxycodone: { ingredients: ['oxycodone', 'oxymorphone'] }
}

/** Characters that leave a summary room for the drug. */
const twoResultsMax = 85

const isIllicit = (substance: UrineSubstance): boolean => explainedBy[substance] === null

interface Unexpected {
  readonly substance: UrineSubstance
  readonly result: Result
  readonly words: string
}

/** Recommendation 10: a urine drug test whose result nothing in the record explains. */
export const urineDrugResult: Rule = {
  id: 'R-42',
  version: '1.0',
  title: 'Unexpected urine drug test with a lasting opioid',
  when: 'An opioid is ordered with a supply of 28 days or more, or is active with one when the chart is opened, and a urine test of 12 months is positive for cocaine, phencyclidine or heroin, or positive for another substance that no recorded drug explains, or negative for a drug that was prescribed in the 31 days before it: warning.',
  whenNot:
    'Cannabinoids and the general opiate assay; results without positive or negative; treatment of opioid use disorder; a substance that a recorded drug explains; unexplained substances while the medication list was not read whole; under 18 years; sickle cell disease, active cancer, hospice, palliative care, likely terminal conditions.',
  hooks: ['order-select', 'patient-view'],
  topic: 'opioidUrineDrugResult',
  source: computableOpioidGuideline('Recommendation 10: unexpected results within 12 months'),
  evaluate: (view) => {
    const { index } = view
    const [ordered] = longOpioidOrders(view)
    const atOrdering = view.moment.hook !== 'patient-view'
    const taken = atOrdering ? ordered !== undefined : longOpioidsActive(index).length > 0
    if (!taken || isOutsideOpioidGuideline(index)) return []
    const found = unexpectedOf(index)
    return found.length === 0 ? unreadOf(index, ordered) : [findingOf(view, found, ordered)]
  }
}

function unexpectedOf(index: ClinicalIndex): readonly Unexpected[] {
  const since = index.asOf.epochDay - resultDays
  const found = [...index.results.values()].flatMap(({ readings }) => {
    const [newest] = readings
    if (newest === undefined) return []
    const substances = urineSubstancesOf(newest)
    if (substances.length === 0) return []
    return readings
      .filter(({ date }) => date.epochDay >= since && date.epochDay <= index.asOf.epochDay)
      .flatMap((result) =>
        substances.flatMap((substance) => {
          const words = unexpectedWords(index, substance, result)
          return words === undefined ? [] : [{ substance, result, words }]
        })
      )
  })
  return found.toSorted((one, other) => other.result.sortMs - one.result.sortMs)
}

/** A urine drug test of the year whose answer is no word that is understood, nor a number. */
function unreadOf(index: ClinicalIndex, ordered: OrderedDrug | undefined): readonly RuleFinding[] {
  const since = index.asOf.epochDay - resultDays
  const isWithin = ({ date }: Pick<UnknownFact, 'date'>): boolean =>
    date === undefined || (date.epochDay >= since && date.epochDay <= index.asOf.epochDay)
  const inWords = [...index.results.values()].flatMap(({ readings }) =>
    readings.filter(
      (one) => one.detection === undefined && one.recorded.value === undefined && isJudged(one)
    )
  )
  const without = (index.notKnown ?? []).filter(
    (one) => one.kind === 'result' && one.known !== 'pending' && isJudged(one)
  )
  const [unread] = [...inWords.map(asUnknown), ...without].filter(isWithin)
  if (unread === undefined) return []
  const finding = unreadResult(unread, { unchecked: 'urine drug tests on a lasting opioid' })
  return [ordered === undefined ? finding : { ...finding, about: ordered.order }]
}

/** A test for a substance of which this rule says something. */
const isJudged = (named: Parameters<typeof urineSubstancesOf>[0]): boolean =>
  urineSubstancesOf(named).some((substance) => explainedBy[substance] !== undefined)

/** What is unexpected about it, in words; undefined when it is explained, or says nothing. */
function unexpectedWords(
  index: ClinicalIndex,
  substance: UrineSubstance,
  { detection, date }: Result
): string | undefined {
  const drugs = explainedBy[substance]
  if (drugs === undefined || detection === undefined) return undefined
  const label = labelOfSubstance(substance)
  if (drugs === null) return detection === 'positive' ? `positive for ${label}` : undefined
  const orders = medicationsIn(index, drugs).filter(
    ({ started }) => started === undefined || started.epochDay <= date.epochDay
  )
  if (detection === 'positive') {
    const known = unreadWords(index, 'medications') === undefined
    return known && orders.length === 0 ? `positive for ${label}, none recorded` : undefined
  }
  const prescribed = orders.some(
    ({ source, started }) =>
      source === 'request' &&
      started !== undefined &&
      started.epochDay < date.epochDay &&
      date.epochDay - started.epochDay <= prescribedDays
  )
  return prescribed ? `negative for ${label}, prescribed before it` : undefined
}

function findingOf(
  { index }: RuleView,
  found: readonly Unexpected[],
  ordered: OrderedDrug | undefined
): RuleFinding {
  const newest = [...new Map(found.toReversed().map((one) => [one.substance, one])).values()]
  const said = newest
    .toSorted(
      (one, other) =>
        Number(isIllicit(other.substance)) - Number(isIllicit(one.substance)) ||
        other.result.sortMs - one.result.sortMs
    )
    .map(({ words, result }) => `${words} (${writeDate(result.date)})`)
  const what = `urine drug test ${inFewWords(said)}`
  const evidence = found.map(({ result }) => factEvidence(result))
  return {
    matter: 'urine-drug-result',
    indicator: 'warning',
    summary: summarise(ordered === undefined ? [] : [nameOf(ordered.medication)], (drug) =>
      drug === undefined ? `${what}: lasting opioid therapy` : `${drug} ordered: ${what}`
    ),
    why: [...evidence.map(({ text }) => `${text}.`), ...unreadExclusions(index)],
    options: [
      'Consider discussing the result without judgement, and a confirmatory test.',
      'Consider naloxone, and an assessment for substance use disorder.'
    ],
    evidence: [...new Map(evidence.map((one) => [one.reference, one])).values()],
    missing: [],
    suggestions: [],
    ...(ordered !== undefined && { about: ordered.order })
  }
}

/** Two results where both fit into a summary; further ones are counted. */
function inFewWords([first = '', second, ...rest]: readonly string[]): string {
  if (second === undefined) return first
  const both = `${first} and ${second}`
  const fits = both.length <= twoResultsMax
  const more = fits ? rest.length : rest.length + 1
  return `${fits ? both : first}${more === 0 ? '' : ` and ${more} more`}`
}
