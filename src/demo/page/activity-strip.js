// @ts-check
import { byId, h } from './dom.js'
import { counted, seconds } from './words.js'
/** @import { CallEvent } from './wire.d.ts' */

const rowsMax = 200

/** @typedef {{ hook: string, startedMs: number, reads: number, rows: HTMLElement[], endedMs: number | undefined, said: string }} Followed */

/**
 * What the EHR sees while Curbside thinks: its FHIR requests with their times. One call is followed, the newest.
 */
export class ActivityStrip {
  #line = byId('activity-line', HTMLElement)
  #list = byId('activity-list', HTMLElement)
  /** @type {Followed | undefined} */
  #call
  #callName = ''
  #dropped = 0
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer

  /** @param {CallEvent} happened */
  add({ call, event }) {
    if (event.kind === 'hook-sent') {
      this.#begin(call, event.hook ?? '', event.prefetchKeys ?? 0)
    } else if (call === this.#callName && this.#call !== undefined) {
      if (event.kind === 'fhir') this.#read(this.#call, event)
      else this.#end(this.#call, event)
    }
  }

  /** @param {number} dropped answers that came too late for what is on the screen */
  mention(dropped) {
    this.#dropped = dropped
    this.#tell()
  }

  /**
   * @param {string} name
   * @param {string} hook
   * @param {number} prefetchKeys
   */
  #begin(name, hook, prefetchKeys) {
    this.#callName = name
    this.#call = {
      hook,
      startedMs: performance.now(),
      reads: 0,
      rows: [],
      endedMs: undefined,
      said: ''
    }
    this.#list.replaceChildren(
      row('0 ms', `${hook} sent`, `${counted(prefetchKeys, 'prefetch key')}`, 'hook')
    )
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#tell(), 100)
    this.#tell()
  }

  /**
   * @param {Followed} call
   * @param {CallEvent['event']} event
   */
  #read(call, event) {
    call.reads += 1
    const isGood = event.status === 200
    if (call.reads <= rowsMax) {
      this.#list.append(
        row(
          seconds(event.startMs ?? 0),
          `${event.method} ${event.request}`,
          `${isGood ? counted(event.entries ?? 0, 'resource') : `status ${event.status}`}, ${seconds(Math.max(1, event.tookMs ?? 0))}`,
          isGood ? 'read' : 'bad'
        )
      )
    }
    this.#tell()
  }

  /**
   * @param {Followed} call
   * @param {CallEvent['event']} event
   */
  #end(call, event) {
    call.endedMs = performance.now()
    clearInterval(this.#timer)
    const cards =
      event.status === 200 ? counted(event.cards ?? 0, 'card') : `status ${event.status}`
    call.said = `answered after ${seconds(event.tookMs ?? 0)} with ${cards}`
    this.#list.append(
      row(seconds(event.tookMs ?? 0), 'answer', cards, event.status === 200 ? 'hook' : 'bad')
    )
    this.#tell()
  }

  #tell() {
    const call = this.#call
    if (call === undefined) return
    const late = this.#dropped > 0 ? `${counted(this.#dropped, 'late answer')} dropped` : ''
    const reads = counted(call.reads, 'FHIR request')
    const now =
      call.endedMs === undefined
        ? `working, ${seconds(performance.now() - call.startedMs)}`
        : call.said
    this.#line.textContent = [call.hook, now, reads, late].filter(Boolean).join(' · ')
  }
}

/**
 * @param {string} at
 * @param {string} what
 * @param {string} result
 * @param {string} kind
 */
function row(at, what, result, kind) {
  return h(
    'li',
    { class: `event event-${kind}` },
    h('span', { class: 'event-at' }, at),
    h('code', {}, what),
    h('span', { class: 'event-result' }, result)
  )
}
