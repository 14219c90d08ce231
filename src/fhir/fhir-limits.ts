/** Bounds of reading from an EHR's FHIR server (trust.md, threats 9, 20 and 21). */
export interface FhirLimits {
  readonly pagesPerSearchMax: number
  readonly resourcesPerSearchMax: number
  /** Of all answers to one hook call together; one answer is bounded by the guarded dispatcher. */
  readonly bytesPerCallMax: number
  /** Published records nest 11 deep at most; a bomb nests hundreds of thousands. */
  readonly jsonDepthMax: number
}

export const fhirLimits: FhirLimits = {
  pagesPerSearchMax: 10,
  resourcesPerSearchMax: 2_000,
  bytesPerCallMax: 24 * 1024 * 1024,
  jsonDepthMax: 64
}
