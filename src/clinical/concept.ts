import { systems } from '../terminology/code.ts'
import type { Code } from '../terminology/code.ts'
import { cleanLabel } from './label.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'

/** A CodeableConcept as the index keeps it. */
export interface Concept {
  /** Empty when nothing names it. */
  readonly label: string
  readonly codes: readonly Code[]
  /** Every text that names it, cleaned: displays of the codings, then `text`. */
  readonly texts: readonly string[]
}

export { systems }

// The object identifiers of the same code systems (HL7 Terminology), which CDA-born records send.
const systemOfOid: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.1', systems.loinc],
  ['urn:oid:2.16.840.1.113883.6.96', systems.snomed],
  ['urn:oid:2.16.840.1.113883.6.88', systems.rxnorm],
  ['urn:oid:2.16.840.1.113883.6.90', systems.icd10]
])

const publicSystems: ReadonlySet<string> = new Set([
  ...Object.values(systems),
  'http://hl7.org/fhir/sid/cvx'
])

/** Reads a CodeableConcept, a Coding, a list of either, or plain text (older shapes). */
export function readConcept(value: unknown): Concept {
  const codes: Code[] = []
  const texts: string[] = []
  let publicLabel: string | undefined
  let codingLabel: string | undefined
  for (const one of listOf(value)) {
    const concept = objectOf(one)
    const codings = concept['coding'] === undefined ? [concept] : listOf(concept['coding'])
    for (const coding of codings.map(objectOf)) {
      const read = readCoding(coding)
      if (read === undefined) continue
      if (read.code !== '') codes.push(read)
      if (read.display === undefined) continue
      texts.push(read.display)
      codingLabel ??= read.display
      if (publicSystems.has(read.system)) publicLabel ??= read.display
    }
    const text = textOf(one) ?? textOf(concept['text'])
    if (text !== undefined) texts.push(cleanLabel(text))
  }
  // A public coding's display says what the code says; free text comes second.
  const label = publicLabel ?? texts.at(-1) ?? codingLabel ?? codes[0]?.code ?? ''
  return { label, codes, texts }
}

/** The codes of a concept, without its texts: for statuses and categories. */
export function codesIn(value: unknown): readonly string[] {
  return listOf(value).flatMap((one) => {
    if (typeof one === 'string') return [one]
    const concept = objectOf(one)
    return listOf(concept['coding'] ?? concept).flatMap((coding) => {
      const code = textOf(objectOf(coding)['code'])
      return code === undefined ? [] : [code]
    })
  })
}

function readCoding(coding: Readonly<Record<string, unknown>>): Code | undefined {
  const code = textOf(coding['code'])
  const given = textOf(coding['display'])
  const display = given === undefined ? '' : cleanLabel(given)
  if (code === undefined && display === '') return undefined
  const system = textOf(coding['system']) ?? ''
  return {
    system: systemOfOid.get(system) ?? system,
    code: code ?? '',
    ...(display !== '' && { display })
  }
}
