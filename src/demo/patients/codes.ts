import type { CodeableConcept, Coding } from '@medplum/fhirtypes'

/*
 * Problems, procedures, visits and vaccines of the demo records. The codes occur in published FHIR
 * examples and in the value sets behind the rules; SNOMED CT 95570007 and 35489007 come from
 * published SNOMED CT mappings.
 */

export const loinc = 'http://loinc.org'
export const snomed = 'http://snomed.info/sct'
export const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
export const cvx = 'http://hl7.org/fhir/sid/cvx'
export const ucum = 'http://unitsofmeasure.org'
export const hl7 = 'http://terminology.hl7.org/CodeSystem/'

const sct = (code: string, display: string): Coding => ({ system: snomed, code, display })
const vaccine = (code: string, display: string): Coding => ({ system: cvx, code, display })

/** A concept with one coding, whose display is also its text. */
export function concept(coding: Coding): CodeableConcept {
  return { coding: [coding], ...(coding.display === undefined ? {} : { text: coding.display }) }
}

/** A code of one of HL7's own systems, without the common beginning of its address. */
export function term(system: string, code: string, display?: string): CodeableConcept {
  return {
    coding: [{ system: `${hl7}${system}`, code, ...(display === undefined ? {} : { display }) }]
  }
}

export const problems = {
  type2Diabetes: sct('44054006', 'Type 2 diabetes mellitus'),
  hypertension: sct('59621000', 'Essential hypertension'),
  hyperlipidemia: sct('55822004', 'Hyperlipidemia'),
  kidneyDisease3: sct('433144002', 'Chronic kidney disease stage 3'),
  atrialFibrillation: sct('49436004', 'Atrial fibrillation'),
  gastrointestinalBleeding: sct('74474003', 'Gastrointestinal hemorrhage'),
  osteoarthritisOfKnee: sct('239873007', 'Osteoarthritis of knee'),
  osteoarthritisOfHip: sct('239872002', 'Osteoarthritis of hip'),
  osteoporosis: sct('64859006', 'Osteoporosis'),
  kidneyStone: sct('95570007', 'Kidney stone'),
  depression: sct('35489007', 'Depressive disorder'),
  obesity: sct('414916001', 'Obesity'),
  allergicRhinitis: sct('446096008', 'Perennial allergic rhinitis'),
  atopicDermatitis: sct('24079001', 'Atopic dermatitis'),
  pregnancy: sct('77386006', 'Pregnancy'),
  acuteBronchitis: sct('10509002', 'Acute bronchitis'),
  viralPharyngitis: sct('195662009', 'Acute viral pharyngitis'),
  streptococcalThroat: sct('43878008', 'Streptococcal sore throat'),
  viralSinusitis: sct('444814009', 'Viral sinusitis'),
  otitisMedia: sct('65363002', 'Otitis media'),
  sprainOfAnkle: sct('44465007', 'Sprain of ankle'),
  fractureOfForearm: sct('65966004', 'Fracture of forearm'),
  pneumonia: sct('233604007', 'Pneumonia')
} as const

export const procedures = {
  colonoscopy: sct('73761001', 'Colonoscopy'),
  boneDensityScan: sct('312681000', 'Bone density scan'),
  ankleXray: sct('19490002', 'Ankle X-ray'),
  chestXray: sct('399208008', 'Plain chest X-ray'),
  echocardiography: sct('433236007', 'Transthoracic echocardiography'),
  fetalUltrasound: sct('169230002', 'Ultrasound scan for fetal viability'),
  depressionScreening: sct('171207006', 'Depression screening'),
  medicationReconciliation: sct('430193006', 'Medication reconciliation'),
  throatCulture: sct('117015009', 'Throat culture')
} as const

export const visits = {
  checkUp: sct('185349003', 'Encounter for check up'),
  generalExamination: sct('162673000', 'General examination of patient'),
  followUp: sct('390906007', 'Follow-up encounter'),
  symptom: sct('185345009', 'Encounter for symptom'),
  problem: sct('185347001', 'Encounter for problem'),
  emergency: sct('50849002', 'Emergency room admission'),
  wellChild: sct('410620009', 'Well child visit'),
  firstPrenatal: sct('424441002', 'Prenatal initial visit'),
  prenatal: sct('424619006', 'Prenatal visit')
} as const

export const vaccines = {
  influenza: vaccine('140', 'Influenza, seasonal, injectable, preservative free'),
  tetanus: vaccine('113', 'Td (adult) preservative free'),
  zoster: vaccine('121', 'zoster'),
  pneumococcal13: vaccine('133', 'Pneumococcal conjugate PCV 13'),
  pneumococcal23: vaccine('33', 'pneumococcal polysaccharide vaccine, 23 valent'),
  hepatitisBChild: vaccine('08', 'Hep B, adolescent or pediatric'),
  rotavirus: vaccine('119', 'rotavirus, monovalent'),
  dtap: vaccine('20', 'DTaP'),
  hib: vaccine('49', 'Hib (PRP-OMP)'),
  polio: vaccine('10', 'IPV'),
  mmr: vaccine('03', 'MMR'),
  varicella: vaccine('21', 'varicella'),
  hepatitisAChild: vaccine('83', 'Hep A, ped/adol, 2 dose')
} as const

/** A flu shot each year, with tetanus in the third. */
export function yearlyVaccines(index: number): readonly Coding[] {
  return index === 2 ? [vaccines.influenza, vaccines.tetanus] : [vaccines.influenza]
}
