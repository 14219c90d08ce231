import { foldText, wordsOf } from '../fold.ts'
import { withoutIdentifyingForms } from './identifying-forms.ts'
import { tellsOfPerson } from './name-evidence.ts'
import { isUnit, mayStandAlone } from './number-forms.ts'
import type { Token } from './tokens.ts'
import { tokensOf } from './tokens.ts'
import { isName, standingOf } from './vocabulary.ts'
import { withheldMark } from './withheld.ts'
import type { WithheldClass } from './withheld.ts'

export interface ClosedText {
  readonly text: string
  /** How often something was taken out, by class. */
  readonly withheld: Readonly<Partial<Record<WithheldClass, number>>>
}

const readMax = 4_000
const keptMax = 20_000
const known = new Map<string, ClosedText>()

/**
 * A text of the EHR, word by word through a closed vocabulary: words of medicine and of every day,
 * and numbers as values, doses, stages and durations are written. Everything else becomes `…`, for
 * whoever it may name. Words that are also names are decided by what stands beside them.
 */
export function closedText(text: string): ClosedText {
  const before = known.get(text)
  if (before !== undefined) return before
  const closed = close(text.slice(0, readMax))
  // The same displays stand in every record; what is typed does not.
  if (known.size >= keptMax) known.clear()
  known.set(text, closed)
  return closed
}

function close(text: string): ClosedText {
  const withheld: Partial<Record<WithheldClass, number>> = {}
  const count = (of: WithheldClass) => {
    withheld[of] = (withheld[of] ?? 0) + 1
  }
  const rest = withoutIdentifyingForms(text, withheldMark, count)
  if (rest === text && isName(wordsOf(text).join(' '))) return { text, withheld }
  const tokens = tokensOf(rest)
  const out = tokens.map((token) => judge(token))
  for (const at of tokens.keys()) {
    if (out[at] === undefined && tellsOfPerson(tokens, at, out)) out[at] = 'name'
  }
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'word' && out[at] === undefined && isLoneLetter(tokens, at, out)) {
      out[at] = 'name'
    }
  }
  const shown = tokens.map((token, at) => {
    const why = out[at]
    if (why === undefined) return token.text
    count(why)
    return withheldMark
  })
  return { text: joined(shown.join('')), withheld }
}

/** What can be said of it without its neighbours. */
function judge(token: Token): WithheldClass | undefined {
  if (token.kind === 'between') return undefined
  if (token.kind === 'number') return mayStandAlone(token) ? undefined : 'number'
  if (token.base.length < 2 || isUnit(token.text)) return undefined
  return standingOf(token.base) === 'unknown' ? 'word' : undefined
}

/** An initial: "J. …", "… B", "J. S.". */
function isLoneLetter(
  tokens: readonly Token[],
  at: number,
  out: readonly (WithheldClass | undefined)[]
): boolean {
  const token = tokens[at]
  if (token === undefined || token.base.length !== 1 || !/^\p{Lu}$/u.test(token.text)) return false
  const dotted = /^\.\s*$/.test(tokens[at + 1]?.text ?? '')
  const gone = (place: number) => out[place] !== undefined && out[place] !== 'number'
  const near = (tokens[at + 1]?.text.length ?? 0) <= 2 && gone(at + 2)
  const nearBefore = (tokens[at - 1]?.text.length ?? 0) <= 2 && gone(at - 2)
  const initials = dotted && /^\p{Lu}$/u.test(tokens[at + 2]?.text ?? '') && !isRoute(tokens, at)
  return near || nearBefore || initials
}

function isRoute(tokens: readonly Token[], at: number): boolean {
  const pair = foldText(`${tokens[at]?.text ?? ''}${tokens[at + 2]?.text ?? ''}`)
  return [
    'iv',
    'im',
    'po',
    'sc',
    'sl',
    'pr',
    'od',
    'os',
    'ou',
    'us',
    'uk',
    'bm',
    'gi',
    'gu'
  ].includes(pair)
}

/** Several marks beside each other are one. */
function joined(text: string): string {
  return text.replace(/…(?:[\s.,'’&/()-]{0,3}…)+/gu, '…').replace(/…['’]s(?!\p{L})/gu, '…')
}
