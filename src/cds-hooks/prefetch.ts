/** Why something of the record could not be known. Words for code; cards write sentences of them. */
export const unknownReasons = [
  'not-read',
  'failed',
  'forbidden',
  'late',
  'malformed',
  'no-access'
] as const
export type UnknownReason = (typeof unknownReasons)[number]

/**
 * What is known of one kind of data (CDS Hooks 2.0.1, Prefetch; DESIGN, the way of one call).
 * `unknown` never becomes "none": rules, chart and cards must tell the two apart.
 */
export type DataState =
  | { readonly state: 'present' }
  | { readonly state: 'empty' }
  | {
      readonly state: 'partial'
      /**
       * `withheld`: entries with a restricted label were left out; said without their kind.
       * `as-sent`: the EHR sent some under keys of its own; whether there is more is not known.
       */
      readonly reason: 'more-pages' | 'late' | 'capped' | 'unreadable' | 'withheld' | 'as-sent'
    }
  | { readonly state: 'unknown'; readonly reason: UnknownReason }
