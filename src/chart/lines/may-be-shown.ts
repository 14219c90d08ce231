import type { Result } from '../../clinical/clinical-index.ts'
import { isSocialResult } from '../../clinical/social.ts'
import { cleanResultText } from '../ehr-text.ts'

/** Answers in words that are neither laboratory nor vital sign, and still clinical (LOINC). */
const clinicalAnswers = new Set([
  '72166-2', // Tobacco smoking status
  '82810-3', // Pregnancy status
  '11996-6', // Pregnancy status
  '59461-4' // Fall risk level [Morse Fall Scale]
])
/** Questions about violence and drug use: HARK and DAST-10 (LOINC). */
const delicateScores = new Set(['76504-0', '82667-7'])

/**
 * The allow-list for results: those with a number or a short coded answer. Answers about how
 * somebody lives (work, housing, violence) are left out. Of what is neither laboratory nor vital sign, an answer in words only when it is
 * known to be clinical. A date as an answer would be a calendar date. Waveforms and attachments
 * have neither number nor words, and so never come here.
 */
export function mayBeShown(result: Result): boolean {
  const { value, text } = result.recorded
  const codes = result.codes.map(({ code }) => code)
  if (result.social === true) return false
  if (isSocialResult(result) || codes.some((code) => delicateScores.has(code))) return false
  if (value !== undefined) return Number.isFinite(value)
  const shown = text === undefined ? undefined : cleanResultText(text)
  if (shown === undefined || shown === '' || /^\d{4}-\d{2}/.test(shown)) return false
  return (
    result.category !== 'other' ||
    isKnownAnalyte(result.analyte) ||
    codes.some((code) => clinicalAnswers.has(code))
  )
}

/** Recognised by the analyte table, not only by its LOINC code or its text (see Result.analyte). */
export function isKnownAnalyte(analyte: string): boolean {
  return !/^(?:loinc|text):/.test(analyte)
}
