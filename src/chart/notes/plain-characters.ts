/*
 * Dates, numbers and words are looked for in ASCII: what only looks different is written so before
 * anything is searched, and what cannot be is not shown.
 */

/** A note with hyphens, slashes and full-width characters as a keyboard writes them. */
export function plainCharacters(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfe_e0))
}

// "A&Ox3" (alert and oriented) is no character reference; what looks like one may hide a letter.
const reference = /&(?!Ox[1-4](?![A-Za-z0-9]))[A-Za-z#][A-Za-z0-9]{1,30};?/

/** Whether a letter or a digit is written in a way that no search here reads. */
export function hidesCharacters(sentence: string): boolean {
  return reference.test(sentence) || /(?![0-9])\p{Nd}/u.test(sentence)
}
