/*
 * Text that a model wrote is untrusted (trust.md, threats 12 and 13): it may have been told by a
 * line of the record to carry a link or markup. Such text is refused as a whole, not repaired.
 */

// Control, private-use, zero-width, bidi and variation characters, which can split a word in two.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufe00-\ufe0f]/u

const active = [
  invisible,
  // Letters of other scripts can look like Latin ones and pass a list of words.
  /[^\p{Script=Latin}\P{L}]/u,
  /:\/\//,
  /\bwww\./i,
  /\b(?:mailto|tel|sms|data|javascript|file|ftp|https?):\S/i,
  /@/,
  /<\/?[a-z!]/i,
  /&(?:#\w+|\w+);/,
  /!\[|\]\(|\]:/,
  // A bare domain: some renderers make a link of it.
  /\b[a-z0-9-]+\.(?:[a-z]{2,}\.)*[a-z]{2,}\b/i,
  /[`*_#|~[\]<>\\{}^]/
]

/** One line of text with nothing a renderer could act on; undefined when there is such a thing. */
export function plainText(text: string, charactersMax: number): string | undefined {
  const line = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (line === '' || line.length > charactersMax) return undefined
  return active.some((pattern) => pattern.test(line)) ? undefined : line
}
