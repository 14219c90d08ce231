// Control characters become spaces. All format characters (zero width, bidirectional, tags),
// variation selectors and lone surrogates go: what can hide text from a reader and show it to a
// model (trust.md 2.6).
const invisible = /[\p{Cf}\p{Cs}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu
const control = /[\p{Cc}\p{Zl}\p{Zp}]/gu

/** One line of visible text: NFC, single spaces. Never NFKC, which turns 10⁹/L into 109/L. */
export function plainLine(text: string): string {
  return text
    .replace(invisible, '')
    .replace(control, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}
