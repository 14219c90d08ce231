import type { CdsCoding } from '../cds-hooks/card.ts'
import codeSystem from '../../fhir-profiles/CodeSystem-curbside-override-reasons.json' with { type: 'json' }

export type CardKind = 'order' | 'longitudinal'

/** The reasons that fit a kind of card, from the code system in fhir-profiles. */
export function overrideReasons(kind: CardKind): readonly CdsCoding[] {
  return codeSystem.concept
    .filter(({ property }) => property.some(({ valueCode }) => [kind, 'every'].includes(valueCode)))
    .map(({ code, display }) => ({ system: codeSystem.url, code, display }))
}
