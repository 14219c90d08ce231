import { currentPregnancy } from '../clinical/current-pregnancy.ts'
import type { OrderedDrug } from './ordered-drugs.ts'
import { removeOrder } from './ordered-drugs.ts'
import { factEvidence } from './problems.ts'
import type { Evidence, RuleFinding, RuleView } from './rule.ts'
import { unassessedFinding } from './unassessed.ts'
import { unreadWords } from './unread.ts'
import { nameOf, summarise } from './wording.ts'

/** What a drug does in pregnancy, in the words of one rule. */
export interface PregnancyRisk {
  readonly matter: string
  readonly indicator: 'critical' | 'warning'
  /** After "Pregnancy: active (3 Aug 2026): lisinopril ". */
  readonly consequence: string
  readonly why: string
  readonly options: readonly string[]
}

/** What is said of a drug that is ordered, by what the record says of a current pregnancy. */
export function assessPregnancy(
  { index }: RuleView,
  ordered: OrderedDrug,
  risk: PregnancyRisk
): readonly RuleFinding[] {
  const { pregnant, evidence } = currentPregnancy(index)
  const [fact] = evidence.map(factEvidence)
  if (pregnant === 'no') return []
  if (pregnant === 'yes' && fact !== undefined) return [findingOf(ordered, fact, risk)]
  const unread = unreadWords(index, 'conditions') ?? 'whether a recorded pregnancy is current'
  const other = 'a current pregnancy'
  const finding = unassessedFinding(risk.matter, ordered, { other, unread })
  return [{ ...finding, evidence: fact === undefined ? [] : [fact] }]
}

function findingOf(ordered: OrderedDrug, pregnancy: Evidence, risk: PregnancyRisk): RuleFinding {
  return {
    matter: risk.matter,
    indicator: risk.indicator,
    summary: summarise(
      [nameOf(ordered.medication), pregnancy.text],
      (drug, text) => `${text}: ${drug} ${risk.consequence}`
    ),
    why: [`${pregnancy.text}.`, risk.why],
    options: risk.options,
    evidence: [pregnancy],
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}
