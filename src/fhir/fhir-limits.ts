/** Bounds of reading from an EHR's FHIR server (trust.md, threats 9, 20 and 21). */
export interface FhirLimits {
  readonly pagesPerSearchMax: number
  readonly resourcesPerSearchMax: number
  /** Of all answers to one hook call together; one answer is bounded by the guarded dispatcher. */
  readonly bytesPerCallMax: number
  /**
   * An answer up to this is taken even then: what one search pours out must not cost the call its
   * Patient. A page of 200 results has about 250 kB.
   */
  readonly smallAnswerBytesMax: number
  /** Published records nest 11 deep at most; a bomb nests hundreds of thousands. */
  readonly jsonDepthMax: number
}

export const fhirLimits: FhirLimits = {
  pagesPerSearchMax: 10,
  resourcesPerSearchMax: 2_000,
  bytesPerCallMax: 24 * 1024 * 1024,
  smallAnswerBytesMax: 256 * 1024,
  jsonDepthMax: 64
}
