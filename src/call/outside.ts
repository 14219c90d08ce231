import type { FhirAccess } from '../ehrs/fhir-access.ts'
import type { FhirReader } from '../fhir/fhir-reader.ts'
import type { ReadingParts } from '../reading/reading-call.ts'
import type { Rule } from '../rules/rule.ts'
import type { Store } from '../store/store.ts'
import type { SiteTerms } from './moments-of.ts'

/** What a call uses of the world around it: made once, at start. */
export interface Outside extends ReadingParts {
  readonly store: Store
  readonly site: SiteTerms
  /** The rules that run, with a site's own knowledge where it has one. */
  readonly rules: readonly Rule[]
  readonly readerFor: (access: FhirAccess) => FhirReader
  readonly cardTexts: { readonly transparencyUrl: string; readonly modelNotice?: string }
  readonly onStoreFailure: (thrown: unknown) => void
}
