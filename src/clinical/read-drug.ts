import { canonicalDose, withoutNoise } from '../terminology/strength.ts'
import type { Dose } from './clinical-index.ts'
import { readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { cleanLabel } from './label.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { withoutAbsent } from './nothing-named.ts'

/** What `reference` points to, when it is at hand. */
export type Resolve = (reference: string) => unknown

/** An active ingredient that a Medication lists; without texts and codes when it names none. */
export interface DrugPart extends Concept {
  readonly strength?: Dose
}

/** A drug as a resource names it, before any terminology. */
export interface NamedDrug extends Concept {
  /** False when nothing but a reference stood there, or nothing at all. */
  readonly named: boolean
  readonly parts: readonly DrugPart[]
}

/** The drug that a medication resource names: by concept, by reference, or contained. */
export function readDrug(resource: LooseObject, resolve: Resolve): NamedDrug {
  // R5 wraps both in `medication`.
  const medication = objectOf(resource['medication'])
  const concept = conceptIn(resource['medicationCodeableConcept'] ?? medication['concept'])
  if (concept.label !== '') {
    return { ...concept, label: labelOf(concept), named: true, parts: [] }
  }
  const pointer = objectOf(resource['medicationReference'] ?? medication['reference'])
  const target = objectOf(resolveIn([resource], pointer, resolve))
  const parts = listOf(target['ingredient'])
    .map(objectOf)
    .filter((ingredient) => ingredient['isActive'] !== false)
    .map((ingredient) => readPart(ingredient, [target, resource], resolve))
  const coded = conceptIn(target['code'])
  const display = cleanLabel(textOf(pointer['display']) ?? '')
  const ofPointer = withoutAbsent({
    label: display,
    codes: [],
    texts: display === '' ? [] : [display]
  })
  const texts = [...coded.texts, ...ofPointer.texts]
  // A compounded Medication names its ingredients only. A code alone tells a reader nothing.
  const ofParts = parts.flatMap((part) => (part.label === '' ? [] : [part.label])).join(' / ')
  const [text = ''] = [coded.texts.length === 0 ? '' : coded.label, ...ofPointer.texts].filter(
    (one) => one !== ''
  )
  const label = text || cleanLabel(ofParts) || labelOf(coded)
  return { label, codes: coded.codes, texts, named: label !== '', parts }
}

/** A code alone is said to be one. */
function labelOf({ label, texts }: Concept): string {
  return texts.length === 0 && label !== '' ? `code ${label}` : label
}

function readPart(
  ingredient: LooseObject,
  holders: readonly LooseObject[],
  resolve: Resolve
): DrugPart {
  const item = objectOf(ingredient['item'])
  const concept = conceptIn(ingredient['itemCodeableConcept'] ?? item['concept'])
  const pointer = objectOf(ingredient['itemReference'] ?? item['reference'])
  const substance = objectOf(resolveIn(holders, pointer, resolve))
  // A Substance and a Medication both say in `code` what they are; R5 wraps a Substance's.
  const code = objectOf(substance['code'])
  const referred = conceptIn(code['concept'] ?? substance['code'])
  const display = cleanLabel(textOf(pointer['display']) ?? '')
  const named = [concept, referred, { label: display, codes: [], texts: display ? [display] : [] }]
  const read = named.find(({ label }) => label !== '') ?? concept
  const strength = strengthOf(ingredient['strength'] ?? ingredient['strengthRatio'])
  return { ...read, ...(strength !== undefined && { strength }) }
}

/** "200 mg in 1 tablet": of what is counted by pieces. */
function strengthOf(ratio: unknown): Dose | undefined {
  const { numerator, denominator } = objectOf(ratio)
  const quantity = objectOf(numerator)
  const value = numberOf(quantity['value'])
  if (value === undefined) return undefined
  const dose =
    canonicalDose(value, textOf(quantity['code']) ?? '') ??
    canonicalDose(value, textOf(quantity['unit']) ?? '')
  const whole = objectOf(denominator)
  const of = numberOf(whole['value']) ?? 1
  const per = (textOf(whole['unit']) ?? textOf(whole['code']) ?? '').toLowerCase()
  if (dose === undefined || of <= 0) return undefined
  const one = { value: withoutNoise(dose.value / of), unit: dose.unit }
  if (/^m(?:l|illilit(?:er|re)s?)$/.test(per)) return { ...one, unit: `${one.unit}/mL` }
  return /^(?:|1|\{?(?:tab|cap|pill|each|ea\b|piece|unit|patch|supp)\S*)$/.test(per)
    ? one
    : undefined
}

function conceptIn(value: unknown): Concept {
  return withoutAbsent(readConcept(value))
}

/** Contained in one of the holders, or wherever the reference points to. */
function resolveIn(
  holders: readonly LooseObject[],
  pointer: LooseObject,
  resolve: Resolve
): unknown {
  const reference = textOf(pointer['reference']) ?? ''
  if (reference === '') return undefined
  if (!reference.startsWith('#')) return resolve(reference)
  const id = reference.slice(1)
  return holders
    .flatMap((holder) => listOf(holder['contained']))
    .find((contained) => textOf(objectOf(contained)['id'])?.replace(/^#/, '') === id)
}
