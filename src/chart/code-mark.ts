import type { Code } from '../clinical/clinical-index.ts'
import type { IdentifierSearch } from './identifier-search.ts'

interface CodeSystem {
  readonly mark: string
  readonly urls: readonly string[]
  /** What a code of this system looks like: anything else in its place is left out. */
  readonly form: RegExp
}

// In the order of preference: a line carries one code.
const systems: readonly CodeSystem[] = [
  {
    mark: 'SCT',
    urls: ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'],
    form: /^[1-9]\d{5,17}$/
  },
  {
    mark: 'RX',
    urls: ['http://www.nlm.nih.gov/research/umls/rxnorm', 'urn:oid:2.16.840.1.113883.6.88'],
    form: /^[1-9]\d{0,7}$/
  },
  {
    mark: 'LN',
    urls: ['http://loinc.org', 'urn:oid:2.16.840.1.113883.6.1'],
    form: /^(?:\d{1,6}|L[AGP]\d{1,6})-\d$/
  },
  {
    mark: 'I10',
    urls: ['http://hl7.org/fhir/sid/icd-10-cm', 'urn:oid:2.16.840.1.113883.6.90'],
    form: /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/
  },
  {
    mark: 'CVX',
    urls: ['http://hl7.org/fhir/sid/cvx', 'urn:oid:2.16.840.1.113883.12.292'],
    form: /^\d{1,3}$/
  }
]

/**
 * ` (SCT 44054006)`, with the space before it; empty when the record names no code of a public
 * system. A code that equals an identifier of the patient is left out, and its line stays.
 */
export function writeCode(codes: readonly Code[], search: IdentifierSearch): string {
  for (const { mark, urls, form } of systems) {
    const found = codes.find(
      ({ system, code }) => urls.includes(system) && form.test(code) && search.inCode(code) === 0
    )
    if (found) return ` (${mark} ${found.code})`
  }
  return ''
}
