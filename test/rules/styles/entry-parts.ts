import type { Resource } from '@medplum/fhirtypes'
import { hl7, icd10, loinc, rxnorm, snomed, subject } from '../../support/records.ts'

const systemOf: Readonly<Record<string, string>> = {
  rxnorm,
  sct: snomed,
  icd: icd10,
  loinc,
  ndc: 'http://hl7.org/fhir/sid/ndc'
}

/** `icd:I48.91 Atrial fibrillation "as typed"`: a coding, its display and text; or text alone. */
export function conceptIn(words: string) {
  const match = /^(\w+):(\S+)(?: ([^"]+?))?(?: ?"([^"]+)")?$/.exec(words)
  const system = systemOf[match?.[1] ?? '']
  if (match === null || system === undefined) return { text: words }
  const [, , code, display, text] = match
  return {
    coding: [{ system, code, ...(display !== undefined && { display }) }],
    ...(text !== undefined && { text })
  }
}

/** The parts after " ~ " and the day after " @" of one entry. */
export function partsOf(entry: string): {
  readonly verb: string
  readonly body: string
  readonly day: string | undefined
  readonly extras: readonly string[]
} {
  const [, rest = entry, day] =
    /^(.*?)(?: @([\dT:Z-]+))?$/.exec(entry.replace(/ @([\dT:Z-]+)(?= ~)(.*)$/, '$2 @$1')) ?? []
  const [first = '', ...extras] = rest.split(' ~ ')
  const space = first.indexOf(' ')
  return { verb: first.slice(0, space), body: first.slice(space + 1), day, extras }
}

export const category = (code: string) => [
  { coding: [{ system: `${hl7}/observation-category`, code }] }
]

/** The resource that hangs on the patient of the case. */
export function ofPatient(resource: Readonly<Record<string, unknown>>): Resource {
  return { subject, ...resource } as unknown as Resource
}
