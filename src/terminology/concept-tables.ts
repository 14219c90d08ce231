import type { ConceptKind, ConceptTable } from './concept.ts'
import cardiovascular from './diagnoses/cardiovascular.json' with { type: 'json' }
import endocrine from './diagnoses/endocrine-metabolic.json' with { type: 'json' }
import gastrointestinal from './diagnoses/gi-liver.json' with { type: 'json' }
import kidney from './diagnoses/kidney-urology-electrolytes.json' with { type: 'json' }
import nervous from './diagnoses/neuro-psych.json' with { type: 'json' }
import respiratory from './diagnoses/respiratory.json' with { type: 'json' }
import harms from './harms.json' with { type: 'json' }

/** The files of each kind. */
export const conceptTables: Readonly<Record<ConceptKind, readonly ConceptTable[]>> = {
  diagnosis: [cardiovascular, endocrine, gastrointestinal, kidney, nervous, respiratory],
  test: [],
  harm: [harms],
  procedure: [],
  specialty: [],
  vaccine: [],
  sign: [],
  question: [],
  'drug-class': []
}

/** Words that say nothing in a kind: "serum creatinine level", "cardiology team", "bleeding risk". */
export const noiseWords: Readonly<Record<ConceptKind, ReadonlySet<string>>> = {
  diagnosis: new Set(),
  test: words('serum plasma level test testing measurement concentration assay value result'),
  harm: words('risk increased higher additive'),
  procedure: words('procedure operation'),
  specialty: words('team service clinic specialist department consult consultation'),
  vaccine: words('vaccine vaccination immunization immunisation'),
  sign: words('check examination exam measurement assessment'),
  question: new Set(),
  'drug-class': words('drug medication agent medicine class')
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
