import { clinicalDate } from './clinical-date.ts'
import { readConcept } from './concept.ts'
import type { UnknownFact } from './known.ts'
import { textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { statusWord } from './status-words.ts'
import { isIcd10 } from '../terminology/icd10.ts'
import { isInAnyProblemSet } from '../terminology/named-sets.ts'

const over = ['inactive', 'resolved', 'remission', 'refuted', 'entered-in-error']

/**
 * A Condition that nobody can read: without code and text, or with nothing but a code that no table
 * of ours holds. It may be the very problem that a rule looks for; undefined for all others.
 */
export function namelessProblem(resource: LooseObject, reference: string): UnknownFact | undefined {
  const statuses = [resource['clinicalStatus'], resource['verificationStatus']]
  if (statuses.some((status) => statusWord(status, over) !== undefined)) return undefined
  const { label, codes, texts } = readConcept(resource['code'])
  // ICD-10 is read by its chapters, so a code of it that is in no set is known to be in none.
  const isKnown = texts.length > 0 || codes.some(({ system }) => isIcd10(system))
  if (isKnown || isInAnyProblemSet({ label, codes })) return undefined
  const date = clinicalDate(textOf(resource['onsetDateTime']) ?? textOf(resource['recordedDate']))
  return {
    kind: 'problem',
    known: 'unreadable',
    why: 'no-name',
    reference,
    label: 'an entry of the problem list',
    codes,
    ...(date !== undefined && { date })
  }
}
