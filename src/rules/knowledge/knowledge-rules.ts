import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Rule } from '../rule.ts'
import { allergyRule } from './allergy-rule.ts'
import { interactionRule } from './interaction-rule.ts'

/** The rules that read the knowledge tables: one for each table that speaks. */
export function knowledgeRules(knowledge: Knowledge): readonly Rule[] {
  return [allergyRule(knowledge), interactionRule(knowledge)]
}
