import type { Served } from './world.ts'

/** Addresses that a misbehaving server may name. */
export interface Place {
  readonly origin: string
  readonly base: string
  /** The whole address that was asked. */
  readonly asked: string
  /** A server that is not registered anywhere. */
  readonly stranger: string
  /** A server that is registered for the same EHR, with a token of its own. */
  readonly neighbour: string
}

/** What a server does with a request. Nothing in it depends on who asks. */
export type Behaviour =
  | { readonly does: 'answer-well' }
  | { readonly does: 'refuse-connections' }
  | { readonly does: 'say-nothing' }
  | { readonly does: 'wait'; readonly ms: number }
  | { readonly does: 'drip'; readonly everyMs: number }
  | { readonly does: 'reset-in-the-body' }
  | {
      readonly does: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly does: 'text'; readonly text: string; readonly type?: string }
  | { readonly does: 'redirect'; readonly status: number; readonly to: (place: Place) => string }
  /** Sound matches, with a link to a further page. */
  | { readonly does: 'link'; readonly to: (place: Place) => string }
  /** Sound matches, each page with a link to one that was never asked for, after a time. */
  | { readonly does: 'link-on'; readonly afterMs: number }
  /** A sound first page, and this instead of the second. */
  | { readonly does: 'break-off'; readonly with: Behaviour }
  /** Other entries than the sound ones. */
  | {
      readonly does: 'entries'
      readonly of: (matches: readonly Served[], place: Place) => readonly unknown[]
    }
  | { readonly does: 'gzip'; readonly bytes: number }
  | { readonly does: 'pour'; readonly bytes: number; readonly announced: boolean }
