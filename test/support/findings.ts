import type { DraftOrder } from '../../src/clinical/clinical-index.ts'
import type { Finding } from '../../src/findings/finding.ts'
import type { Rule, SuggestedAction } from '../../src/rules/rule.ts'

export function aRule(change: Partial<Rule> = {}): Rule {
  return {
    id: 'R-01',
    version: '1',
    title: 'Metformin and kidney function',
    hooks: ['order-select'],
    topic: 'MetforminKidney',
    source: {
      title: 'A label',
      section: 'Contraindications',
      url: 'https://example.org/label',
      date: '2016-04-08',
      verified: true
    },
    evaluate: () => [],
    ...change
  }
}

export function aDraftOrder(change: Partial<DraftOrder> = {}): DraftOrder {
  return {
    reference: 'MedicationRequest/draft-1',
    selected: true,
    resource: {
      resourceType: 'MedicationRequest',
      id: 'draft-1',
      status: 'draft',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      medicationCodeableConcept: { text: 'Metformin 500 MG Oral Tablet' }
    },
    medication: {
      kind: 'medication',
      reference: 'MedicationRequest/draft-1',
      label: 'Metformin 500 MG Oral Tablet',
      codes: [],
      source: 'request',
      status: 'draft',
      ingredients: ['metformin'],
      route: 'systemic',
      repeats: []
    },
    ...change
  }
}

const base = {
  matter: 'metformin-egfr',
  indicator: 'critical',
  summary: 'eGFR 24 (12 Mar 2026): metformin is contraindicated below 30',
  why: ['eGFR was 24 mL/min/1.73m2 on 12 Mar 2026.'],
  options: ['Consider another agent.'],
  evidence: [{ reference: 'Observation/o1', text: 'eGFR 24 mL/min/1.73m2 on 12 Mar 2026' }],
  missing: [] as readonly string[],
  suggestions: [] as readonly SuggestedAction[]
} as const

export function aRuleFinding(change: Partial<Finding> = {}): Finding {
  const finding = { ...base, origin: 'rule', rule: aRule(), aiAdds: [], ...change }
  return finding as Finding
}

export function aModelFinding(change: Partial<Finding> = {}): Finding {
  const finding = {
    ...base,
    matter: 'not-acted-on:ferritin',
    indicator: 'warning',
    summary: 'Ferritin 9 ng/mL (12 Mar 2026): not followed up in the record',
    origin: 'model',
    sources: [],
    toCheck: false,
    ...change
  }
  return finding as Finding
}
