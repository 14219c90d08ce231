import { foldText } from '../../chart/fold.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { commonLabWords } from '../sentence/lab-words.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'

const rising = /\b(?:ris(?:e|es|ing|en)|rose|increas\w*|climb\w*|upward|higher)\b/
const falling =
  /\b(?:fall(?:s|ing|en)?|fell|declin\w*|decreas\w*|drop(?:s|ped|ping)?|downward|lower)\b/
const changing = /\b(?:worsen\w*|deteriorat\w*|progress\w*|trend\w*|improv\w*)\b/
const steady = /\b(?:stable|steady|unchanged|constant)\b/
// What a drug does in general is not said of this patient: "increases the risk of bleeding".
const general =
  /\b(?:increas\w*|decreas\w*|rais\w*|lower\w*|higher)\s+(?:the |its |their )?(?:[\p{L}-]+ ){0,2}(?:risk|chance|likelihood|exposure|clearance|effect|absorption)s?\b/gu

/**
 * Whether a statement about results stays with the verified ones: no other analyte of this
 * patient by name, and a change only where a trend with that direction was verified.
 */
export function resultsAreHeld(text: string, held: WordsHeld, index: ClinicalIndex): boolean {
  const folded = foldText(text).replace(general, ' ')
  const { directions } = held
  if (rising.test(folded) && !directions.has('rising')) return false
  if (falling.test(folded) && !directions.has('falling')) return false
  if (changing.test(folded) && !directions.has('rising') && !directions.has('falling')) return false
  if (steady.test(folded) && !directions.has('stable')) return false
  const words = new Set(wordsOf(folded))
  const isSaid = (name: string): boolean => words.has(name) && !held.words.has(name)
  for (const { analyte, label, readings } of index.results.values()) {
    if (readings[0]?.category === 'other') continue
    // The first telling word of a laboratory label is the analyte: "Potassium [Moles/volume] …".
    const name = wordsOf(label).find((word) => !commonLabWords.has(word) && word.length > 2)
    const key = held.words.has(name ?? '') ? undefined : analyte
    if ([name, key].some((each) => each !== undefined && isSaid(each))) return false
  }
  return true
}
