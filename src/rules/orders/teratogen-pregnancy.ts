import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { isInEventSet } from '../../terminology/named-sets.ts'
import { activeIn, isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { assessPregnancy } from '../pregnancy-drug.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { unassessedFinding } from '../unassessed.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** WHO: women of reproductive age are those of 15 to 49 years (not re-read). */
const reproductiveYears = { from: 15, to: 49 }

const drugs: DrugSet = { ingredients: ['valproate', 'isotretinoin', 'acitretin'] }
/** Rings and intrauterine products are recorded as local forms. */
const contraceptive: DrugSet = { classes: ['hormonal-contraceptive'], topicalToo: true }
const matter = 'teratogen-pregnancy'

/** Situation 24: valproate or an oral retinoid in pregnancy, or without contraception. */
export const teratogenPregnancy: Rule = {
  id: 'R-24',
  version: '1.0',
  title: 'Valproate or oral retinoid in pregnancy or without contraception',
  when: 'Valproate, isotretinoin or acitretin is ordered: critical in a current pregnancy; warning in a woman of 15 to 49 years for whom no contraception, sterilisation, hysterectomy or menopause is recorded.',
  whenNot:
    'Men; other ages without a recorded pregnancy; hormonal contraceptive active; intrauterine device, implant, sterilisation, hysterectomy or menopause recorded; the same drug is renewed (contraception only).',
  hooks: ['order-select'],
  topic: 'teratogenPregnancy',
  source: {
    title: 'Valproate and isotretinoin prescribing information',
    section: 'Boxed warnings: fetal risk, embryo-fetal toxicity',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, drugs))
      .flatMap((ordered) =>
        currentPregnancy(view.index).pregnant === 'no'
          ? withoutContraception(view, ordered)
          : inPregnancy(view, ordered)
      )
}

function inPregnancy(view: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  return assessPregnancy(view, ordered, {
    matter,
    indicator: 'critical',
    consequence: 'causes birth defects (boxed warning)',
    why: 'Valproate and oral retinoids cause major birth defects.',
    options: [
      'Consider another treatment, with specialist and obstetric advice.',
      'Consider confirming the pregnancy first if the record may be out of date.'
    ]
  })
}

function withoutContraception({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const { sex, ageYears } = index.person
  if (sex !== 'female' || ageYears === undefined) return []
  if (ageYears < reproductiveYears.from || ageYears > reproductiveYears.to) return []
  if (isProtected(index) || isRenewal(index, ordered)) return []
  const unread = unreadWords(index, 'medications') ?? unreadWords(index, 'procedures')
  if (unread !== undefined) {
    return [unassessedFinding(matter, ordered, { other: 'contraception', unread })]
  }
  return [
    {
      matter,
      indicator: 'warning',
      summary: summarise(
        [nameOf(ordered.medication)],
        (drug) => `${drug} ordered at ${ageYears} years, no contraception found: birth defects`
      ),
      why: [
        'No contraceptive, sterilisation, hysterectomy or menopause is recorded.',
        'Valproate and oral retinoids cause major birth defects.'
      ],
      options: [
        'Consider a pregnancy test, and contraception before the first dose.',
        'Consider another treatment if pregnancy is possible.'
      ],
      evidence: [],
      missing: [],
      suggestions: [],
      about: ordered.order
    }
  ]
}

function isProtected(index: ClinicalIndex): boolean {
  return (
    activeIn(index, contraceptive).length > 0 ||
    problemsIn(index, ['menopause', 'contraception'], { settled: true }).length > 0 ||
    index.events.some(
      (event) =>
        event.kind === 'procedure' &&
        event.status === 'completed' &&
        (isInEventSet(event, 'contraception') || isInEventSet(event, 'hysterectomy'))
    )
  )
}

function isRenewal(index: ClinicalIndex, { medication, order }: OrderedDrug): boolean {
  return activeIn(index, { ingredients: medication.ingredients }).some(
    ({ reference }) => reference !== order.reference
  )
}
