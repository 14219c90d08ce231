import data from './product-words.json' with { type: 'json' }

const words = new Set(data.words.split(' '))
const number = /^[#\d][\d.,/x-]*(?:mg|mcg|g|ml|meq|unit|units|hr|h|l|%)?$/i

/** Whether a word of a product's name says nothing of what the product holds. */
export function isPlainWord(word: string): boolean {
  const lower = word.toLowerCase()
  return (
    number.test(lower) ||
    words.has(lower) ||
    lower.split('-').every((part) => number.test(part) || words.has(part))
  )
}

/** The name at the front of a product's text: its words up to the first that says strength or form. */
export function wholeNameIn(text: string): string {
  const parts = text.trim().split(/\s+/)
  const end = parts.findIndex((word) => isPlainWord(word.replace(/[(),;:]/g, '')))
  return (end === -1 ? parts : parts.slice(0, end)).join(' ')
}
