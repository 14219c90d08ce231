import { plainLine } from '../ground/plain-line.ts'

/*
 * Text of the record or the model inside GitHub Flavored Markdown (CDS Hooks 2.0.1, Card
 * Attributes, detail). Some EHRs render raw HTML (the public sandbox does), so everything that
 * could become markup is escaped, and what could become an autolink is broken.
 */

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/** Plain text as markdown that renders as itself. */
export function escapeMarkdown(text: string): string {
  return (
    plainLine(text)
      .replace(/[\\`*_[\]~|#!]/g, '\\$&')
      // As entities, not with a backslash: harmless too where a client shows detail as raw HTML.
      .replace(/[<>&]/g, (character) => entities[character] ?? '')
      // GFM turns bare www., http:// and user@host into links.
      .replace(/:\/\//g, ':/\u200b/')
      .replace(/\bwww\./gi, 'www\u200b.')
      .replace(/@/g, '@\u200b')
  )
}

/** Cuts at a word, ending with an ellipsis, so that `text` has at most `max` UTF-16 units. */
export function clamp(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  const space = cut.lastIndexOf(' ')
  const kept = space > max / 2 ? cut.slice(0, space) : cut
  return `${kept.replace(/[\s,;:.\ud800-\udbff]+$/u, '')}…`
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
