/*
 * The only way for a string into an audit record: each kind of value has a form that names, dates
 * of birth and sentences do not have. What does not fit is replaced, so that the record is still
 * written.
 */

export const withheld = '(withheld)'

/** A word of ours or of a standard: `degraded`, `patient-view`, `R-12`. */
export function word(value: string): string {
  return fitting(value, /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
}

/** What configuration and services name themselves: URLs without query, deployments, request ids. */
export function name(value: string): string {
  return fitting(value, /^[A-Za-z0-9][\w.:/@+~-]{0,254}$/)
}

/** `Type/id`, or the `urn:uuid:` of a resource inside a request. */
export function reference(value: string): string {
  return fitting(value, /^(?:[A-Z][A-Za-z]{1,40}\/[A-Za-z0-9\-.]{1,64}|urn:uuid:[0-9a-fA-F-]{36})$/)
}

export function uuid(value: string): string {
  return fitting(value, /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
}

export function sha256(value: string): string {
  return fitting(value, /^[0-9a-f]{64}$/)
}

/** What a card is about. One that was made from an EHR's own label may be a phrase. */
export function matter(value: string): string {
  return fitting(value, /^[a-z0-9][a-z0-9.:,+/_-]{0,199}$/)
}

export function count(value: number): number {
  return Number.isFinite(value) ? Math.round(value) : -1
}

/** An expected `null` stays; everything else goes through its form. */
export function orNull<Value, Safe>(
  value: Value | null | undefined,
  form: (value: Value) => Safe
): Safe | null {
  return value === null || value === undefined ? null : form(value)
}

function fitting(value: string, form: RegExp): string {
  return typeof value === 'string' && form.test(value) ? value : withheld
}
