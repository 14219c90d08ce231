import { JSONParser } from '@streamparser/json'
import { ProposalSchema, ProposedFindingSchema } from './proposal.ts'
import type { Proposal, ProposedFinding } from './proposal.ts'
import { Unfence } from './unfence.ts'

const findingsMax = 12
const piecesMax = 256
const none: readonly ProposedFinding[] = []

/**
 * Reads the answer while it is written: gives each finding when its last brace has come, and the
 * whole proposal at the end. What is cut off, garbled or of another shape is never given.
 */
export class ProposalReader {
  /** The answer so far, and its newest pieces: thousands of small texts are dear to keep. */
  #text = ''
  #pieces: string[] = []
  #broken = false
  #seen = 0
  #closed: ProposedFinding[] = []
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
  write(piece: string): readonly ProposedFinding[] {
    if (this.#fence === undefined) this.#read(piece)
    else this.#fence.write(piece, (text) => this.#read(text))
    // Most pieces complete none, and an answer has tens of thousands of pieces.
    if (this.#closed.length === 0) return none
    const closed = this.#closed
    this.#closed = []
    return closed
  }

  /** The whole answer, parsed anew; undefined when it is not one, in full and alone. */
  end(): Proposal | undefined {
    if (this.#fence?.closed === false) return undefined
    try {
      return ProposalSchema.safeParse(JSON.parse(this.#text + this.#pieces.join(''))).data
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
    if (this.#seen > findingsMax) return
    const { data } = ProposedFindingSchema.safeParse(value)
    if (data !== undefined) this.#closed.push(data)
  }
}
