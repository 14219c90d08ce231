import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { isEndOfLife } from '../problems.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import type { Evidence, FindingRow, Rule, RuleFinding } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { nameOf, summarise } from '../wording.ts'
import { contraindications } from './contraindications.ts'
import { doubledBy, meetingsOf } from './meets.ts'
import { takenDrugs } from './taken-drugs.ts'
import { rowOfFinding } from './row-of-finding.ts'

/** As many conflicts as the card's words can tell; further ones are counted. */
const toldMax = 3
/** DESIGN section 6: a course that ended more than a week ago is no therapy, whatever its status. */
const endedDaysMax = 7

/** Contraindicated combinations and drug–disease conflicts of what is taken already, as one card. */
export function therapyRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-06',
    version: '1.0',
    title: 'Conflicts within active therapy',
    when: 'Two active drugs, or an active drug and a problem, result, age, pregnancy or gene, that a critical row of the tables holds against each other: one warning that names them, the gravest first.',
    whenNot:
      'Rows that are not critical; courses that ended; local forms; hospice and palliative care.',
    hooks: ['patient-view', 'encounter-start'],
    topic: 'knowledgeTherapy',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: ({ index }) => {
      if (isEndOfLife(index)) return []
      const conflicts = conflictsOf(knowledge, index)
      return conflicts.length === 0 ? [] : [findingOf(conflicts)]
    }
  }
}

interface Conflict {
  readonly text: string
  readonly happens: string
  readonly does: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly row: FindingRow
}

function conflictsOf(knowledge: Knowledge, index: ClinicalIndex): readonly Conflict[] {
  const products = takenDrugs(index).filter((one) => !hasEnded(one, index))
  const told = new Set<string>()
  return products.flatMap((medication, position): readonly Conflict[] => {
    const { ingredients } = medication
    if (medication.route === 'topical' || ingredients.length === 0) return []
    const later = products.slice(position + 1)
    const pairs = meetingsOf(knowledge, index, { ingredients, products: later })
      .filter(({ severity }) => severity === 'critical')
      .map(({ row, medication: other }) => ({
        row,
        other,
        title: `${row.names.first} with ${row.names.second}`
      }))
    const doubled = doubledBy(knowledge, { ingredients, products: later })
      .filter(({ row }) => row.severity === 'critical')
      .map(({ row, medication: other }) => ({ row, other, title: `Two ${row.name}` }))
    const against = contraindications(knowledge, index, {
      ingredients,
      only: ({ severity }) => severity === 'critical'
    }).filter(({ answer }) => answer === 'yes')
    const found: readonly Conflict[] = [
      ...[...pairs, ...doubled].map(({ row, other, title }) => ({
        text: `${nameOf(medication)} with ${nameOf(other)}`,
        happens: row.happens,
        does: row.do,
        evidence: [medication, other].map(medicationEvidence),
        row: rowOfFinding(knowledge, row, title)
      })),
      ...against.map(({ row, evidence, said }) => ({
        text: `${nameOf(medication)} with ${said ?? evidence[0]?.text ?? row.name}`,
        happens: row.happens,
        does: row.do,
        evidence: [medicationEvidence(medication), ...evidence],
        row: rowOfFinding(knowledge, row, `${nameOf(medication)} with ${row.name}`)
      }))
    ]
    // Two strengths of one drug are one conflict.
    return found.filter(({ text }) => !told.has(text) && told.add(text))
  })
}

function hasEnded({ ended, courseEnded }: Medication, { asOf }: ClinicalIndex): boolean {
  if (courseEnded !== undefined) return true
  return ended !== undefined && asOf.epochDay - ended.epochDay > endedDaysMax
}

function findingOf(conflicts: readonly Conflict[]): RuleFinding {
  const [first, ...others] = conflicts
  if (first === undefined) throw new Error('a finding has a conflict')
  const more = others.length === 0 ? '' : `; ${others.length} more`
  const evidence = conflicts.flatMap((one) => one.evidence)
  return {
    matter: 'active-therapy-conflict',
    indicator: 'warning',
    summary: summarise([first.text], (text) => `${text}, both current: ${first.happens}${more}`),
    why: conflicts
      .slice(0, toldMax)
      .map(({ text, happens }) => `${text}: ${happens}.`)
      .concat(conflicts.length > toldMax ? [`${conflicts.length - toldMax} more.`] : []),
    options: [...first.does.slice(0, 2), 'Consider asking whether each is still taken.'].slice(
      0,
      3
    ),
    evidence: [...new Map(evidence.map((one) => [one.reference, one])).values()],
    missing: [],
    suggestions: [],
    rows: conflicts.map(({ row }) => `${row.id}@${row.version}`),
    ...(others.length === 0 && { row: { ...first.row, topic: 'knowledgeTherapy' } })
  }
}
