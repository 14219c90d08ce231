import { htmlEntities } from './html-entities.ts'

const blocks = new Set(
  'p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article header footer hr dd dt pre'.split(
    ' '
  )
)
// What is struck out was taken back: a model would read it as said.
const hidden = new Set('script style head title template noscript del s strike'.split(' '))

/**
 * The text of simple HTML as a reader sees it: no tags, comments, scripts or styles; a block is a
 * line. One pass, whatever the page holds: nothing in it is looked for twice.
 */
export function textOfHtml(html: string): string {
  let text = ''
  let at = 0
  let hiddenIn = ''
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const end = open < 0 ? html.length : open
    if (hiddenIn === '') text += html.slice(at, end)
    if (open < 0) break
    // "BP <90": what begins no tag is text (HTML Living Standard, 13.2.5.6).
    if (!/[a-z/!?]/i.test(html.charAt(open + 1))) {
      if (hiddenIn === '') text += '<'
      at = open + 1
      continue
    }
    const isComment = html.startsWith('<!--', open)
    const close = html.indexOf(isComment ? '-->' : '>', open)
    // What never closes is no text.
    if (close < 0) break
    const [, slash = '', name = ''] =
      /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(html.slice(open, open + 24)) ?? []
    const tag = name.toLowerCase()
    if (hiddenIn === '') {
      if (hidden.has(tag) && slash === '' && html.charAt(close - 1) !== '/') hiddenIn = tag
      else if (blocks.has(tag)) text += '\n'
      else if (tag === 'td' || tag === 'th') text += ' '
    } else if (tag === hiddenIn && slash !== '') hiddenIn = ''
    at = close + (isComment ? 3 : 1)
  }
  return text.replace(
    // A reader also sees the letter of a number that no semicolon ends.
    /&(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|([a-z][a-z0-9]{1,30});)/gi,
    (whole, decimal, hex, name) =>
      decodeEntity(whole as string, decimal as string, hex as string, name as string)
  )
}

const windows1252 = new TextDecoder('windows-1252')

function decodeEntity(
  whole: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined
): string {
  if (name !== undefined) return htmlEntities.get(name) ?? whole
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  // "5&#150;10 mg": these numbers mean characters of Windows-1252 (HTML Living Standard, 13.2.5.80).
  if (point >= 0x80 && point <= 0x9f) return windows1252.decode(Uint8Array.of(point))
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : ' '
}
