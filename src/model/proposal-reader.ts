import { JSONParser } from '@streamparser/json'
import { isObject } from '../ground/is-object.ts'
import type { CouldNotAssess } from './proposal/proposal.ts'
import { readCouldNotAssess, readFinding } from './proposal/read-finding.ts'
import type { ReadLoss, ReadResult } from './proposal/read-finding.ts'
import { limits } from './proposal/words.ts'
import { Unfence } from './unfence.ts'

const piecesMax = 256
const none: readonly ReadResult[] = []

const tooMany: ReadResult = {
  finding: undefined,
  lost: [{ part: 'finding', reason: 'over-limit' }]
}

/** The end of a whole answer: what it could not assess, and what of that was lost. */
export interface ProposalEnd {
  readonly couldNotAssess: readonly CouldNotAssess[]
  readonly lost: readonly ReadLoss[]
}

/**
 * Reads the answer while it is written: gives each finding when its last brace has come, as far as
 * it can be read, and the rest at the end. What is cut off or garbled is never given; a slot that is
 * of another shape, or too much of anything, costs nothing else.
 */
export class ProposalReader {
  /** The answer so far, and its newest pieces: thousands of small texts are dear to keep. */
  #text = ''
  #pieces: string[] = []
  #broken = false
  #seen = 0
  #closed: ReadResult[] = []
  readonly #parser = new JSONParser({ paths: ['$.findings.*'], keepStack: false })
  readonly #fence: Unfence | undefined

  /** `mayFence`: of a server that promises no schema, whose JSON may stand in a Markdown fence. */
  constructor(given: { readonly mayFence: boolean } = { mayFence: false }) {
    this.#parser.onValue = ({ value }) => this.#take(value)
    this.#parser.onError = () => {
      this.#broken = true
    }
    if (given.mayFence) this.#fence = new Unfence(() => this.#parser.isEnded)
  }

  /** The findings that `piece` completes. */
  write(piece: string): readonly ReadResult[] {
    if (this.#fence === undefined) this.#read(piece)
    else this.#fence.write(piece, (text) => this.#read(text))
    // Most pieces complete none, and an answer has tens of thousands of pieces.
    if (this.#closed.length === 0) return none
    const closed = this.#closed
    this.#closed = []
    return closed
  }

  /** What stands beside the findings; undefined when the answer is not one, in full and alone. */
  end(): ProposalEnd | undefined {
    if (this.#fence?.closed === false) return undefined
    try {
      const answer: unknown = JSON.parse(this.#text + this.#pieces.join(''))
      if (!isObject(answer) || !Array.isArray(answer['findings'])) return undefined
      const { things, lost } = readCouldNotAssess(answer['couldNotAssess'])
      return { couldNotAssess: things, lost }
    } catch {
      return undefined
    }
  }

  #read(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    if (this.#pieces.length === piecesMax) {
      this.#text += this.#pieces.join('')
      this.#pieces = []
    }
    if (!this.#broken) this.#parser.write(text)
  }

  #take(value: unknown): void {
    this.#seen += 1
    this.#closed.push(this.#seen > limits.findings ? tooMany : readFinding(value))
  }
}
