/**
 * Text as PostgreSQL can hold it: U+0000 and lone surrogates become U+FFFD. Strings of a request
 * may hold both, and a call must not fail for that. Lookups pass through here as well.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed()
}
