/**
 * A text made comparable: case, accents, width, punctuation and invisible characters are gone, and
 * every letter or digit that is left remembers where a word began or ended.
 */
export interface Folded {
  /** Letters and digits only. */
  readonly squashed: string
  /** 1 where a run of letters, or of digits, begins: an entry for each character, and some zeros. */
  readonly begins: Uint8Array
  /** The folded text with its punctuation. */
  readonly text: string
}

// Letters that Unicode does not take apart into a base letter and a mark.
const bases: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i'
}

/**
 * Lower case, without accents and invisible characters. NFKD may be used because this copy is only
 * searched, never shown (it turns 10⁹/L into 109/L).
 */
export function foldText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII needs none of the rest
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþħı]/g, (letter) => bases[letter] ?? letter)
}

/** Folds a text and squeezes everything out of it that is neither letter nor digit. */
export function fold(original: string): Folded {
  const text = foldText(original)
  const begins = new Uint8Array(text.length)
  let squashed = ''
  let before = ''
  for (let place = 0; place < text.length; place += 1) {
    const kind = kindOf(text, place)
    if (kind !== '') {
      if (kind !== before) begins[squashed.length] = 1
      squashed += text.charAt(place)
    }
    before = kind
  }
  return { squashed, begins, text }
}

/** Where a squashed character stands in the folded text. Asked for seldom, so not kept. */
export function placeOf({ text }: Folded, squashedAt: number): number {
  let squashed = -1
  for (let place = 0; place < text.length; place += 1) {
    if (kindOf(text, place) !== '') squashed += 1
    if (squashed === squashedAt) return place
  }
  return 0
}

/** The words of a text, folded: runs of letters. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/\p{L}+/gu) ?? []
}

function kindOf(text: string, place: number): 'letter' | 'digit' | '' {
  const unit = text.charCodeAt(place)
  if (unit >= 48 && unit <= 57) return 'digit'
  if (unit >= 97 && unit <= 122) return 'letter'
  if (unit < 128) return ''
  const character = text.charAt(place)
  if (/\p{L}/u.test(character)) return 'letter'
  return /\p{N}/u.test(character) ? 'digit' : ''
}
