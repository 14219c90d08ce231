import type {
  BoundFact,
  BoundFinding,
  BoundMeaning,
  BoundOption
} from '../../src/findings/bound-finding.ts'
import { passDoor } from '../../src/findings/door.ts'
import type { DoorVerdict } from '../../src/findings/door.ts'
import type { FactView } from '../../src/findings/facts/fact-view.ts'
import { embeddedKnowledge } from '../../src/knowledge/embedded.ts'
import type { ConceptKind } from '../../src/model/proposal/words.ts'

/* Findings of the typed form in few words. */

export const basis = { role: 'basis', of: null } as const

export const condition = (id: string): BoundFact => ({
  ...basis,
  kind: 'condition',
  reference: `Condition/${id}`,
  status: 'active',
  date: null
})
export const drug = (id: string): BoundFact => ({
  ...basis,
  kind: 'drug',
  reference: `MedicationRequest/${id}`,
  status: 'active',
  dose: null,
  form: null,
  started: null
})
export const trend = (
  ids: readonly string[],
  direction: 'rising' | 'falling' | 'stable'
): BoundFact => ({
  ...basis,
  kind: 'trend',
  readings: ids.map((id) => ({ reference: `Observation/${id}` })),
  direction
})
export const notFound = (
  thing: 'drug' | 'drug-class' | 'test' | 'diagnosis',
  text: string
): BoundFact => ({
  role: 'missing',
  of: null,
  kind: 'not-found',
  thing,
  text,
  since: null,
  sinceEntry: null
})

export const meaning = (
  relation: BoundMeaning['relation'],
  given: Partial<BoundMeaning> = {}
): BoundMeaning => ({
  relation,
  subjects: [0],
  objects: [],
  effect: null,
  detail: null,
  concept: null,
  ...given
})

export const concept = (kind: ConceptKind, text: string) => ({ kind, text })

export const option = (
  action: BoundOption['action'],
  target: BoundOption['target'],
  given: Partial<BoundOption> = {}
): BoundOption => ({
  action,
  target,
  insteadOf: null,
  question: null,
  inDays: null,
  when: null,
  ...given
})

export const named = (kind: ConceptKind, text: string) =>
  ({ kind: 'concept', concept: { kind, text } }) as const

export const aFinding = (given: Partial<BoundFinding>): BoundFinding => ({
  facts: [],
  meanings: [],
  settle: [],
  options: [],
  urgency: 'soon',
  ...given
})

export const through = (finding: BoundFinding, view: FactView): DoorVerdict =>
  passDoor(finding, { ...view, knowledge: embeddedKnowledge })

/** All that a card would print; empty where there is none. */
export function printed(verdict: DoorVerdict): string {
  if (verdict.outcome === 'dropped') return ''
  const { summary, why, options, suggestions } = verdict.finding
  return [summary, ...why, ...options, ...suggestions.map(({ label }) => label)].join(' ')
}

export const reasons = ({ lost }: DoorVerdict): readonly string[] =>
  lost.map(({ part, reason }) => `${part} ${reason}`)
