import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import { foldText } from './fold.ts'
import { isUuid } from './uuid-search.ts'

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
  /** `Type/id` and bare ids that references and resources carry, but UUIDs. */
  readonly references: ReadonlySet<string>
  /** Ids that are UUIDs, as written: most records have no others, and thousands of them. */
  readonly uuids: ReadonlySet<string>
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
  readonly uuids: Set<string>
  /** References, and displays of people and of places, as they stood: each is looked at once. */
  readonly said: Readonly<Record<'references' | 'people' | 'places', Set<string>>>
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
// Quantities, times and codes (FHIR R4: Quantity, Period, Timing, Coding, CodeableConcept): most of a
// record, and nobody is named in them.
const plainKeys = new Set(
  (
    'coding meta valueQuantity doseQuantity referenceRange low high period timing class type category ' +
    'code clinicalStatus verificationStatus reasonCode vaccineCode medicationCodeableConcept ' +
    'valueCodeableConcept interpretation route'
  ).split(' ')
)
const depthMax = 40
const uuidUrn = 'urn:uuid:'

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
    references: new Set(),
    uuids: new Set(),
    said: { references: new Set(), people: new Set(), places: new Set() }
  }
  const ordered = orders.map((order) => order.resource)
  const all = [record.patient, ...record.resources, ...record.supporting.values(), ...ordered]
  for (const resource of new Set(all)) walk(resource as unknown as Json, '', found, 0)
  for (const key of record.supporting.keys()) addReference(key, found)
  for (const { reference } of orders) addReference(reference, found)
  // A record's shapes are not certain: a list of one date is still that date, a number is none.
  const given: unknown = record.patient.birthDate
  const birthDate = (Array.isArray(given) ? given : [given]).find(isText)
  const { said: _said, ...identifiers } = found
  return { ...identifiers, ...(birthDate !== undefined && { birthDate }) }
}

/** What the key of an element says of it; asked for some dozens of keys, thousands of times. */
interface KeyKind {
  readonly isName: boolean
  readonly isContact: boolean
  readonly isIdentifier: boolean
  /** Nobody is named in what stands under it. */
  readonly isPlain: boolean
  /** What stands under it names one thing. */
  readonly isValue: boolean
  /** What the element that has such a key is. */
  readonly makes: 'name' | 'pointer' | 'address' | undefined
}

const makers = new Map<string, KeyKind['makes']>([
  ['family', 'name'],
  ['display', 'pointer'],
  ['reference', 'pointer'],
  ['postalCode', 'address'],
  ['line', 'address'],
  ['city', 'address']
])
const keyKinds = new Map<string, KeyKind>()
const keyKindsMax = 5_000

function kindOfKey(key: string): KeyKind {
  const known = keyKinds.get(key)
  if (known !== undefined) return known
  const kind: KeyKind = {
    isName: key === 'name' || key.endsWith('HumanName'),
    isContact: key === 'telecom' || key.endsWith('ContactPoint'),
    isIdentifier: /identifier$/i.test(key) || key === 'requisition',
    isPlain: plainKeys.has(key),
    isValue: valueKeys.has(key),
    makes: makers.get(key)
  }
  // Keys come from outside: no record may fill the memory.
  if (keyKinds.size < keyKindsMax) keyKinds.set(key, kind)
  return kind
}

/** One pass over an element: what stands in it decides what it is, whatever type it belongs to. */
function walk(node: Json, key: string, found: Found, depth: number): void {
  if (depth > depthMax) return
  const { isName, isContact, isIdentifier } = kindOfKey(key)
  let named = isName
  let pointer = false
  let address = false
  for (const name in node) {
    const value = node[name]
    const { isPlain, isValue, makes } = kindOfKey(name)
    if (makes !== undefined) {
      named ||= makes === 'name'
      pointer ||= makes === 'pointer' && (name === 'display' || typeof value === 'string')
      address ||= makes === 'address'
    }
    if (isValue) addText(value, found.values)
    if (value === null || typeof value !== 'object' || isPlain) continue
    if (!Array.isArray(value)) walk(value as Json, name, found, depth + 1)
    else {
      for (const item of value as unknown[]) {
        if (item !== null && typeof item === 'object') walk(item as Json, name, found, depth + 1)
      }
    }
  }
  if (typeof node['resourceType'] === 'string') addResource(node, found)
  if (named) addName(node, found, true)
  if (isContact) addContact(node['value'], found)
  if (isIdentifier) addValue(node['value'], found)
  if (key === 'photo') addText(node['url'], found.values)
  if (address) addAddress(node, found)
  if (pointer) addPointer(node, key, found)
  if (key === 'extension') addMaidenName(node, found)
}

function addResource({ resourceType, id, name }: Json, found: Found): void {
  if (typeof resourceType !== 'string') return
  if (typeof id === 'string') addId(resourceType, id, found)
  if (resourceType === 'Organization' || resourceType === 'Location') addText(name, found.places)
}

function addMaidenName({ url, valueString }: Json, found: Found): void {
  if (typeof url === 'string' && url.endsWith('mothersMaidenName')) {
    addName({ text: valueString }, found, true)
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
  const { people, places } = found.said
  if (people.has(display) && places.has(display)) return
  const type = reference === '' && typeof node['type'] === 'string' ? node['type'] : reference
  const isTyped = /^[A-Z][A-Za-z]+(?:[/?]|$)/.test(type)
  const named = isTyped ? peopleTypes.test(type) : peopleKeys.has(key) && !('code' in node)
  const placed = isTyped ? placeTypes.test(type) : placeKeys.has(key)
  // The same clinician stands in every entry of a record.
  const said = named ? people : places
  if ((!named && !placed) || said.has(display)) return
  said.add(display)
  if (named && !placeWords.test(display)) addName({ text: display }, found, false)
  addText(display, found.places)
}

function addReference(reference: string, found: Found): void {
  if (found.said.references.has(reference)) return
  found.said.references.add(reference)
  const urn = reference.startsWith(uuidUrn) ? reference.slice(uuidUrn.length) : undefined
  if (urn !== undefined && isUuid(urn)) return void found.uuids.add(urn)
  // `Practitioner?identifier=system|value` names its target by an identifier.
  if (reference.includes('?')) return addText(reference.split('|')[1], found.values)
  const [first, second] = reference
    .replace(/^urn:(uuid|oid):/, '')
    .replace(/\/_history\/.*$/, '')
    .split('/')
    .slice(-2)
  if (first === undefined || first.startsWith('#')) return
  if (second === undefined) found.references.add(first)
  else addId(first, second, found)
}

/** Where the id by itself is looked for anywhere, its type before it changes nothing. */
function addId(type: string, id: string, { references, uuids }: Found): void {
  if (isUuid(id)) return void uuids.add(id)
  references.add(id)
  references.add(`${type}/${id}`)
}

function addValue(value: unknown, { values, uuids }: Found): void {
  addText(value, typeof value === 'string' && isUuid(value) ? uuids : values)
}

function addText(value: unknown, into: Set<string>): void {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text !== '') into.add(text)
}

const isText = (value: unknown): value is string => typeof value === 'string'
