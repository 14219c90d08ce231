import type { Situation } from './a-situation.ts'

/** Name, situation, and the row that must speak with its level at order-select and order-sign. */
export const situations: readonly (readonly [string, Situation, string])[] = [
  [
    'the drug of a severe allergy',
    { order: 'cefazolin 1 g', allergy: 'cefazolin' },
    'A-same-drug critical'
  ],
  [
    'the drug of a mild allergy',
    { order: 'cefazolin 1 g', allergy: '~cefazolin' },
    'A-same-drug warning'
  ],
  [
    'a cephalosporin after anaphylaxis to another',
    { order: 'ceftriaxone 1 g', allergy: 'cefazolin' },
    'A-cephalosporin-class critical'
  ],
  [
    'sulfonamide allergy and SMX-TMP',
    {
      order: 'sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet',
      allergy: 'sulfonamide antibiotics'
    },
    'A-sulfonamide-antibiotic critical'
  ],
  [
    'aspirin allergy and naproxen',
    { order: 'naproxen 500 MG', allergy: 'aspirin' },
    'A-aspirin-nsaid warning'
  ],
  [
    'penicillin anaphylaxis and cephalexin',
    { order: 'cephalexin 500 MG', allergy: 'penicillin' },
    'A-penicillin-same-chain warning'
  ],
  [
    'ACE inhibitor allergy and another one',
    { order: 'ramipril 5 MG', allergy: 'lisinopril' },
    'A-ace-class warning'
  ],
  [
    'warfarin and rivaroxaban',
    { order: 'rivaroxaban 20 MG', taking: ['warfarin 5 MG'] },
    'U-anticoagulants critical'
  ],
  [
    'apixaban and enoxaparin',
    { order: 'enoxaparin 80 MG', taking: ['apixaban 5 MG'] },
    'U-anticoagulants-injected warning'
  ],
  ['two NSAIDs', { order: 'naproxen 500 MG', taking: ['ibuprofen 600 MG'] }, 'U-nsaids warning'],
  [
    'two benzodiazepines',
    { order: 'lorazepam 1 MG', taking: ['alprazolam 1 MG'] },
    'U-benzodiazepines warning'
  ],
  ['two ARBs', { order: 'losartan 50 MG', taking: ['valsartan 80 MG'] }, 'U-arbs warning'],
  [
    'heparin after heparin-induced thrombocytopenia',
    { order: 'heparin 5000 UNT/ML', problems: ['Heparin-induced thrombocytopenia'] },
    'C-hit critical'
  ],
  [
    'enoxaparin after heparin-induced thrombocytopenia',
    { order: 'enoxaparin 40 MG', problems: ['Heparin-induced thrombocytopenia'] },
    'C-hit critical'
  ],
  [
    'potassium at 6.1',
    { order: 'potassium chloride 20 MEQ', results: [['potassium', 6.1]] },
    'C-potassium-high critical'
  ],
  [
    'lisinopril at a potassium of 5.8',
    { order: 'lisinopril 10 MG', results: [['potassium', 5.8]] },
    'C-potassium-high-ras warning'
  ],
  [
    'warfarin in pregnancy',
    { order: 'warfarin 5 MG', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-pregnancy-warfarin critical'
  ],
  [
    'methotrexate in pregnancy',
    { order: 'methotrexate 2.5 MG', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-pregnancy-methotrexate critical'
  ],
  [
    'mycophenolate in pregnancy',
    { order: 'mycophenolate 500 MG', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-pregnancy-teratogen warning'
  ],
  [
    'doxycycline in pregnancy',
    { order: 'doxycycline 100 MG', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-pregnancy-tetracycline warning'
  ],
  [
    'ergotamine in pregnancy',
    { order: 'ergotamine 1 MG', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-pregnancy-ergot critical'
  ],
  [
    'codeine in breastfeeding',
    { order: 'codeine 30 MG', problems: ['Breastfeeding'], sex: 'female', age: 30 },
    'C-lactation-codeine warning'
  ],
  [
    '500 units of glargine',
    { order: 'insulin glargine 100 UNT/ML', dose: [500, 'units'] },
    'D-insulin warning'
  ],
  [
    '5 mg of levothyroxine',
    { order: 'levothyroxine 0.1 MG', dose: [5, 'mg'] },
    'D-levothyroxine warning'
  ],
  [
    'acetaminophen from two products above 4 g',
    {
      order: 'acetaminophen 500 MG',
      dose: [3000, 'mg'],
      taking: ['acetaminophen 1500 MG / oxycodone 5 MG Oral Tablet']
    },
    'D-acetaminophen warning'
  ],
  [
    'gabapentin 2,400 mg at eGFR 25',
    { order: 'gabapentin 600 MG', dose: [2400, 'mg'], results: [['egfr', 25]] },
    'D-gabapentin-30 warning'
  ],
  [
    'apixaban and rifampin',
    { order: 'apixaban 5 MG', taking: ['rifampin 300 MG'] },
    'I-apixaban-inducer warning'
  ],
  [
    'simvastatin and gemfibrozil',
    { order: 'simvastatin 40 MG', taking: ['gemfibrozil 600 MG'] },
    'I-simvastatin-gemfibrozil critical'
  ],
  [
    'simvastatin and ciclosporin',
    { order: 'simvastatin 40 MG', taking: ['ciclosporin 100 MG'] },
    'I-simvastatin-cyclosporine critical'
  ],
  [
    'metronidazole on warfarin',
    { order: 'metronidazole 500 MG', taking: ['warfarin 5 MG'] },
    'I-metronidazole-warfarin warning'
  ],
  [
    'meropenem on valproate',
    { order: 'meropenem 1 g', taking: ['valproate 500 MG'] },
    'I-carbapenem-valproate warning'
  ],
  [
    'valproate and lamotrigine',
    { order: 'lamotrigine 100 MG', taking: ['valproate 500 MG'] },
    'I-valproate-lamotrigine warning'
  ],
  [
    'clarithromycin on colchicine',
    { order: 'ketoconazole 200 MG', taking: ['colchicine 0.6 MG'] },
    'I-colchicine-3a4 warning'
  ],
  [
    'rifampin on a contraceptive',
    {
      order: 'rifampin 300 MG',
      taking: ['ethinyl estradiol 0.03 MG / levonorgestrel 0.15 MG Oral Tablet']
    },
    'I-inducer-contraceptive warning'
  ],
  [
    'paroxetine on tamoxifen',
    { order: 'paroxetine 20 MG', taking: ['tamoxifen 20 MG'] },
    'I-cyp2d6-tamoxifen warning'
  ],
  [
    'tramadol and gabapentin at 74',
    { order: 'gabapentin 300 MG', taking: ['tramadol 50 MG'], age: 74 },
    'I-opioid-gabapentinoid warning'
  ],
  [
    'naltrexone on oxycodone',
    { order: 'naltrexone 50 MG', taking: ['oxycodone 5 MG'] },
    'I-opioid-antagonist warning'
  ],
  [
    'galantamine on digoxin',
    { order: 'galantamine 8 MG', taking: ['digoxin 0.125 MG'] },
    'I-cholinesterase-slow info'
  ],
  [
    'contrast on metformin at eGFR 25',
    { request: 'CT abdomen with contrast', taking: ['metformin 500 MG'], results: [['egfr', 25]] },
    'C-contrast-metformin warning'
  ],
  [
    'gadolinium at eGFR 20',
    { request: 'MRI brain with and without gadolinium contrast', results: [['egfr', 20]] },
    'C-gadolinium-egfr warning'
  ],
  [
    'magnetic resonance with a pacemaker',
    { request: 'MRI lumbar spine without contrast', problems: ['Cardiac pacemaker in situ'] },
    'C-mri-device warning'
  ],
  [
    'a live vaccine on infliximab',
    { request: 'MMR vaccine', taking: ['infliximab 100 MG'] },
    'C-live-vaccine-immunosuppressed warning'
  ],
  [
    'a live vaccine in pregnancy',
    { request: 'Varicella vaccine, live', problems: ['Pregnancy'], sex: 'female', age: 30 },
    'C-live-vaccine-pregnancy warning'
  ],
  [
    'HbA1c again after two weeks',
    { request: 'Hemoglobin A1c', results: [['hba1c', 7.1, 14]] },
    'T-hba1c info'
  ],
  [
    'abacavir with HLA-B*57:01',
    { order: 'abacavir 300 MG', gene: ['HLA-B*57:01', 'Positive'] },
    'C-gene-abacavir critical'
  ],
  [
    'clopidogrel in a poor metabolizer',
    { order: 'clopidogrel 75 MG', gene: ['CYP2C19 genotype', 'CYP2C19 poor metabolizer'] },
    'C-gene-clopidogrel warning'
  ],
  ['codeine at 8 years', { order: 'codeine 15 MG', age: 8 }, 'C-age-codeine critical'],
  ['simvastatin at five months', { order: 'simvastatin 20 MG', age: 0.45 }, 'C-age-statin warning'],
  ['aspirin at 7 years', { order: 'aspirin 325 MG', age: 7 }, 'C-age-aspirin warning'],
  [
    'promethazine at 1 year',
    { order: 'promethazine 6.25 MG', age: 1.2 },
    'C-age-promethazine warning'
  ],
  [
    'sumatriptan with coronary disease',
    { order: 'sumatriptan 50 MG', problems: ['Coronary artery disease'] },
    'C-triptan-coronary critical'
  ],
  [
    'ciprofloxacin in myasthenia gravis',
    { order: 'ciprofloxacin 500 MG', problems: ['Myasthenia gravis'] },
    'C-myasthenia-quinolone warning'
  ],
  [
    'metoclopramide in Parkinson disease',
    { order: 'metoclopramide 10 MG', problems: ["Parkinson's disease"] },
    'C-parkinson-dopamine warning'
  ],
  [
    'bupropion in epilepsy',
    { order: 'bupropion 150 MG', problems: ['Epilepsy'] },
    'C-epilepsy-bupropion warning'
  ],
  [
    'pioglitazone in heart failure',
    { order: 'pioglitazone 30 MG', problems: ['Congestive heart failure'] },
    'C-hf-glitazone warning'
  ],
  [
    'estradiol after a pulmonary embolism',
    { order: 'estradiol 1 MG', problems: ['Pulmonary embolism'], sex: 'female' },
    'C-estrogen-clot warning'
  ],
  [
    'enoxaparin at eGFR 20',
    { order: 'enoxaparin 80 MG', results: [['egfr', 20]] },
    'C-kidney-enoxaparin warning'
  ],
  [
    'dabigatran at eGFR 22',
    { order: 'dabigatran 150 MG', results: [['egfr', 22]] },
    'C-kidney-dabigatran critical'
  ],
  [
    'methotrexate at eGFR 18',
    { order: 'methotrexate 2.5 MG', results: [['egfr', 18]] },
    'C-kidney-methotrexate critical'
  ],
  [
    'enoxaparin with 30 platelets',
    { order: 'enoxaparin 40 MG', results: [['platelets', 30]] },
    'C-platelets-anticoagulant warning'
  ]
]

/** Each with two drugs that meet in that group of the ONC list; either is ordered. */
export const oncPairs: readonly (readonly [string, string, string])[] = [
  ['dextroamphetamine 10 MG', 'tranylcypromine 10 MG', 'I-onc-amphetamine-maoi critical'],
  ['pseudoephedrine 60 MG', 'phenelzine 15 MG', 'I-onc-amphetamine-maoi critical'],
  ['omeprazole 20 MG', 'atazanavir 300 MG', 'I-onc-atazanavir-ppi critical'],
  ['febuxostat 40 MG', 'azathioprine 50 MG', 'R-28 critical'],
  ['febuxostat 40 MG', 'mercaptopurine 50 MG', 'R-28 critical'],
  ['fluoxetine 20 MG', 'phenelzine 15 MG', 'R-27 critical'],
  ['duloxetine 30 MG', 'tranylcypromine 10 MG', 'R-27 critical'],
  ['sertraline 50 MG', 'procarbazine 50 MG', 'I-onc-serotonergic-maoi critical'],
  ['irinotecan 20 MG/ML', 'ketoconazole 200 MG', 'I-onc-irinotecan-3a4 critical'],
  ['irinotecan 20 MG/ML', 'ritonavir 100 MG', 'I-onc-irinotecan-3a4 critical'],
  ['meperidine 50 MG', 'phenelzine 15 MG', 'I-onc-opioid-maoi critical'],
  ['tramadol 50 MG', 'selegiline 5 MG', 'I-onc-opioid-maoi critical'],
  ['amitriptyline 25 MG', 'isocarboxazid 10 MG', 'R-27 critical'],
  ['ramelteon 8 MG', 'fluvoxamine 100 MG', 'I-onc-ramelteon-1a2 critical'],
  ['rifampin 300 MG', 'darunavir 600 MG', 'I-onc-inducer-protease critical'],
  ['carbamazepine 200 MG', 'lopinavir 200 MG', 'I-onc-inducer-protease critical'],
  ['simvastatin 40 MG', 'clarithromycin 500 MG', 'R-13 critical'],
  ['lovastatin 20 MG', 'itraconazole 100 MG', 'I-onc-statin-3a4 critical'],
  ['lovastatin 20 MG', 'atazanavir 300 MG', 'I-onc-statin-3a4 critical'],
  ['ergotamine 1 MG', 'clarithromycin 500 MG', 'I-onc-ergot-3a4 critical'],
  ['dihydroergotamine 1 MG', 'ritonavir 100 MG', 'I-onc-ergot-3a4 critical'],
  ['tizanidine 4 MG', 'ciprofloxacin 500 MG', 'R-26 critical'],
  ['tizanidine 4 MG', 'fluvoxamine 100 MG', 'R-26 critical'],
  ['tranylcypromine 10 MG', 'procarbazine 50 MG', 'I-onc-tranylcypromine-procarbazine critical'],
  ['sumatriptan 50 MG', 'phenelzine 15 MG', 'I-onc-triptan-maoi critical'],
  ['rizatriptan 10 MG', 'tranylcypromine 10 MG', 'I-onc-triptan-maoi critical']
]

/** Class pairs of the ONC's low-priority list and their like: none may interrupt. */
export const quietPairs: readonly (readonly [string, string])[] = [
  ...pairs('warfarin 5 MG', [
    'atorvastatin 20 MG',
    'pantoprazole 40 MG',
    'rosuvastatin 10 MG',
    'omeprazole 20 MG',
    'acetaminophen 500 MG',
    'amoxicillin 500 MG',
    'pravastatin 40 MG'
  ]),
  ...pairs('lisinopril 10 MG', [
    'hydrochlorothiazide 25 MG',
    'ibuprofen 400 MG',
    'furosemide 40 MG',
    'metformin 500 MG',
    'aspirin 81 MG',
    'metoprolol 50 MG',
    'calcium carbonate 500 MG',
    'allopurinol 100 MG',
    'glipizide 5 MG',
    'insulin glargine 100 UNT/ML'
  ]),
  ...pairs('metoprolol 50 MG', [
    'ibuprofen 400 MG',
    'amlodipine 5 MG',
    'insulin lispro 100 UNT/ML',
    'sertraline 50 MG',
    'glimepiride 2 MG',
    'aspirin 81 MG',
    'losartan 50 MG',
    'naproxen 250 MG'
  ]),
  ...pairs('levothyroxine 0.1 MG', [
    'calcium carbonate 500 MG',
    'ferrous sulfate 325 MG',
    'omeprazole 20 MG',
    'estradiol 1 MG',
    'atorvastatin 20 MG'
  ]),
  ...pairs('atorvastatin 20 MG', [
    'amlodipine 5 MG',
    'fenofibrate 145 MG',
    'azithromycin 250 MG',
    'niacin 500 MG',
    'metformin 500 MG',
    'nifedipine 30 MG',
    'glyburide 5 MG'
  ]),
  ...pairs('hydrochlorothiazide 25 MG', [
    'naproxen 250 MG',
    'glipizide 5 MG',
    'calcium carbonate 500 MG',
    'sertraline 50 MG',
    'prednisone 10 MG',
    'potassium chloride 10 MEQ'
  ]),
  ...pairs('ibuprofen 400 MG', [
    'amlodipine 5 MG',
    'losartan 50 MG',
    'furosemide 20 MG',
    'levofloxacin 500 MG',
    'prednisone 10 MG',
    'atenolol 50 MG'
  ]),
  ...pairs('sertraline 50 MG', [
    'lorazepam 1 MG',
    'oxycodone 5 MG',
    'ibuprofen 400 MG',
    'omeprazole 20 MG',
    'buspirone 10 MG'
  ]),
  ...pairs('prednisone 10 MG', [
    'metformin 500 MG',
    'albuterol 2 MG',
    'estradiol 1 MG',
    'azithromycin 250 MG',
    'furosemide 20 MG'
  ]),
  ...pairs('ciprofloxacin 500 MG', ['calcium carbonate 500 MG', 'ferrous sulfate 325 MG']),
  ...pairs('amlodipine 5 MG', ['fluconazole 150 MG', 'famotidine 20 MG'])
]

function pairs(one: string, others: readonly string[]): readonly (readonly [string, string])[] {
  return others.map((other) => [one, other])
}
