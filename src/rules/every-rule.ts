import { embeddedKnowledge } from '../knowledge/embedded.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { rules } from './all-rules.ts'
import { knowledgeRules } from './knowledge/knowledge-rules.ts'
import type { Rule } from './rule.ts'

/** The rules of their own, then those that read the knowledge tables. */
export function rulesWith(knowledge: Knowledge): readonly Rule[] {
  return [...rules, ...knowledgeRules(knowledge)]
}

/** The same with the tables that ship with Curbside. */
export const everyRule: readonly Rule[] = rulesWith(embeddedKnowledge)
