import type { Moment } from '../clinical/clinical-index.ts'
import type { AliasTable } from './alias-table.ts'
import type { LineContext } from './chart-line.ts'
import { draftLines } from './lines/draft-lines.ts'

export interface WrittenMoment {
  /** Null when the hook brings no order and no new entry that may be shown. */
  readonly text: string | null
  /** The lines without their aliases. */
  readonly bodies: readonly string[]
  readonly withheld: number
}

/** Hooks that are a moment of their own: what is asked there needs no order. */
const momentsWithoutOrders = ['encounter-discharge']

/**
 * The moment: what this hook adds to the record. The aliases of its orders go on counting after the
 * review's; new entries stand in the review, and are only pointed at.
 */
export function writeMoment(
  moment: Moment,
  context: LineContext,
  table: AliasTable
): WrittenMoment {
  const { lines, withheld } = draftLines(moment.draftOrders, context)
  const news = (moment.newFacts ?? []).flatMap((reference) => table.aliasOf(reference) ?? [])
  if (lines.length + news.length === 0 && !momentsWithoutOrders.includes(moment.hook)) {
    return { text: null, bodies: [], withheld }
  }
  const hook = /^[a-z][a-z-]{0,40}$/.test(moment.hook) ? moment.hook : 'hook'
  const orders = lines.map(({ letter, order, body }) => {
    // An order that stands is in the record too: under two aliases it would read as two.
    const recorded = order.standing === 'active' ? table.aliasOf(order.reference) : undefined
    const same = recorded === undefined ? '' : `; the same as ${recorded}`
    return `[${table.writeOrder(letter, order.reference)}] ${body}${same}`
  })
  return {
    text: [`MOMENT ${hook}`, ...orders, ...news.map((alias) => `[${alias}] NEW ENTRY`)].join('\n'),
    bodies: lines.map(({ body }) => body),
    withheld
  }
}
