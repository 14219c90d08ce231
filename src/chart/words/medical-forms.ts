/*
 * Words of medicine are made of parts, and no list holds them all: what ends as only a word of
 * medicine ends, and what is one known word behind a known beginning, is one. Endings that surnames
 * share (-oma, -is, -idis) are left out. No standard: these parts are common knowledge.
 */

const endings =
  'itides|aemias?|emias?|emic|aemic|ectomy|ectomies|otomy|otomies|ostomy|ostomies|oscopy|oscopies|opathy|opathies|opathic|' +
  'oplasty|oplasties|ography|ographies|ology|uria|algia|algias|megaly|plegia|plegic|paresis|penia|penic|' +
  'cytosis|sclerosis|stenosis|oblastoma|osarcoma|ocarcinoma|carcinoma|adenoma|trophic|phobia|cillin|mycin|' +
  'sartan|olol|statin|conazole|prazole|sporin|tinib|zumab|ximab|limumab|gliptin|gliflozin|glutide|dipine|thiazide|' +
  'cycline|floxacin|parin|platin|caine|triptan|setron|semide|azepam|barbital|oxetine|pramine|triptyline|' +
  'arthritis|neuritis|colitis|dermatitis|enteritis|hepatitis|nephritis|carditis|adenitis|cystitis|myelitis|encephalitis|keratitis|vasculitis|' +
  'ectasia|ectasis|lithiasis|kinesia|lalia|phagia|phasia|pnoea|pnea|rrhoea|rrhea|rrhage|rrhagia|genic|genesis|lysis|lytic|ptysis'
const ending = new RegExp(`^[a-z]{3,20}(?:${endings})$`)

const beginnings =
  'hyper|hypo|cardio|neuro|gastro|hepato|nephro|osteo|thrombo|cerebro|broncho|pneumo|laryngo|naso|oro|peri|endo|intra|inter|' +
  'sub|supra|infra|retro|trans|micro|macro|poly|post|pre|non|anti|un|re|de|dys|multi|auto|immuno|bio|electro|radio|musculo|' +
  'psycho|myo|cranio|spino|vaso|veno|arterio|lympho|para|pseudo|semi|bi|tri|uni|ultra|extra|co|over|under|dextro|levo'
const beginning = new RegExp(`^(?:${beginnings})([a-z]{5,})$`)

/** Whether a folded word that no list holds is one by its parts. `isWord` says so of a part. */
export function looksMedical(word: string, isWord: (part: string) => boolean): boolean {
  if (word.length >= 8 && ending.test(word)) return true
  const rest = beginning.exec(word)?.[1]
  return rest !== undefined && isWord(rest)
}
