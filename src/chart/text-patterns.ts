/*
 * What looks like an identifier whoever it belongs to: a relative's telephone, another person's
 * e-mail, a date written into a display. Each pattern is linear: no nested repetition.
 */

const monthNames =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|mai|okt|dez)[a-z]{0,7}\\.?'

const patterns: readonly RegExp[] = [
  // Full calendar dates: 2024-03-14, 14.03.2024, 3/14/2024, 14 March 2024, March 14, 2024.
  /(?<!\d)(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)/u,
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d{2}(?!\d)/u,
  new RegExp(
    `(?<!\\d)(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th|\\.)?[ -](?:de |of )?${monthNames},?[ -](?:de |of )?(?:19|20)\\d{2}(?!\\d)`,
    'iu'
  ),
  new RegExp(
    `(?<!\\p{L})${monthNames} (?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,? (?:19|20)\\d{2}(?!\\d)`,
    'iu'
  ),
  // E-mail, URL, reference by UUID.
  /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}/u,
  /(?:https?:\/\/|www\.|urn:(?:uuid|oid):)/iu,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu,
  // United States social security and telephone numbers; an IPv4 address.
  /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/u,
  /(?<![\d-])(?:\+?\d{1,2}[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\d-])/u,
  /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/u,
  // A number that is called one.
  /(?<!\p{L})(?:MRN|SSN|NHS (?:no|number)|medical record (?:no|number)|acct|account (?:no|number)|member id)\b[\s.:#]{0,3}[A-Z-]{0,4}\d{3}/iu,
  // Somebody with a title; the dot keeps "Omeprazole 20 MG DR Oral Capsule" out.
  /(?<!\p{L})(?:Dr|DR|Mrs?|MRS?|Ms|MS|Prof|PROF)\.\s?\p{Lu}[\p{L}'’-]+/u,
  // An age over 89 (45 CFR 164.514(b)(2)(i)(C)).
  /(?<![\d.])(?:9\d|1[01]\d)[ -]?(?:years?|yrs?|y\/?o)(?!\p{L})/iu
]

/** How many kinds of identifier a text shows by its form alone. */
export function identifyingForms(text: string): number {
  return patterns.filter((pattern) => pattern.test(text)).length
}
