import { isAnalyte, labelOfAnalyte } from '../../terminology/analytes.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import type { Result } from '../../clinical/clinical-index.ts'

/* How a result is written on a card: from the record, never from what a model wrote. */

/** What chart and cards call a result: the name of its analyte ("eGFR"), else its own label. */
export function resultName({ analyte, label }: Pick<Result, 'analyte' | 'label'>): string {
  return isAnalyte(analyte) ? labelOfAnalyte(analyte) : label
}

/** `47.3 mL/min/1.73m2`, `<0.1 ng/mL`, `Positive`. */
export function writeResult({ recorded, comparator }: Result): string {
  if (recorded.value === undefined) return recorded.text ?? 'recorded'
  const unit = writeUnit(recorded.unit)
  return `${comparator ?? ''}${writeNumber(recorded.value)}${unit === '' ? '' : ` ${unit}`}`
}

/** Several readings, oldest first, the unit once: `188, 190, 166 mmHg (3 May 2020 to 1 Jan 2021)`. */
export function writeReadings(readings: readonly Result[]): string {
  const [first, ...others] = readings
  const last = others.at(-1)
  if (first === undefined) return ''
  if (last === undefined) return `${writeResult(first)} (${writeDate(first.date)})`
  const [value] = readings.map(writeResult)
  if (readings.length > 2 && readings.every((one) => writeResult(one) === value)) {
    return `${value} ${readings.length} times (${writeDate(first.date)} to ${writeDate(last.date)})`
  }
  const sameUnit = readings.every(({ recorded }) => recorded.unit === last.recorded.unit)
  const sameDay = first.date.iso === last.date.iso
  const written = readings.map((one, at) =>
    sameUnit && at < readings.length - 1 ? withoutUnit(one) : writeResult(one)
  )
  const joined = readings.length === 2 && !sameDay ? written.join(' to ') : listed(written, sameDay)
  const days = sameDay
    ? writeDate(first.date)
    : `${writeDate(first.date)} to ${writeDate(last.date)}`
  return `${joined} (${days})`
}

const listed = (written: readonly string[], sameDay: boolean): string =>
  sameDay ? written.join(' and ') : written.join(', ')

function withoutUnit({ recorded, comparator, ...rest }: Result): string {
  const { unit: _unit, ...bare } = recorded
  return writeResult({ ...rest, recorded: bare, ...(comparator !== undefined && { comparator }) })
}

/** Two decimals at most; small numbers keep two digits that count. */
export function writeNumber(value: number): string {
  const written = Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(2)
  return String(Number(written))
}

/** UCUM as clinicians write it. */
export function writeUnit(unit: string | undefined): string {
  return (unit ?? '')
    .replace(/\{1\.73_?m2\}/g, '1.73m2')
    .replace(/\{[^}]*\}/g, '')
    .replace(/^1$/, '')
    .replace('mm[Hg]', 'mmHg')
    .replace('[degF]', 'degF')
    .replace('[lb_av]', 'lb')
    .replace('[in_i]', 'in')
    .replace(/\[i?iu\]/gi, 'IU')
    .replace(/^10\*(\d+)/, '10^$1')
}
