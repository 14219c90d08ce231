import type { DateToken, NumberToken, Token } from './sentence.ts'

/** One end of a change as a sentence states it: a value, a date, or both. */
export interface TrendPoint {
  readonly number?: NumberToken
  readonly date?: DateToken
  /** What the words before it say it is. */
  readonly end?: 'from' | 'to'
}

interface Open {
  number?: NumberToken
  date?: DateToken
  end?: 'from' | 'to'
}

// The words that say which end follows.
const ends: ReadonlyMap<string, 'from' | 'to'> = new Map([
  ...words(
    'from',
    'from since than previously previous earlier initially initial before prior baseline first starting originally beginning'
  ),
  ...words(
    'to',
    'to until till reaching reached now currently later then latest finally final subsequently afterwards thereafter last ending'
  )
])
const counted = /^(?:readings?|measurements?|values?|results?|points?|dates?|tests?|occasions?)$/

/**
 * The values and dates of a sentence about a change, each date with the value it stands beside, and
 * apart from them differences ("by 12") and how many readings are counted ("two readings").
 */
export function trendPoints(tokens: readonly Token[]): {
  readonly points: readonly TrendPoint[]
  readonly differences: readonly NumberToken[]
  readonly readingsCounted: readonly number[]
} {
  const points: Open[] = []
  const differences: NumberToken[] = []
  const readingsCounted: number[] = []
  let end: 'from' | 'to' | undefined
  let open: Open | undefined
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]
    if (token.kind === 'date' && isRange(next, tokens[at + 2])) {
      points.push({ date: token, end: 'from' })
      open = undefined
      end = 'to'
    } else if (token.kind === 'number') {
      if (isDifference(tokens, at)) differences.push(token)
      else if (next?.kind === 'word' && counted.test(next.word)) readingsCounted.push(token.value)
      else open = put(points, open, { number: token, ...(end !== undefined && { end }) })
      end = undefined
    } else if (token.kind === 'date') {
      open = put(points, open, { date: token, ...(end !== undefined && { end }) })
      end = undefined
    } else if (token.kind === 'word') {
      end = ends.get(token.word) ?? (token.word === 'and' ? undefined : end)
      if (ends.has(token.word) || token.word === 'and') open = undefined
    } else if (token.kind === 'sign' && token.sign === ';') {
      open = undefined
    }
  }
  return { points, differences, readingsCounted }
}

const nouns =
  /^(?:rise|increase|gain|growth|jump|fall|decrease|drop|decline|reduction|change|difference)$/

const verbs =
  /^(?:rose|risen|fell|fallen|increased|decreased|dropped|declined|climbed|grew|grown|gained|lost|up|down)$/

/** "By 12", "a drop of 12", "a 12 % drop", "rose 12 %". */
function isDifference(tokens: readonly Token[], at: number): boolean {
  const wordAt = (place: number): string => {
    const token = tokens[place]
    return token?.kind === 'word' ? token.word : ''
  }
  if (wordAt(at - 1) === 'by' || verbs.test(wordAt(at - 1)) || nouns.test(wordAt(at + 1)))
    return true
  return wordAt(at - 1) === 'of' && nouns.test(wordAt(at - 2))
}

/** "2019 to 2021", "between 2019 and 2021": two dates, and neither stands beside a value. */
function isRange(next?: Token, afterNext?: Token): boolean {
  if (afterNext?.kind !== 'date') return false
  if (next?.kind === 'sign') return next.sign === '-'
  return next?.kind === 'word' && /^(?:to|and|until|till|through)$/.test(next.word)
}

/** Beside a value without a date, or the other way round, it is the same point. */
function put(points: Open[], open: Open | undefined, part: Open): Open {
  const isFree =
    open !== undefined &&
    (part.number === undefined ? open.date === undefined : open.number === undefined) &&
    (part.end === undefined || open.end === undefined || part.end === open.end)
  if (isFree)
    return Object.assign(open, { ...part, ...(open.end !== undefined && { end: open.end }) })
  points.push(part)
  return part
}

function words(end: 'from' | 'to', list: string): readonly (readonly [string, 'from' | 'to'])[] {
  return list.split(' ').map((word) => [word, end] as const)
}
