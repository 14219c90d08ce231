import type { ModelEnd, ModelEnding } from './model.ts'
import { ProposalReader } from './proposal-reader.ts'
import type { CouldNotAssess } from './proposal/proposal.ts'
import type { ReadLoss } from './proposal/read-finding.ts'

/**
 * How the service said that its answer ended. `stop` alone is a whole answer: a stream that is
 * cut ends as quietly as one that is complete, without any of these.
 */
export type Finish = 'stop' | 'length' | 'content-filter' | 'limited' | 'failed' | 'other'

/** What has been learned of one answer so far, whatever ends it; both APIs fill it. */
export class Answer {
  readonly reader: ProposalReader
  facts: Partial<ModelEnd> = {}
  couldNotAssess: readonly CouldNotAssess[] = []
  lost: readonly ReadLoss[] = []
  finish: Finish | undefined
  refused = false
  promptFiltered = false
  completionFiltered = false

  constructor(given?: { readonly mayFence: boolean }) {
    this.reader = new ProposalReader(given)
  }

  /** Adds to what the service says of itself; what it does not say keeps its value. */
  note(facts: Partial<ModelEnd>): void {
    this.facts = { ...this.facts, ...facts }
  }

  /** How a stream that ended by itself ended. */
  ending(aborted: boolean): ModelEnding {
    if (this.finish === undefined) return aborted ? 'late' : 'unavailable'
    if (this.finish === 'content-filter' || this.completionFiltered) return 'filtered-completion'
    if (this.promptFiltered) return 'filtered-prompt'
    if (this.finish === 'limited') return 'limited'
    if (this.finish === 'failed') return 'unavailable'
    if (this.refused) return 'refused'
    if (this.finish === 'length') return 'truncated'
    const end = this.finish === 'stop' ? this.reader.end() : undefined
    if (end === undefined) return 'malformed'
    this.couldNotAssess = end.couldNotAssess
    this.lost = end.lost
    return 'complete'
  }
}
