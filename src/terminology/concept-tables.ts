import type { ConceptKind, ConceptTable } from './concept.ts'
import cardiovascular from './diagnoses/cardiovascular.json' with { type: 'json' }
import general from './diagnoses/eye-ear-general-toxic.json' with { type: 'json' }
import rare from './diagnoses/rare-classics.json' with { type: 'json' }
import blood from './diagnoses/hematology-oncology.json' with { type: 'json' }
import infections from './diagnoses/infections.json' with { type: 'json' }
import joints from './diagnoses/rheum-msk-skin.json' with { type: 'json' }
import pregnancy from './diagnoses/women-pregnancy-child.json' with { type: 'json' }
import endocrine from './diagnoses/endocrine-metabolic.json' with { type: 'json' }
import gastrointestinal from './diagnoses/gi-liver.json' with { type: 'json' }
import kidney from './diagnoses/kidney-urology-electrolytes.json' with { type: 'json' }
import nervous from './diagnoses/neuro-psych.json' with { type: 'json' }
import respiratory from './diagnoses/respiratory.json' with { type: 'json' }
import drugClassNames from './drug-class-names.json' with { type: 'json' }
import harms from './harms.json' with { type: 'json' }
import procedures from './procedures.json' with { type: 'json' }
import questions from './questions.json' with { type: 'json' }
import signs from './signs.json' with { type: 'json' }
import specialties from './specialties.json' with { type: 'json' }
import tests from './tests.json' with { type: 'json' }
import vaccines from './vaccines.json' with { type: 'json' }

/** The files of each kind. */
export const conceptTables: Readonly<Record<ConceptKind, readonly ConceptTable[]>> = {
  diagnosis: [
    cardiovascular,
    respiratory,
    kidney,
    endocrine,
    gastrointestinal,
    nervous,
    blood,
    joints,
    infections,
    pregnancy,
    general,
    rare
  ],
  test: [tests],
  harm: [harms],
  procedure: [procedures],
  specialty: [specialties],
  vaccine: [vaccines],
  sign: [signs],
  question: [questions],
  'drug-class': [drugClassNames]
}

/** Words that say nothing in a kind: "serum creatinine level", "cardiology team", "bleeding risk". */
export const noiseWords: Readonly<Record<ConceptKind, ReadonlySet<string>>> = {
  diagnosis: new Set(),
  test: words(
    'serum plasma repeat repeated level test testing measurement concentration assay value result'
  ),
  harm: words('risk increased higher additive'),
  procedure: words('procedure'),
  specialty: words('team service clinic department consult consultation'),
  vaccine: words('vaccine vaccination immunization immunisation'),
  sign: words('check examination exam measurement assessment'),
  question: new Set(),
  'drug-class': words('drug medication agent medicine class')
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
