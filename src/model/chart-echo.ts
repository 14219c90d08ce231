import { foldText } from '../chart/fold.ts'
import type { ModelAsk } from './model.ts'
import type { ProposedFinding } from './proposal.ts'

/** So many words in a row are no accident, unless the finding cites the line they stand in. */
const wordsInARowMax = 4
/** From a line that is cited a label may be quoted: most are shorter. */
const quotedWordsMax = 7

/**
 * Knows the words of one chart, to tell when a model repeats them. What repeats the record at
 * length is a statement that its claims do not carry, or an instruction in the record's text that
 * was obeyed (trust reference, threat 12). Text of the record stays data: nothing is cut from it.
 */
export class ChartEcho {
  readonly #lines: readonly string[]
  /** Of each line its words, between spaces. */
  readonly #words: readonly string[]
  /** Every stretch of words that is too long, and the lines it stands in. */
  readonly #stretches = new Map<string, number[]>()

  constructor({ chart, part }: Pick<ModelAsk, 'chart' | 'part'>) {
    const text = part === 'moment' ? `${chart.review}\n${chart.moment ?? ''}` : chart.review
    this.#lines = text.split('\n')
    const words = this.#lines.map(wordsIn)
    this.#words = words.map((each) => ` ${each.join(' ')} `)
    for (const [place, each] of words.entries()) {
      for (const stretch of stretchesOf(each, wordsInARowMax + 1)) {
        const places = this.#stretches.get(stretch)
        if (places === undefined) this.#stretches.set(stretch, [place])
        else if (places.at(-1) !== place) places.push(place)
      }
    }
  }

  /** Whether a finding repeats the chart beyond what it cites, or rests on a line that instructs. */
  isIn(finding: ProposedFinding): boolean {
    const evidence = factsIn(finding)
    if (this.#lines.some((line) => holdsOneOf(line, evidence) && instructs(line))) return true
    const isCited = (line: string): boolean => holdsOneOf(line, [...evidence, ...ordersIn(finding)])
    const texts = [finding.reasoning, finding.option.replace(/^Consider /, ''), finding.alternative]
    const said = texts.map((text) => wordsIn(text ?? ''))
    return (
      said.every((words) => this.#holds(words)) ||
      said.some((words) => this.#repeats(words, isCited))
    )
  }

  /** Nothing of its own: all of it stands so in one line. */
  #holds(words: readonly string[]): boolean {
    const sought = ` ${words.join(' ')} `
    return words.length === 0 || this.#words.some((line) => line.includes(sought))
  }

  #repeats(words: readonly string[], isCited: (line: string) => boolean): boolean {
    let quoted = wordsInARowMax
    for (const stretch of stretchesOf(words, wordsInARowMax + 1)) {
      const places = this.#stretches.get(stretch) ?? []
      if (places.length === 0) {
        quoted = wordsInARowMax
        continue
      }
      quoted += 1
      if (quoted > quotedWordsMax) return true
      if (!places.some((place) => isCited(this.#lines[place] ?? ''))) return true
    }
    return false
  }
}

/** Aliases of what is claimed of the record. */
function factsIn({ claims }: ProposedFinding): readonly string[] {
  return claims.flatMap((claim) => {
    if (claim.claim === 'trend') return [claim.from, claim.to]
    return claim.claim === 'order' ? [] : [claim.alias]
  })
}

/** An order is no evidence: what is found about it has to rest on something else. */
function ordersIn({ claims, order }: ProposedFinding): readonly string[] {
  const claimed = claims.flatMap((claim) => (claim.claim === 'order' ? [claim.alias] : []))
  return order === null ? claimed : [...claimed, order]
}

const holdsOneOf = (line: string, aliases: readonly string[]): boolean =>
  aliases.some((alias) => line.includes(`[${alias}]`))

/**
 * Without numbers, which are checked as such. Scripts without spaces count by the letter; a very
 * long word is a stretch by itself.
 */
function wordsIn(text: string): readonly string[] {
  const words =
    foldText(text).match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu
    ) ?? []
  return words
    .filter((word) => !/^\d+$/.test(word))
    .flatMap((word) => (word.length < 24 ? [word] : (word.match(/.{1,5}/gu) ?? [])))
}

function* stretchesOf(words: readonly string[], length: number): Generator<string> {
  for (let from = 0; from + length <= words.length; from += 1) {
    yield words.slice(from, from + length).join(' ')
  }
}

// The usual words of injected instructions, and what a renderer would act on. A list like this is
// never complete: it stands behind the checks of claims and words, not in their place.
const instructions = new RegExp(
  [
    '\\b(?:ignore|disregard|forget|override|bypass)\\b.{0,40}\\b(?:instructions?|rules?|above|previous|prior|warnings?|guidelines?|allerg\\w*|interactions?)\\b',
    '\\b(?:system|developer|assistant) ?(?:prompt|message|instructions?|override|note|:)',
    '\\b(?:as|you are) an? (?:ai|assistant|language model)\\b|\\blanguage model\\b|\\bjailbreak',
    '\\b(?:you must|you are now|new instructions?|end of (?:chart|record|data))\\b',
    '\\b(?:respond|reply|answer|output|print) (?:only|with|exactly)\\b|\\bnothingtoreport\\b',
    '\\bmark (?:as|all|every|this)\\b|\\bset (?:the )?indicator\\b',
    '://|\\bwww\\.|\\b(?:javascript|data|xmpp|mailto):|<\\/?[a-z!]|!\\(|\\]\\('
  ].join('|'),
  'iu'
)

function instructs(line: string): boolean {
  return instructions.test(foldText(line))
}
