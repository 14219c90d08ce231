import type { Allergy } from './clinical-index.ts'
import { isOfNoDrug } from './allergens.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { codesIn, readConcept } from './concept.ts'
import { deniesAllergy } from './denied-allergy.ts'
import { cleanLabel } from './label.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { withoutAbsent } from './nothing-named.ts'
import { statusWords } from './status-words.ts'
import { spelledOut } from '../terminology/spell-out-drug.ts'
import type { Terminology } from '../terminology/terminology.ts'

const statuses: ReadonlyMap<string, Allergy['status']> = new Map([
  ['active', 'active'],
  ['confirmed', 'active'],
  ['inactive', 'inactive'],
  ['resolved', 'resolved']
])
const noFact: ReadonlySet<string> = new Set([
  'refuted',
  'disproved',
  'disproven',
  'ruled-out',
  'entered-in-error'
])

const lifeThreatening =
  /\banaphyla(?:xis|ctic|ctoid)|\bstevens[- ]johnson|\btoxic epidermal|\bdress syndrome\b/i

/** What an allergy is called that names nothing; of which name and code are kept back. */
const unnamedAllergy = 'allergy without a name'
const maskedAllergy = 'allergy whose name is withheld'

/**
 * An AllergyIntolerance as a fact. Refuted and erroneous ones are none; neither is the statement
 * that no allergy is known. One that names nothing is a fact all the same: there is an allergy.
 */
export function readAllergy(
  resource: LooseObject,
  reference: string,
  terminology: Terminology
): Allergy | undefined {
  const verification = statusWords(resource['verificationStatus'])
  const status = statusWords(resource['clinicalStatus'] ?? resource['status'])
  if ([...verification, ...status].some((word) => noFact.has(word))) return undefined
  const reactions = listOf(resource['reaction']).map(objectOf)
  const written = readConcept(resource['code'] ?? resource['substance'])
  const concept = withoutAbsent(written)
  const substances = reactions.map((reaction) => withoutAbsent(readConcept(reaction['substance'])))
  if (deniesAllergy(resource, concept)) return undefined
  const named = [concept, ...substances].find(({ label }) => label !== '')
  const isMasked = written.texts.length > 0 || written.codes.length > 0
  const criticality = criticalityOf(resource)
  const manifestations = [...new Set(reactions.flatMap(manifestationsOf))]
  const date = dateOf(resource)
  const texts = [concept, ...substances].flatMap((one) => one.texts)
  const wasSevere =
    reactions.some((reaction) => statusWords(reaction['severity']).includes('severe')) ||
    [...manifestations, ...texts].some((text) => lifeThreatening.test(text))
  return {
    kind: 'allergy',
    reference,
    label: named?.label ?? (isMasked ? maskedAllergy : unnamedAllergy),
    codes: concept.codes,
    status: status.map((word) => statuses.get(word)).find((one) => one !== undefined) ?? 'unknown',
    criticality,
    substances: terminology.recogniseSubstances({
      codes: [concept, ...substances].flatMap((one) => one.codes),
      texts: spelledOut(texts)
    }),
    ...(isOfNoDrug(texts, categoriesOf(resource)) && { ofNoDrug: true }),
    reactions: manifestations,
    severe: criticality === 'high' || wasSevere,
    ...(wasSevere && { severeReaction: true }),
    ...(date !== undefined && { date })
  }
}

function dateOf(resource: LooseObject): ClinicalDate | undefined {
  return clinicalDate(
    textOf(resource['recordedDate']) ??
      textOf(resource['assertedDate']) ??
      textOf(resource['onsetDateTime'])
  )
}

function categoriesOf(resource: LooseObject): readonly string[] {
  return listOf(resource['category']).flatMap((one) => codesIn(one))
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
