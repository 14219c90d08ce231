/**
 * Why something of the record could not be known. Words for code; cards write sentences of them.
 * `not-offered`: the server does not know such a search.
 */
export const unknownReasons = [
  'not-read',
  'failed',
  'forbidden',
  'late',
  'malformed',
  'no-access',
  'not-offered'
] as const
export type UnknownReason = (typeof unknownReasons)[number]

/**
 * What is known of one kind of data (CDS Hooks 2.0.1, Prefetch).
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
       * `forbidden` and `failed`: further pages of it were refused, or could not be delivered.
       */
      readonly reason:
        | 'more-pages'
        | 'late'
        | 'capped'
        | 'unreadable'
        | 'forbidden'
        | 'failed'
        | 'withheld'
        | 'as-sent'
    }
  | { readonly state: 'unknown'; readonly reason: UnknownReason }
