import { icd10, snomed } from '../resources.ts'

/* Problems by the codes that the situations name. */
export const problems = {
  type2Diabetes: [snomed, '44054006', 'Type 2 diabetes mellitus'],
  upperBleeding: [snomed, '12274003', 'Acute peptic ulcer with hemorrhage'],
  kidneyDisease4: [icd10, 'N18.4', 'Chronic kidney disease, stage 4 (severe)'],
  kidneyDisease3: [icd10, 'N18.31', 'Chronic kidney disease, stage 3a'],
  endStageKidneyDisease: [snomed, '46177005', 'End-stage renal disease'],
  longQt: [icd10, 'I45.81', 'Long QT syndrome'],
  pregnancy: [snomed, '77386006', 'Pregnancy'],
  pregnancyIcd: [icd10, 'Z33.1', 'Pregnant state, incidental'],
  asthma: [snomed, '195967001', 'Asthma'],
  fibrillation: [snomed, '49436004', 'Atrial fibrillation'],
  fibrillationIcd: [icd10, 'I48.91', 'Unspecified atrial fibrillation'],
  pulmonaryEmbolism: [snomed, '706870000', 'Acute pulmonary embolism'],
  hypertension: [snomed, '59621000', 'Essential hypertension'],
  coronaryDisease: [snomed, '53741008', 'Coronary arteriosclerosis'],
  myocardialInfarction: [snomed, '22298006', 'Myocardial infarction'],
  rhabdomyolysis: [snomed, '240131006', 'Rhabdomyolysis'],
  heartFailure: [snomed, '417996009', 'Systolic heart failure'],
  prostateCancer: [icd10, 'C61', 'Malignant neoplasm of prostate'],
  colonCancer: [icd10, 'C18.9', 'Malignant neoplasm of colon, unspecified'],
  cancerPain: [icd10, 'G89.3', 'Neoplasm related pain (acute) (chronic)'],
  palliativeCare: [icd10, 'Z51.5', 'Encounter for palliative care'],
  sickleCell: [snomed, '127040003', 'Sickle cell-hemoglobin SS disease'],
  opioidMisuse: [snomed, '191865004', 'Opioid misuse disorder'],
  ironDeficiency: [icd10, 'D50.9', 'Iron deficiency anemia, unspecified'],
  menorrhagia: [icd10, 'N92.0', 'Excessive and frequent menstruation with regular cycle'],
  leukemia: [snomed, '91861009', 'Acute myeloid leukemia'],
  mechanicalValve: [snomed, '699347000', 'Mechanical prosthetic heart valve']
} as const
