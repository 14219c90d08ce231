import { foldText } from '../../chart/fold.ts'
import { standingsInProse } from '../sentence/standing.ts'
import type { WordsHeld } from '../words-held.ts'

/**
 * Whether a text that calls something active or ended has a verified problem or drug of that
 * standing behind it: beside an active drug nothing "was withdrawn", beside a stopped one nothing
 * "is active". Without any problem or drug claimed, other checks say what may be named.
 */
export function standingsAreHeld(text: string, { standings }: WordsHeld): boolean {
  if (standings.size === 0) return true
  return [...standingsInProse(foldText(text))].every((said) => standings.has(said))
}
