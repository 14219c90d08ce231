import type { Allergy } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import { codesIn, readConcept } from './concept.ts'
import { cleanLabel } from './label.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { spelledOut } from '../terminology/spell-out-drug.ts'
import type { Terminology } from '../terminology/terminology.ts'

const statuses: ReadonlyMap<string, Allergy['status']> = new Map([
  ['active', 'active'],
  ['confirmed', 'active'],
  ['inactive', 'inactive'],
  ['resolved', 'resolved']
])

// EHRs write "no known allergy" as an AllergyIntolerance too.
const noAllergy = /^(?:no known|nkd?a\b|no history of allerg)/i
const anaphylaxis = /\banaphyla(?:xis|ctic|ctoid)/i

/**
 * An AllergyIntolerance as a fact. Refuted and erroneous ones are none; neither is the statement
 * that no allergy is known.
 */
export function readAllergy(
  resource: LooseObject,
  reference: string,
  terminology: Terminology
): Allergy | undefined {
  const verification = codesIn(resource['verificationStatus'])
  if (verification.includes('refuted') || verification.includes('entered-in-error')) {
    return undefined
  }
  const reactions = listOf(resource['reaction']).map(objectOf)
  const concept = readConcept(resource['code'] ?? resource['substance'])
  const substances = reactions.map((reaction) => readConcept(reaction['substance']))
  const label = concept.label || (substances.find((one) => one.label !== '')?.label ?? '')
  if (label === '' || [label, ...concept.texts].some((text) => noAllergy.test(text))) {
    return undefined
  }
  const criticality = criticalityOf(resource)
  const manifestations = [...new Set(reactions.flatMap(manifestationsOf))]
  const date = clinicalDate(
    textOf(resource['recordedDate']) ??
      textOf(resource['assertedDate']) ??
      textOf(resource['onsetDateTime'])
  )
  return {
    kind: 'allergy',
    reference,
    label,
    codes: concept.codes,
    status: statusOf(resource),
    criticality,
    substances: terminology.recogniseSubstances({
      codes: [concept, ...substances].flatMap((one) => one.codes),
      texts: spelledOut([concept, ...substances].flatMap((one) => one.texts))
    }),
    reactions: manifestations,
    severe:
      criticality === 'high' ||
      reactions.some((reaction) => reaction['severity'] === 'severe') ||
      manifestations.some((text) => anaphylaxis.test(text)),
    ...(date !== undefined && { date })
  }
}

function statusOf(resource: LooseObject): Allergy['status'] {
  // DSTU2 keeps it in `status`.
  const codes = codesIn(resource['clinicalStatus'] ?? resource['status'])
  return codes.map((code) => statuses.get(code)).find((one) => one !== undefined) ?? 'unknown'
}

function criticalityOf(resource: LooseObject): Allergy['criticality'] {
  const code = textOf(resource['criticality'])?.toLowerCase()
  if (code === 'high' || code === 'crith') return 'high'
  return code === 'low' || code === 'critl' ? 'low' : 'unknown'
}

function manifestationsOf(reaction: LooseObject): readonly string[] {
  const coded = listOf(reaction['manifestation']).flatMap((one) => {
    // R5 wraps the concept.
    const { label } = readConcept(objectOf(one)['concept'] ?? one)
    return label === '' ? [] : [label]
  })
  const description = textOf(reaction['description'])
  return coded.length > 0 || description === undefined ? coded : [cleanLabel(description)]
}
