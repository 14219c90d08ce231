import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import { foldText } from './fold.ts'

/** A person as named in the record: the patient, a relative, a clinician. */
export interface PersonName {
  /** Given and family names as written, in this order; no titles. */
  readonly parts: readonly string[]
  /** Recorded as a name, not read off a display that may be a department's. */
  readonly certain: boolean
}

/**
 * Everything in this record that says who it is about (45 CFR 164.514(b)(2)(i) as far as a record
 * holds it): collected per call to be looked for, never kept.
 */
export interface Identifiers {
  readonly people: readonly PersonName[]
  /** Cities, districts, streets, organisations and locations, as written. */
  readonly places: ReadonlySet<string>
  /** Identifier values, e-mail addresses, address lines, URLs. */
  readonly values: ReadonlySet<string>
  readonly telephones: ReadonlySet<string>
  readonly postalCodes: ReadonlySet<string>
  /** `Type/id` and bare ids that references and resources carry. */
  readonly references: ReadonlySet<string>
  readonly birthDate?: string
}

type Json = Readonly<Record<string, unknown>>

interface Found {
  readonly people: PersonName[]
  readonly places: Set<string>
  readonly values: Set<string>
  readonly telephones: Set<string>
  readonly postalCodes: Set<string>
  readonly references: Set<string>
}

const titles = new Set(
  'mr mrs ms miss mx dr prof professor doctor sir md do rn np pa phd mph jr sr ii iii iv'.split(' ')
)
// Elements whose Reference names people, or places; the display of any other is clinical text.
const peopleKeys = new Set(
  (
    'patient subject performer requester recorder asserter participant individual actor who author ' +
    'generalPractitioner source informationSource onBehalfOf receiver responsibleParty recipient ' +
    'authenticator resultsInterpreter careManager subscriber beneficiary intendedRecipient reporter'
  ).split(' ')
)
const placeKeys = new Set(
  'serviceProvider location managingOrganization custodian organization origin destination'.split(
    ' '
  )
)
const placeWords =
  /\b(?:hospital|clinic|cent(?:er|re)|medical|health|inc|llc|ltd|department|pharmacy|lab|laboratory|association|associates|group|services?|unit|ward)\b/i
const peopleTypes = /^(Patient|Practitioner|PractitionerRole|RelatedPerson|Person)\b/
const placeTypes = /^(Organization|Location|HealthcareService|CareTeam)\b/
// Values that name one thing: serial, lot and carrier numbers (Safe Harbor M).
const valueKeys = new Set(
  'lotNumber serialNumber deviceIdentifier carrierHRF carrierAIDC distinctIdentifier'.split(' ')
)
const depthMax = 40

/**
 * Collects the identifiers of a record: the Patient's, and those that its resources, and the orders
 * beside it, hold or point to.
 */
export function collectIdentifiers(
  record: PatientRecord,
  orders: readonly DraftOrder[] = []
): Identifiers {
  const found: Found = {
    people: [],
    places: new Set(),
    values: new Set(),
    telephones: new Set(),
    postalCodes: new Set(),
    references: new Set()
  }
  const ordered = orders.map((order) => order.resource)
  const all = [record.patient, ...record.resources, ...record.supporting.values(), ...ordered]
  for (const resource of new Set(all)) walk(resource as unknown as Json, '', found, 0)
  for (const key of record.supporting.keys()) addReference(key, found)
  for (const { reference } of orders) addReference(reference, found)
  const { birthDate } = record.patient
  return { ...found, ...(birthDate !== undefined && { birthDate }) }
}

function walk(node: Json, key: string, found: Found, depth: number): void {
  if (depth > depthMax) return
  const { resourceType, id } = node
  if (typeof resourceType === 'string' && typeof id === 'string') {
    found.references.add(`${resourceType}/${id}`).add(id)
  }
  if (key === 'name' || key.endsWith('HumanName') || 'family' in node) addName(node, found, true)
  if (key === 'telecom' || key.endsWith('ContactPoint')) addContact(node['value'], found)
  if (/identifier$/i.test(key) || key === 'requisition') addText(node['value'], found.values)
  if (key === 'photo') addText(node['url'], found.values)
  if ('postalCode' in node || 'line' in node || 'city' in node) addAddress(node, found)
  if (resourceType === 'Organization' || resourceType === 'Location')
    addText(node['name'], found.places)
  if (typeof node['reference'] === 'string' || 'display' in node) addPointer(node, key, found)
  if (typeof node['url'] === 'string' && node['url'].endsWith('mothersMaidenName')) {
    addName({ text: node['valueString'] }, found, true)
  }
  for (const [name, value] of Object.entries(node)) {
    if (valueKeys.has(name)) addText(value, found.values)
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== null && typeof item === 'object') walk(item as Json, name, found, depth + 1)
    }
  }
}

function addName(name: Json, found: Found, certain: boolean): void {
  const { given, family, text } = name
  const isText = (part: unknown): part is string => typeof part === 'string'
  const parts = [...(Array.isArray(given) ? (given as unknown[]) : []), family].filter(isText)
  const words = isText(text) ? text.split(/[\s,]+/) : []
  for (const one of [parts, words]) {
    const named = one.filter((part) => !titles.has(foldText(part).replaceAll('.', '')))
    if (named.length > 0) found.people.push({ parts: named, certain })
  }
}

function addAddress(address: Json, found: Found): void {
  const { line, city, district, postalCode, text } = address
  for (const one of Array.isArray(line) ? (line as unknown[]) : []) {
    addText(one, found.values)
    // The street without its number: "Paucek Meadow".
    if (typeof one === 'string') addText(one.replace(/^[\d\s,.#-]+/, ''), found.places)
  }
  addText(text, found.values)
  addText(city, found.places)
  addText(district, found.places)
  addText(postalCode, found.postalCodes)
}

function addContact(value: unknown, found: Found): void {
  if (typeof value !== 'string') return
  addText(value, /[@/]/.test(value) ? found.values : found.telephones)
}

/** A Reference: its target is never shown; its display only tells a name when it is no problem. */
function addPointer(node: Json, key: string, found: Found): void {
  const reference = typeof node['reference'] === 'string' ? node['reference'] : ''
  if (reference !== '') addReference(reference, found)
  const { display } = node
  if (typeof display !== 'string' || key === 'manufacturer') return
  const type = reference === '' && typeof node['type'] === 'string' ? node['type'] : reference
  const isTyped = /^[A-Z][A-Za-z]+(?:[/?]|$)/.test(type)
  const named = isTyped ? peopleTypes.test(type) : peopleKeys.has(key) && !('code' in node)
  const placed = isTyped ? placeTypes.test(type) : placeKeys.has(key)
  if (named && !placeWords.test(display)) addName({ text: display }, found, false)
  if (named || placed) addText(display, found.places)
}

function addReference(reference: string, found: Found): void {
  // `Practitioner?identifier=system|value` names its target by an identifier.
  if (reference.includes('?')) return addText(reference.split('|')[1], found.values)
  const [first, second] = reference
    .replace(/^urn:(uuid|oid):/, '')
    .replace(/\/_history\/.*$/, '')
    .split('/')
    .slice(-2)
  if (first === undefined || first.startsWith('#')) return
  if (second === undefined) found.references.add(first)
  else found.references.add(`${first}/${second}`).add(second)
}

function addText(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' && value.trim() !== '') into.add(value.trim())
}
