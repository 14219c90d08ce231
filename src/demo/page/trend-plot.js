// @ts-check
import { svg } from './dom.js'
import { shortDate } from './words.js'
/** @import { ResultPoint, ResultSeries } from './wire.d.ts' */

/**
 * A small plot of a series over true time, with the reference range as a band where the record states one. The
 * range is always in the picture: what moves inside it must not look like a fall.
 * @param {ResultSeries} series
 * @param {{ readonly width: number, readonly height: number }} size
 * @returns {Element | undefined} undefined when there is no trend to draw
 */
export function trendPlot(series, { width, height }) {
  const points = series.points.filter((each) => each.values.length > 0)
  const first = points[0]
  const last = points.at(-1)
  if (points.length < 2 || first === undefined || last === undefined) return undefined
  const scale = scaleOf(points, width, height)
  const lines = series.lines.map((_name, index) => {
    const drawn = points.flatMap((each) => {
      const value = each.values[index]
      return value === undefined ? [] : [`${scale.x(each.date)},${scale.y(value)}`]
    })
    return svg('polyline', { points: drawn.join(' '), class: `trend-line trend-line-${index}` })
  })
  const dots = points.flatMap((point) =>
    point.values.map((value) =>
      svg('circle', {
        cx: scale.x(point.date),
        cy: scale.y(value),
        r: point === last ? 3 : 1.4,
        class: isOutside(point, value) ? 'trend-dot trend-dot-outside' : 'trend-dot'
      })
    )
  )
  const label = `${series.name}: from ${first.text} on ${shortDate(first.date)} to ${last.text} ${series.unit} on ${shortDate(last.date)}, ${points.length} values`
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: 'trend',
      role: 'img',
      'aria-label': label
    },
    band(last, scale, { width, height }),
    ...lines,
    ...dots
  )
}

/**
 * @param {readonly ResultPoint[]} points
 * @param {number} width
 * @param {number} height
 */
function scaleOf(points, width, height) {
  const pad = 5
  const times = points.map((each) => timeOf(each.date))
  const last = points.at(-1)
  const bounds = [last?.low, last?.high].flatMap((each) => each ?? [])
  const values = [...points.flatMap((each) => each.values), ...bounds]
  const [fromTime, untilTime] = [Math.min(...times), Math.max(...times)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  /** @param {number} number */
  const place = (number) => Math.round(number * 10) / 10
  return {
    /** @param {string} date */
    x: (date) =>
      place(
        pad + ((timeOf(date) - fromTime) / Math.max(1, untilTime - fromTime)) * (width - 2 * pad)
      ),
    /** @param {number} value */
    y: (value) =>
      high === low
        ? height / 2
        : place(
            Math.min(
              height,
              Math.max(0, height - pad - ((value - low) / (high - low)) * (height - 2 * pad))
            )
          )
  }
}

/**
 * The reference range, open at the side that the record leaves open.
 * @param {ResultPoint} point
 * @param {ReturnType<typeof scaleOf>} scale
 * @param {{ readonly width: number, readonly height: number }} size
 */
function band({ low, high }, scale, { width, height }) {
  if (low === undefined && high === undefined) return undefined
  const top = high === undefined ? 0 : scale.y(high)
  const bottom = low === undefined ? height : scale.y(low)
  return svg('rect', {
    x: 0,
    y: top,
    width,
    height: Math.max(0, bottom - top),
    class: 'trend-band'
  })
}

/**
 * @param {ResultPoint} point
 * @param {number} value
 */
function isOutside({ low, high }, value) {
  return (low !== undefined && value < low) || (high !== undefined && value > high)
}

/** @param {string} date */
function timeOf(date) {
  const time = Date.parse(date.length === 4 ? `${date}-07-01` : date)
  return Number.isNaN(time) ? 0 : time
}
