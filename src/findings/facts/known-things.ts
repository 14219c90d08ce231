import { thingNamed } from '../../clinical/search/thing.ts'
import type { CouldNotAssess } from '../../model/proposal/proposal.ts'

/** What could not be assessed, by the vocabulary's names: what it does not know is not kept. */
export function knownThings(things: readonly CouldNotAssess[]): readonly CouldNotAssess[] {
  return things.flatMap(({ thing, text }) => {
    const known = thingNamed(thing, text)
    return known === undefined ? [] : [{ thing: known.kind, text: known.label }]
  })
}
