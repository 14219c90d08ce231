import { foldText } from '../../chart/fold.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'

// Names of diseases end like this in English; the exceptions are no diseases.
const byEnding =
  /^\w{3,}(?:itis|itides|emia|aemia|osis|oses|oma|omas|opathy|opathies|uria|penia|cytosis|algia|plegia|ectasis|trophy|megaly|rrhage|rrhea|rrhoea|philia|phobia|mania|lithiasis)$/
const noProblem = new Set([
  'diagnosis',
  'diagnoses',
  'prognosis',
  'dose',
  'doses',
  'purpose',
  'diploma'
])

const named = new RegExp(
  [
    'diabet\\w*|hypertensi\\w*|hypotensi\\w*|cancers?|carcinomas?|malignan\\w*|tumou?rs?|metasta\\w*|neoplas\\w*',
    'infarct\\w*|ischem\\w*|angina|arrhythmi\\w*|fibrillation|tachycardia|bradycardia|cardiomyopath\\w*',
    '(?:heart|cardiac|renal|kidney|liver|hepatic) (?:failure|disease|injury|insufficiency)|ckd|aki|chf|copd|gerd|adhd|ptsd|hiv|aids|uti|dvt|vte',
    'cirrho\\w*|asthma\\w*|emphysema|pneumoni\\w*|infections?|infected|fever|depress\\w*|anxi\\w*|dement\\w*|delirium|alzheimer\\w*',
    'parkinson\\w*|epilep\\w*|seizures?|migraines?|neuropath\\w*|gout|obes\\w*|overweight|ulcers?|bleed\\w*|h(?:a)?emorrhag\\w*',
    'pregnan\\w*|breastfeeding|lactation|menopaus\\w*|alcohol\\w*|smok\\w*|tobacco|addict\\w*|overdose\\w*|misuse|abuse\\w*|suicid\\w*',
    'falls|fractures?|syncope|edema|oedema|embol\\w*|clots?|lupus|allerg\\w*|hypersensitiv\\w*|transplant\\w*|dialysis|frail\\w*',
    'jaundice|vomiting|nausea|cough|dyspnea|pain|headaches?|fatigue|confus\\w*|rash|hospice|palliative|terminal\\w*',
    'deficien\\w*|toxicity|disorders?|diseases?|syndromes?|schizophren\\w*|bipolar|autis\\w*|insomnia'
  ].join('|'),
  'g'
)

// Who the patient is cannot be claimed, so it cannot be verified.
const person =
  /\b(?:elderly|geriatric|older|young|child(?:ren)?|infants?|newborn|m[ae]n|wom[ae]n|male|female|black|white|asian|hispanic|family history|genetic\w*|married|homeless|unemployed)\b/

// What may follow for consideration without being said of the patient.
const hypothesis =
  /\b(?:evaluat\w*|assess\w*|screen\w*|test\w*|investigat\w*|work-?up|looking|ruling out) (?:further )?(?:for )?(?:possible )?[\p{L} -]+$/u

/**
 * Whether every problem in a text is one that the verified claims hold. `hypothesis` lets an option
 * name at its end what could be tested for.
 */
export function problemsAreHeld(
  text: string,
  held: WordsHeld,
  given: { readonly index: ClinicalIndex; readonly hypothesis: boolean }
): boolean {
  const folded = foldText(text).replace(/[.\s]+$/, '')
  if (person.test(folded)) return false
  const said = given.hypothesis ? folded.replace(hypothesis, '') : folded
  const words = wordsOf(said)
  const endings = words.filter((word) => byEnding.test(word) && !noProblem.has(word))
  const phrases = said.match(new RegExp(`\\b(?:${named.source})\\b`, 'g')) ?? []
  return (
    [...endings, ...phrases].every((phrase) => isHeld(phrase, held)) &&
    given.index.problems.every((problem) => {
      return !wordsInOrder(words, wordsOf(problem.label)) || isHeld(problem.label, held)
    })
  )
}

const isHeld = (phrase: string, held: WordsHeld): boolean =>
  wordsOf(phrase).every((word) => held.words.has(word) || held.words.has(word.replace(/s$/, '')))

function wordsInOrder(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length > 0 && ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `)
}
