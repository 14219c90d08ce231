import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Rule } from '../rule.ts'
import { allergyRule } from './allergy-rule.ts'
import { contraindicationRule } from './contraindication-rule.ts'
import { doseRule } from './dose-rule.ts'
import { duplicateRule } from './duplicate-rule.ts'
import { interactionRule } from './interaction-rule.ts'
import { orderRule } from './order-rule.ts'
import { resultsRule } from './results-rule.ts'
import { therapyRule } from './therapy-rule.ts'

/** The rules that read the knowledge tables: one for each table that speaks, and one for therapy. */
export function knowledgeRules(knowledge: Knowledge): readonly Rule[] {
  return [
    allergyRule(knowledge),
    contraindicationRule(knowledge),
    interactionRule(knowledge),
    duplicateRule(knowledge),
    doseRule(knowledge),
    orderRule(knowledge),
    therapyRule(knowledge),
    resultsRule(knowledge)
  ]
}
