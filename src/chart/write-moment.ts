import type { Moment } from '../clinical/clinical-index.ts'
import type { AliasTable } from './alias-table.ts'
import type { LineContext } from './chart-line.ts'
import { draftLines } from './lines/draft-lines.ts'

export interface WrittenMoment {
  /** Null when the hook brings no order that may be shown. */
  readonly text: string | null
  /** The lines without their aliases. */
  readonly bodies: readonly string[]
  readonly withheld: number
}

/** Hooks that are a moment of their own: what is asked there needs no order. */
const momentsWithoutOrders = ['encounter-discharge']

/** The moment: what this hook adds to the record. Its aliases go on counting after the review's. */
export function writeMoment(
  moment: Moment,
  context: LineContext,
  table: AliasTable
): WrittenMoment {
  const { lines, withheld } = draftLines(moment.draftOrders, context)
  if (lines.length === 0 && !momentsWithoutOrders.includes(moment.hook)) {
    return { text: null, bodies: [], withheld }
  }
  const hook = /^[a-z][a-z-]{0,40}$/.test(moment.hook) ? moment.hook : 'hook'
  const texts = lines.map(
    ({ letter, order, body }) => `[${table.writeOrder(letter, order.reference)}] ${body}`
  )
  return {
    text: [`MOMENT ${hook}`, ...texts].join('\n'),
    bodies: lines.map(({ body }) => body),
    withheld
  }
}
