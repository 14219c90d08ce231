import { isConnecting, separating } from '../sentence/vocabulary.ts'
import type { Vocabulary } from '../sentence/vocabulary.ts'

/**
 * Whether all that is left of a sentence only connects what was read: a word that is not known may
 * turn it into another statement.
 */
export function isConnected(line: string, kind: Vocabulary): boolean {
  return line
    .split(' ')
    .every(
      (part) =>
        part === '' || /^[A-Z]+$/.test(part) || separating.has(part) || isConnecting(part, kind)
    )
}
