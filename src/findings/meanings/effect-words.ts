import type { Effect } from '../../model/proposal/effects.ts'

/** How an effect is written: `do` after several drugs, `does` after one, `named` alone. */
export interface EffectWords {
  readonly do: string
  readonly does: string
  readonly named: string
}

const raised = (verb: string, what: string, named: string): EffectWords => ({
  do: `${verb} ${what}`,
  does: `${verb}s ${what}`,
  named
})
const causes = (named: string): EffectWords => raised('cause', named, named)
const adds = (named: string): EffectWords => ({
  do: `add to ${named}`,
  does: `adds to ${named}`,
  named
})

/** The words of every effect of the closed list. */
export const effectWords: Readonly<Record<Effect, EffectWords>> = {
  sedation: raised('sedate', 'the patient', 'sedation'),
  'breathing-depression': raised('slow', 'breathing', 'slowed breathing'),
  bleeding: raised('raise', 'the risk of bleeding', 'bleeding'),
  'slow-heart': raised('slow', 'the heart', 'a slow heart'),
  'fast-heart': raised('speed', 'the heart up', 'a fast heart'),
  'qt-prolongation': raised('prolong', 'the QT interval', 'a long QT interval'),
  'potassium-up': raised('raise', 'potassium', 'high potassium'),
  'potassium-down': raised('lower', 'potassium', 'low potassium'),
  'sodium-down': raised('lower', 'sodium', 'low sodium'),
  'magnesium-down': raised('lower', 'magnesium', 'low magnesium'),
  'calcium-up': raised('raise', 'calcium', 'high calcium'),
  'kidney-harm': raised('strain', 'the kidney', 'harm to the kidney'),
  'low-glucose': raised('lower', 'glucose', 'low glucose'),
  'high-glucose': raised('raise', 'glucose', 'high glucose'),
  serotonin: raised('raise', 'serotonin', 'serotonin syndrome'),
  falls: raised('raise', 'the risk of falls', 'falls'),
  'seizure-threshold': raised('lower', 'the seizure threshold', 'seizures'),
  anticholinergic: adds('the anticholinergic load'),
  confusion: causes('confusion'),
  'low-blood-pressure': raised('lower', 'blood pressure', 'low blood pressure'),
  'high-blood-pressure': raised('raise', 'blood pressure', 'high blood pressure'),
  'stomach-ulcer': raised('raise', 'the risk of ulcers', 'stomach ulcers'),
  'liver-harm': raised('strain', 'the liver', 'harm to the liver'),
  'muscle-harm': raised('harm', 'muscle', 'muscle damage'),
  'marrow-suppression': {
    do: 'suppress the marrow',
    does: 'suppresses the marrow',
    named: 'marrow suppression'
  },
  infection: raised('raise', 'the risk of infection', 'infection'),
  'fluid-retention': raised('retain', 'fluid', 'fluid retention'),
  'heart-failure': raised('worsen', 'heart failure', 'heart failure'),
  constipation: causes('constipation'),
  'urinary-retention': causes('urinary retention'),
  vasoconstriction: raised('constrict', 'vessels', 'vasoconstriction'),
  'bone-loss': causes('bone loss'),
  'weight-gain': causes('weight gain'),
  'volume-depletion': causes('volume depletion'),
  'lactic-acidosis': raised('raise', 'the risk of lactic acidosis', 'lactic acidosis'),
  ketoacidosis: raised('raise', 'the risk of ketoacidosis', 'ketoacidosis'),
  'uric-acid-up': raised('raise', 'uric acid', 'high uric acid'),
  'thyroid-change': raised('change', 'thyroid function', 'a change of thyroid function'),
  'hearing-harm': raised('harm', 'hearing', 'hearing loss'),
  'nerve-harm': raised('harm', 'nerves', 'nerve damage'),
  'birth-defects': causes('birth defects'),
  cough: causes('cough'),
  angioedema: causes('angioedema'),
  'movement-disorder': causes('movement disorders'),
  thrombosis: raised('raise', 'the risk of thrombosis', 'thrombosis')
}

/** Which way a result goes under an effect: what goes the other way contradicts it. */
export const effectOnResults: Readonly<
  Partial<Record<Effect, Readonly<Record<string, 'up' | 'down'>>>>
> = {
  'slow-heart': { 'heart-rate': 'down' },
  'fast-heart': { 'heart-rate': 'up' },
  'qt-prolongation': { qtc: 'up' },
  'potassium-up': { potassium: 'up' },
  'potassium-down': { potassium: 'down' },
  'sodium-down': { sodium: 'down' },
  'magnesium-down': { magnesium: 'down' },
  'calcium-up': { calcium: 'up' },
  'kidney-harm': { egfr: 'down', creatinine: 'up', 'urea-nitrogen': 'up', uacr: 'up' },
  'low-glucose': { glucose: 'down', hba1c: 'down' },
  'high-glucose': { glucose: 'up', hba1c: 'up' },
  bleeding: { hemoglobin: 'down', hematocrit: 'down', platelets: 'down', inr: 'up' },
  'low-blood-pressure': { systolic: 'down', diastolic: 'down' },
  'high-blood-pressure': { systolic: 'up', diastolic: 'up' },
  'liver-harm': { alt: 'up', ast: 'up', bilirubin: 'up', 'alkaline-phosphatase': 'up' },
  'muscle-harm': { 'creatine-kinase': 'up' },
  'marrow-suppression': { hemoglobin: 'down', platelets: 'down', leukocytes: 'down' },
  'fluid-retention': { weight: 'up', 'nt-probnp': 'up' },
  'heart-failure': { lvef: 'down', 'nt-probnp': 'up' },
  'weight-gain': { weight: 'up', bmi: 'up' },
  'lactic-acidosis': { bicarbonate: 'down' },
  ketoacidosis: { bicarbonate: 'down' },
  'breathing-depression': { 'respiratory-rate': 'down', 'oxygen-saturation': 'down' }
}
