import type { Coding } from '@medplum/fhirtypes'
import { snomed } from './codes.ts'

export const penicillins: Coding = { system: snomed, code: '373270004', display: 'Penicillin' }
export const anaphylaxis: Coding = { system: snomed, code: '39579001', display: 'Anaphylaxis' }
