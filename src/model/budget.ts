import type { Clock } from '../ground/clock.ts'
import type { ModelAsk, ModelLimit } from './model.ts'
import { dayMs } from '../ground/time.ts'

/** What one EHR may ask of the model; what is not named is not bounded. */
export interface ModelBudget {
  readonly callsPerMinute?: number | undefined
  readonly tokensPerMinute?: number | undefined
  /** Of the UTC day. */
  readonly tokensPerDay?: number | undefined
}

/** One admitted call; its tokens are estimated until it has ended. */
interface Booking {
  readonly atMs: number
  readonly day: number
  tokens: number
}

const minuteMs = 60_000
// Condensed charts are dense in digits and codes: measured at 2.2 to 2.6 characters to a token.
const charactersPerToken = 2.2

/** Tokens of what is sent, before anything is known of them; the schema is the same every time. */
export function estimatedTokens({ chart, part, instructions }: ModelAsk): number {
  const moment = part === 'moment' ? (chart.moment?.length ?? 0) : 0
  const characters = instructions.text.length + chart.review.length + moment
  return Math.ceil(characters / charactersPerToken)
}

/** Which bound is passed when so much is used, the call that asks included. */
export function limitReached(
  budget: ModelBudget,
  use: {
    readonly callsThisMinute: number
    readonly tokensThisMinute: number
    readonly tokensThisDay: number
  }
): ModelLimit | undefined {
  const { callsPerMinute, tokensPerMinute, tokensPerDay } = budget
  if (use.callsThisMinute > (callsPerMinute ?? Infinity)) return 'calls-per-minute'
  if (use.tokensThisMinute > (tokensPerMinute ?? Infinity)) return 'tokens-per-minute'
  return use.tokensThisDay > (tokensPerDay ?? Infinity) ? 'tokens-per-day' : undefined
}

/**
 * Keeps what each EHR uses within its budget in this process alone: the estimate before a call, its
 * usage after.
 */
export class Budgets {
  readonly #clock: Clock
  readonly #budgets: ReadonlyMap<string, ModelBudget>
  readonly #books = new Map<string, { minute: Booking[]; day: number; dayTokens: number }>()

  constructor(given: {
    readonly clock: Clock
    readonly budgets: ReadonlyMap<string, ModelBudget>
  }) {
    this.#clock = given.clock
    this.#budgets = given.budgets
  }

  /**
   * Books a call of so many estimated tokens, or says which bound it would pass. The function
   * returned takes the tokens that were used in the end; without a number the estimate stands.
   */
  admit(ehrId: string, tokens: number): ((used: number | undefined) => void) | ModelLimit {
    const budget = this.#budgets.get(ehrId)
    if (budget === undefined) return () => undefined
    const nowMs = this.#clock.nowMs()
    const day = Math.floor(nowMs / dayMs)
    const book = this.#books.get(ehrId) ?? { minute: [], day, dayTokens: 0 }
    this.#books.set(ehrId, book)
    book.minute = book.minute.filter(({ atMs }) => nowMs - atMs < minuteMs)
    if (book.day !== day) Object.assign(book, { day, dayTokens: 0 })
    const limit = limitReached(budget, {
      callsThisMinute: book.minute.length + 1,
      tokensThisMinute: book.minute.reduce((sum, booking) => sum + booking.tokens, tokens),
      tokensThisDay: book.dayTokens + tokens
    })
    if (limit !== undefined) return limit
    const booking: Booking = { atMs: nowMs, day, tokens }
    book.minute.push(booking)
    book.dayTokens += tokens
    return (used) => {
      if (used === undefined) return
      if (book.day === booking.day) book.dayTokens += used - booking.tokens
      booking.tokens = used
    }
  }
}
