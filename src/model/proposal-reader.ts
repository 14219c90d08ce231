import { JSONParser } from '@streamparser/json'
import { ProposalSchema, ProposedFindingSchema } from './proposal.ts'
import type { Proposal, ProposedFinding } from './proposal.ts'

const findingsMax = 12

/**
 * Reads the answer while it is written: gives each finding when its last brace has come, and the
 * whole proposal at the end. What is cut off, garbled or of another shape is never given.
 */
export class ProposalReader {
  #text = ''
  #broken = false
  #seen = 0
  #closed: ProposedFinding[] = []
  readonly #parser = new JSONParser({ paths: ['$.findings.*'], keepStack: false })

  constructor() {
    this.#parser.onValue = ({ value }) => this.#take(value)
    this.#parser.onError = () => {
      this.#broken = true
    }
  }

  /** The findings that `piece` completes. */
  write(piece: string): readonly ProposedFinding[] {
    this.#text += piece
    if (!this.#broken) this.#parser.write(piece)
    const closed = this.#closed
    this.#closed = []
    return closed
  }

  /** The whole answer, parsed anew; undefined when it is not one, in full and alone. */
  end(): Proposal | undefined {
    try {
      return ProposalSchema.safeParse(JSON.parse(this.#text)).data
    } catch {
      return undefined
    }
  }

  #take(value: unknown): void {
    this.#seen += 1
    if (this.#seen > findingsMax) return
    const { data } = ProposedFindingSchema.safeParse(value)
    if (data !== undefined) this.#closed.push(data)
  }
}
