import { foldText } from '../../chart/fold.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'

const negations = new Set(
  (
    'no not never none nor neither without lack lacks lacking lacked absent absence denies denied ' +
    'denying missing overdue unlikely excluded excludes negative unknown untreated unaddressed ' +
    'unmonitored undocumented unrecorded cannot omitted forgotten stopped discontinued resolved ' +
    'nothing nobody isnt wasnt hasnt havent doesnt didnt arent dont'
  ).split(' ')
)
const wordsAround = 6

/** Whether every negation in a text stands near something that was searched for and not found. */
export function negationsAreHeld(text: string, held: WordsHeld): boolean {
  const words = wordsOf(foldText(text).replace(/['\u2019]/g, ''))
  return words.every((word, at) => {
    if (!negations.has(word) || held.words.has(word)) return true
    const near = words.slice(Math.max(0, at - wordsAround), at + wordsAround + 1)
    return near.some((each) => held.absent.has(each))
  })
}
