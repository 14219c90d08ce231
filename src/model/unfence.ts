/**
 * Text of a model that may put its JSON into a Markdown fence, as servers do that enforce no
 * schema: gives what stands inside as it comes. White space alone may stand around the fence.
 * Anything else is given as it came, and is no JSON then.
 */
export class Unfence {
  #state: 'before' | 'bare' | 'inside' | 'closing' | 'broken' = 'before'
  #held = ''
  readonly #isWhole: () => boolean

  /** `isWhole`: whether the JSON given so far is complete; a backtick before that is part of it. */
  constructor(isWhole: () => boolean) {
    this.#isWhole = isWhole
  }

  /** False for a fence that was never closed, and for text outside of it. */
  get closed(): boolean {
    return this.#state === 'bare' || (this.#state === 'closing' && this.#held === fence)
  }

  /** What `piece` adds to the JSON, handed to `take` in as many parts as a fence needs. */
  write(piece: string, take: (text: string) => void): void {
    if (this.#state === 'before') this.#open(piece, take)
    else if (this.#state === 'inside') this.#within(piece, take)
    else if (this.#state === 'closing') this.#close(piece)
    else take(piece)
  }

  #open(piece: string, take: (text: string) => void): void {
    this.#held += piece
    const text = this.#held.trimStart()
    const [opening] = /^```(?:json)?[ \t]*\r?\n/i.exec(text) ?? []
    if (opening !== undefined) {
      this.#state = 'inside'
      this.#within(text.slice(opening.length), take)
    } else if (!mayOpen.test(text)) {
      this.#state = text.startsWith('{') ? 'bare' : 'broken'
      take(this.#held)
    } else if (text === '') this.#held = ''
  }

  #within(piece: string, take: (text: string) => void): void {
    for (let from = 0; from < piece.length;) {
      const tick = piece.indexOf('`', from)
      take(piece.slice(from, tick < 0 ? undefined : tick))
      if (tick < 0) return
      if (this.#isWhole()) {
        this.#state = 'closing'
        this.#held = ''
        return this.#close(piece.slice(tick))
      }
      take('`')
      from = tick + 1
    }
  }

  /** Behind the closed fence nothing may stand but white space, which is not kept. */
  #close(piece: string): void {
    const held = this.#held + piece
    this.#held = held.startsWith(fence) ? held.trimEnd() : held
    if (this.#held.length > fence.length) this.#state = 'broken'
  }
}

const fence = '```'

/** The beginning of an opening fence, which may still become one. */
const mayOpen = /^(?:`{0,3}|```[a-z]{0,4}[ \t]{0,8}\r?)$/i
