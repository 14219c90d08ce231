import { describe, expect, test } from 'vitest'
import { conceptKinds } from '../../src/terminology/concept.ts'
import { findConcept, isAmbiguous } from '../../src/terminology/concepts.ts'
import type { ConceptKind } from '../../src/terminology/concept.ts'

/** A text as a reader may write it, and the name that a card prints. */
const found: Readonly<Partial<Record<ConceptKind, readonly (readonly [string, string])[]>>> = {
  diagnosis: [
    ['acute kidney injury', 'acute kidney injury'],
    ['AKI', 'acute kidney injury'],
    ['Acute Kidney Injury (AKI)', 'acute kidney injury'],
    ['acute renal failure', 'acute kidney injury'],
    ['CKD stage 3a', 'chronic kidney disease stage 3a'],
    ['chronic kidney disease, stage IIIa', 'chronic kidney disease stage 3a'],
    ['Stage 4 CKD', 'chronic kidney disease stage 4'],
    ['hyperkalaemia', 'hyperkalemia'],
    ['Hyponatraemia', 'hyponatremia'],
    ['SIADH', 'syndrome of inappropriate antidiuresis'],
    ['cerebral salt-wasting', 'cerebral salt wasting'],
    ['Type II diabetes', 'type 2 diabetes'],
    ['type 2 diabetes mellitus', 'type 2 diabetes'],
    ['diabetes, type 2', 'type 2 diabetes'],
    ['T2DM', 'type 2 diabetes'],
    ['Addison’s disease', 'Addison disease'],
    ["Graves' disease", 'Graves disease'],
    ["Crohn's disease", 'Crohn disease'],
    ['Ménière disease', 'Meniere disease'],
    ['Guillain–Barré syndrome', 'Guillain-Barre syndrome'],
    ['deficiency of vitamin B12', 'vitamin B12 deficiency'],
    ['B12 deficiency', 'vitamin B12 deficiency'],
    ['coarctation of aorta', 'coarctation of the aorta'],
    ['Coarctation of the aorta', 'coarctation of the aorta'],
    ['bicuspid aortic valve', 'bicuspid aortic valve'],
    ['peripartum cardiomyopathy', 'peripartum cardiomyopathy'],
    ['serotonin toxicity', 'serotonin syndrome'],
    ['Drug-induced bradycardia', 'drug-induced bradycardia'],
    ['bradyarrhythmia', 'bradycardia'],
    ['uncontrolled hypertension', 'uncontrolled hypertension'],
    ['primary hyperaldosteronism', 'primary aldosteronism'],
    ['prediabetes', 'prediabetes'],
    ['pre-diabetes', 'prediabetes'],
    ['Gilbert’s syndrome', 'Gilbert syndrome'],
    ['oesophageal varices', 'esophageal varices'],
    ['coeliac disease', 'celiac disease'],
    ['kidney stones', 'kidney stone'],
    ['C. difficile infection', 'Clostridioides difficile infection'],
    ['H. pylori', 'Helicobacter pylori infection'],
    ['MASLD', 'steatotic liver disease'],
    ['obstructive sleep apnoea', 'obstructive sleep apnea'],
    ['COPD', 'chronic obstructive pulmonary disease'],
    ['chronic thromboembolic disease', 'chronic thromboembolic disease'],
    ['medication-overuse headache', 'medication-overuse headache'],
    ['atypical femur fracture', 'atypical femoral fracture'],
    ['statin intolerance', 'statin intolerance'],
    [
      'heart failure with reduced ejection fraction (HFrEF)',
      'heart failure with reduced ejection fraction'
    ]
  ],
  test: [
    ['creatinine', 'creatinine'],
    ['serum creatinine level', 'creatinine'],
    ['repeat BMP', 'basic metabolic panel'],
    ['BMP', 'basic metabolic panel'],
    ['TSH', 'TSH'],
    ['urine albumin/creatinine ratio', 'urine albumin-creatinine ratio'],
    ['UACR', 'urine albumin-creatinine ratio'],
    ['EKG', '12-lead ECG'],
    ['ECG with PR interval', 'PR interval'],
    ['trough digoxin level', 'digoxin level'],
    ['25-OH vitamin D', '25-hydroxyvitamin D'],
    ['DXA', 'bone density scan'],
    ['anti-β2 glycoprotein I', 'anti-beta-2 glycoprotein I antibodies'],
    ['Lupus anticoagulant', 'lupus anticoagulant'],
    ['anticardiolipin IgG/IgM', 'anticardiolipin antibodies'],
    ['75 g OGTT', 'oral glucose tolerance test'],
    ['Full blood count', 'complete blood count'],
    ['peripheral smear', 'peripheral blood smear'],
    ['haptoglobin', 'haptoglobin'],
    ['NT-proBNP', 'NT-proBNP'],
    ['V/Q scan', 'ventilation-perfusion scan'],
    ['renal ultrasound with Doppler', 'renal artery Doppler'],
    ['urinalysis with microscopy', 'urinalysis'],
    ['serum and urine osmolality', 'serum and urine osmolality'],
    ['urine osmolality', 'urine osmolality'],
    ['osmolality', 'serum osmolality'],
    ['HLA-B*5701', 'HLA-B*5701'],
    ['Pap test', 'cervical screening'],
    ['four-limb BP', 'four-limb blood pressure'],
    ['CHA2DS2-VASc', 'CHA2DS2-VASc score'],
    ['DPYD genotype', 'DPYD genotype'],
    ['pharmacy fill history', 'pharmacy fill history'],
    ['throat culture', 'throat culture'],
    ['aldosterone-to-renin ratio', 'aldosterone-renin ratio']
  ],
  procedure: [
    ['haemodialysis', 'hemodialysis'],
    ['C-section', 'cesarean delivery'],
    ['blood transfusion', 'red blood cell transfusion'],
    ['cardioversion', 'cardioversion'],
    ['D&C', 'dilation and curettage'],
    ['hemicolectomy', 'colectomy']
  ],
  specialty: [
    ['cardiologist', 'cardiology'],
    ['Nephrology', 'nephrology'],
    ['the oncology team', 'oncology'],
    ['clinical pharmacist', 'pharmacist'],
    ['dietician', 'dietitian'],
    ['social worker', 'social work'],
    ['paediatric nephrology', 'pediatric nephrology'],
    ['ENT', 'otolaryngology'],
    ['department of dermatology', 'dermatology'],
    ['anticoagulation clinic', 'anticoagulation clinic']
  ],
  vaccine: [
    ['flu shot', 'influenza vaccine'],
    ['shingles vaccination', 'zoster vaccine'],
    ['PCV20', 'pneumococcal vaccine'],
    ['hepatitis B immunisation', 'hepatitis B vaccine'],
    ['anti-D', 'Rh immune globulin'],
    ['Tdap', 'Tdap vaccine']
  ],
  sign: [
    ['lying and standing BP', 'orthostatic blood pressure'],
    ['oedema', 'edema'],
    ['asterixis', 'asterixis'],
    ['JVP', 'jugular venous pressure'],
    ['gait assessment', 'gait'],
    ['femoral pulses', 'femoral pulses'],
    ['volume status', 'volume status']
  ],
  question: [
    ['switch or addition?', 'switch or addition'],
    ['Is this a switch or an addition?', 'switch or addition'],
    ['Done elsewhere?', 'done elsewhere'],
    ['What for?', 'what for'],
    ['adherence', 'taken as prescribed'],
    ['Who fills the pill box?', 'who manages medicines'],
    ['OTC NSAID use', 'over-the-counter use'],
    ['syncope', 'syncope'],
    ['black stool', 'bleeding'],
    ['LMP', 'pregnancy possible'],
    ['Which patient was meant?', 'patient meant'],
    ['allergic reaction then?', 'allergic reaction then'],
    ['Does he take it?', 'taken as prescribed']
  ],
  'drug-class': [
    ['PPI', 'proton pump inhibitor'],
    ['proton-pump inhibitors', 'proton pump inhibitor'],
    ['NSAIDs', 'NSAID'],
    ['non-steroidal anti-inflammatory drug', 'NSAID'],
    ['ACE inhibitor or ARB', 'renin-angiotensin blocker'],
    ['β-blocker', 'beta blocker'],
    ['beta-blockers', 'beta blocker'],
    ['SGLT-2 inhibitor', 'SGLT2 inhibitor'],
    ['sulphonylurea', 'sulfonylurea'],
    ['prenatal vitamin', 'prenatal vitamin'],
    ['statins', 'statin'],
    ['direct oral anticoagulants (DOAC)', 'direct oral anticoagulant']
  ],
  harm: [
    ['bleeding', 'bleeding'],
    ['Increased bleeding risk', 'bleeding'],
    ['risk of haemorrhage', 'bleeding'],
    ['QTc prolongation', 'QT prolongation'],
    ['fall', 'falls'],
    ['additive CNS depression', 'sedation'],
    ['AV-nodal block', 'atrioventricular block'],
    ['slow heart', 'bradycardia'],
    ['masking of hypoglycaemia', 'masked hypoglycemia'],
    ['lower seizure threshold', 'seizure'],
    ['teratogenicity', 'fetal harm'],
    ['bone marrow suppression', 'bone marrow suppression'],
    ['tendon rupture', 'tendon rupture']
  ]
}

const rows = Object.values(found).flat()
test('the table of names is long enough to mean something', () => {
  expect(rows.length).toBeGreaterThanOrEqual(100)
})

describe.for(Object.entries(found))('%s', ([kind, rows]) => {
  test.for([...rows])('%s is %s', ([text, name]) => {
    expect(findConcept(kind as ConceptKind, text)?.name).toBe(name)
  })
})

const long = `acute kidney injury ${'and so on '.repeat(8)}`
/** The same words, but nobody writes a name like this. */
const stretched = `acute${' '.repeat(70)}kidney injury`

/** What must name nothing, whatever the kind. */
const unknown = [
  '',
  ' ',
  '3',
  '()',
  'of the',
  // part of a name, or more than a name
  'kidney',
  'injury',
  'stage 3',
  'acute',
  'acute kidney injury today',
  'possible acute kidney injury',
  'no acute kidney injury',
  'acute kidney injury and sepsis',
  'not hypertension',
  'diabetes insulin',
  // another pair of brackets than the same thing said twice
  'acute kidney injury (CKD)',
  'acute kidney injury (stop all drugs)',
  'hypertension (definitely)',
  'AKI (AKI) (AKI)',
  // guesses are not made
  'hypertenson',
  'hyperkalmia',
  'acute kidney injry',
  // instructions and whole sentences
  'ignore the previous instructions',
  'Stop warfarin today',
  'give 40 mg of furosemide',
  'the patient has acute kidney injury',
  'Consider a penicillin.',
  'hypertension; stop lisinopril',
  'hypertension\nstop lisinopril',
  '<b>hypertension</b>',
  'hypertension http://example.org',
  '{"kind":"diagnosis"}',
  long,
  stretched,
  // other alphabets, invisible and look-alike letters
  'гипертония',
  '高血压',
  'ارتفاع ضغط الدم',
  'υπέρταση',
  'hypertensiоn',
  'ｈypertension',
  'hyper\u200Btension',
  'hypertension \u{1F480}',
  // what stigmatises, character, end of life, violence, orientation
  'malingering',
  'malingerer',
  'factitious disorder',
  'Munchausen syndrome',
  'drug-seeking',
  'drug seeking behavior',
  'drug seeker',
  'non-compliant',
  'noncompliance',
  'non-adherent patient',
  'difficult patient',
  'frequent flyer',
  'addict',
  'junkie',
  'alcoholic',
  'substance abuse',
  'drug abuse',
  'hysteria',
  'hypochondriasis',
  'borderline personality disorder',
  'antisocial personality disorder',
  'narcissistic personality disorder',
  'manipulative behavior',
  'lazy',
  'end of life',
  'terminal illness',
  'comfort care',
  'hospice',
  'hospice care',
  'do not resuscitate',
  'DNR',
  'imminent death',
  'death',
  'futility',
  'euthanasia',
  'child abuse',
  'elder abuse',
  'neglect',
  'domestic violence',
  'intimate partner violence',
  'sexual assault',
  'battered child syndrome',
  'homosexuality',
  'homosexual',
  'sexual orientation',
  'gay',
  'bisexual',
  'criminal history',
  'homeless'
]

test.for(unknown)('%j names nothing, of any kind', (text) => {
  for (const kind of conceptKinds) expect(findConcept(kind, text), kind).toBeUndefined()
})

test.for(['MS', 'PE', 'AS', 'ED', 'PD', 'CHD', 'ASD', 'TGA', 'PKD'])(
  '%s means two diagnoses, so none',
  (text) => {
    expect(findConcept('diagnosis', text)).toBeUndefined()
    expect(isAmbiguous('diagnosis', text)).toBe(true)
  }
)

test('a name of one kind is not found in another', () => {
  expect(findConcept('diagnosis', 'falls')).toBeUndefined()
  expect(findConcept('harm', 'Crohn disease')).toBeUndefined()
  expect(isAmbiguous('diagnosis', 'hypertension')).toBe(false)
})
