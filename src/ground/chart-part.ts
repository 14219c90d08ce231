/** A chart has two parts: the longitudinal record, and what this hook adds to it. */
export type ChartPart = 'review' | 'moment'
