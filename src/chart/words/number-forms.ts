import { foldText } from '../fold.ts'
import type { Token } from './tokens.ts'
import { standingOf } from './vocabulary.ts'

/*
 * Numbers as values, doses, stages and durations are written: short, or with a unit. What else has
 * digits could be somebody's.
 */

const unitBehind =
  /^\s?(?:%|°|mg|mcg|ug|µg|μg|ng|pg|g|kg|lb|oz|ml|l|dl|cc|units?|unt|iu|u(?!\p{L})|meq|mmol|mol|mm|cm|m(?!\p{L})|kcal|cal|cells?|cfu|pfu|hpf|lpf|copies|k(?!\p{L})|\/|\[|\{|x|×|bpm|steps|nmol|pmol|days?|hours?|hrs?|weeks?|months?|actuat|act)/iu
const digitsAlone = 3
const digitsWithUnit = 7

/** Whether a number, with the letters that are written to it, is one that a value may be. */
export function mayStandAlone({ text, next }: Token): boolean {
  if (/^~?D[+-]\d+$/.test(text)) return true
  if (!/^[\d.,\p{L}\p{M}µμ°'’]+$/u.test(text)) return !/\p{Nd}/u.test(text)
  const behind = /^(\d+(?:[.,]\d+)*)([\p{L}\p{M}µμ°]*)$/u.exec(text)
  if (behind !== null) {
    const [, digits = '', letters = ''] = behind
    if (letters === '') return isValue(digits, unitBehind.test(next))
    const isKnown =
      letters.length === 1 || isUnit(letters) || standingOf(foldText(letters)) === 'word'
    return isKnown && isValue(digits, unitBehind.test(letters))
  }
  return isNamedNumber(text)
}

function isValue(digits: string, hasUnit: boolean): boolean {
  if (/^0\d/.test(digits)) return false
  const [whole = '', ...parts] = digits.split(/[.,]/)
  if (parts.length > 1 && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return false
  const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)
  const length = thousands ? digits.replace(/\..*$/, '').replaceAll(',', '').length : whole.length
  if (parts.length > 0 && !thousands && (parts[0]?.length ?? 0) > 6) return false
  return length <= (hasUnit || thousands ? digitsWithUnit : parts.length > 0 ? 4 : digitsAlone)
}

/** "HbA1c", "T12", "CYP2C19", "B12", "FEV1", "COVID19": letters, and few digits. */
function isNamedNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits.length > 4) return false
  if (/^(?:\p{L}{1,3}\d{1,2}){1,3}[a-z]?$/u.test(text) && text.length <= 8) return true
  const letters = foldText(text).match(/\p{L}+/gu) ?? []
  return (
    letters.every((run) => run.length === 1 || standingOf(run) === 'word') && digits.length <= 3
  )
}

/** Whether letters are a unit, or the ending of an ordinal. */
export function isUnit(letters: string): boolean {
  return /^(?:mg|mcg|ug|µg|μg|g|kg|ng|ml|l|dl|cc|iu|u|meq|mmol|mm|cm|m|k|x|h|hr|hrs|d|yo|y|yr|yrs|st|nd|rd|th|mo|wk|wks|min|s|sec|bpm|°c|°f|°)$/iu.test(
    letters
  )
}
