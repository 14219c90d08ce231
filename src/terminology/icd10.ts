import { systems } from './code.ts'

/*
 * ICD-10 as WHO publishes it and as countries modify it. The categories that our tables name mean
 * the same in all of them; a longer code of one country is simply not found in another's.
 */

const icd10Systems: ReadonlySet<string> = new Set([
  systems.icd10,
  'http://hl7.org/fhir/sid/icd-10',
  'http://hl7.org/fhir/sid/icd-10-us',
  'http://hl7.org/fhir/sid/icd-10-uk',
  'http://hl7.org/fhir/sid/icd-10-nl',
  'http://hl7.org/fhir/sid/icd-10-ca',
  'http://hl7.org/fhir/sid/icd-10-de',
  'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
  'http://fhir.de/CodeSystem/dimdi/icd-10-gm',
  'http://hl7.org/fhir/sid/icd-10-gm',
  'http://hl7.org/fhir/sid/icd-10-am',
  'urn:oid:2.16.840.1.113883.6.3'
])

export const isIcd10 = (system: string): boolean => icd10Systems.has(system)

/** Claims leave the point out; some write lower case. */
export const plainIcd10 = (code: string): string => code.replace('.', '').toUpperCase()
