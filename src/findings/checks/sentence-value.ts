import type { Result } from '../../clinical/clinical-index.ts'
import type { RejectionReason } from '../claim.ts'
import { lineOf } from '../sentence/line-of.ts'
import type { NumberToken, Token } from '../sentence/sentence.ts'
import type { VerifierView } from '../supported-claim.ts'
import { datesAreHeld, isHeldYear } from './sentence-dates.ts'
import { isNewest, newestWords } from './sentence-newest.ts'
import { quantityFault, unitsAreOf } from './sentence-quantities.ts'
import { isConnected } from './sentence-rest.ts'

const systolic = '8480-6'
const diastolic = '8462-4'

/** What a sentence about one result says that the result does not hold; undefined: nothing. */
export function valueFault(
  tokens: readonly Token[],
  result: Result,
  view: VerifierView
): RejectionReason | undefined {
  const pressure = pressurePair(tokens, result, view)
  const numbers = tokens.filter((token): token is NumberToken => token.kind === 'number')
  for (const [place, number] of numbers.entries()) {
    const fault = quantityFault(number, pressure?.[place] ?? result)
    const isYear = number.unit === undefined && isHeldYear(number.value, [result])
    if (fault !== undefined && !isYear) return fault
  }
  if (!unitsAreOf(tokens, [result])) return 'unit-mismatch'
  if (!datesAreHeld(tokens, [result])) return 'date-mismatch'
  const line = lineOf(tokens)
  const rest = line.replace(newestWords, ' ')
  if (rest !== line && !isNewest(result, view)) return 'date-mismatch'
  return isConnected(rest, 'value') ? undefined : 'words-unsupported'
}

/** "152/88" is a systolic and a diastolic pressure of one measurement. */
function pressurePair(
  tokens: readonly Token[],
  { reference, component }: Result,
  { index }: VerifierView
): readonly Result[] | undefined {
  if (component !== systolic && component !== diastolic) return undefined
  if (!/NUMBER (?:\/|over) NUMBER/.test(lineOf(tokens))) return undefined
  const results = (index.byReference.get(reference) ?? []).filter((fact) => fact.kind === 'result')
  const pair = [systolic, diastolic].map((code) => results.find((one) => one.component === code))
  return pair.every((one) => one !== undefined) ? pair : undefined
}
