// @ts-check
import { byId, h } from './dom.js'
import { readableUnit, shortNames } from './result-names.js'
import { trendPlot } from './trend-plot.js'
import { ageAndSex, counted, shortDate } from './words.js'
/** @import { ChartLine, ChartShown, PatientHead, ResultSeries } from './wire.d.ts' */

const rowsAtFirst = 8

/**
 * The banner: who this is and what they must not be given, always in sight.
 * @param {ChartShown} chart
 * @param {string} asOf
 */
export function drawBanner({ head, allergies }, asOf) {
  const known = allergies.filter((each) => each.active).map((each) => each.text)
  byId('banner', HTMLElement).replaceChildren(
    h('h1', {}, head.name),
    h(
      'dl',
      {},
      fact('Age and sex', ageAndSex(head, asOf)),
      fact('Born', shortDate(head.birthDate)),
      fact('Record', head.id.length > 24 ? `${head.id.slice(0, 23)}…` : head.id, 'aside'),
      head.deceased && fact('Status', 'deceased'),
      fact(
        'Allergies',
        known.length === 0 ? 'none recorded' : known.join(' · '),
        known.length === 0 ? 'allergies' : 'allergies allergic'
      )
    )
  )
}

/** @param {PatientHead} head */
export function drawStory(head) {
  const place = byId('story', HTMLElement)
  place.hidden = head.story === undefined
  place.replaceChildren(
    h('p', {}, h('strong', {}, 'Demo story'), ' ', head.story),
    head.promise !== undefined && head.promise !== ''
      ? h('p', {}, h('strong', {}, 'To see'), ' ', head.promise)
      : ''
  )
}

/** @param {ChartShown} chart */
export function drawChart(chart) {
  const place = byId('chart', HTMLElement)
  place.scrollTop = 0
  place.replaceChildren(
    h(
      'div',
      { class: 'pair' },
      linesPanel('Problems', chart.problems, 'No problems recorded'),
      linesPanel('Medications', chart.medications, 'No medications recorded')
    ),
    resultsPanel(chart.results),
    h(
      'div',
      { class: 'pair' },
      linesPanel('Allergies', chart.allergies, 'No allergies recorded'),
      linesPanel('Visits', chart.visits, 'No visits recorded')
    )
  )
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} [kind]
 */
function fact(name, value, kind = '') {
  return h('div', { class: kind }, h('dt', {}, name), h('dd', {}, value))
}

/**
 * @param {string} title
 * @param {readonly ChartLine[]} lines
 * @param {string} none
 */
function linesPanel(title, lines, none) {
  return panel(
    title,
    lines.filter((each) => each.active).length,
    lines.length === 0
      ? h('p', { class: 'empty' }, none)
      : longList(lines.map(lineItem), (items) => h('ul', { class: 'lines' }, ...items))
  )
}

/** @param {ChartLine} line */
function lineItem(line) {
  return h(
    'li',
    { class: line.active ? '' : 'past' },
    h('span', { class: 'line-text' }, line.text),
    h('time', { class: 'line-date' }, shortDate(line.date)),
    line.note !== undefined && h('span', { class: 'line-note' }, line.note)
  )
}

/** @param {readonly ResultSeries[]} results */
function resultsPanel(results) {
  const nameOf = shortNames(results)
  const groups = ['laboratory', 'vital signs', 'other'].flatMap((group) => {
    const series = results.filter((each) => each.group === group)
    if (series.length === 0) return []
    const title =
      group === 'laboratory' ? 'Laboratory' : group === 'vital signs' ? 'Vital signs' : 'Other'
    return [
      h('h3', {}, title),
      longList(
        series.map((each) => resultItem(each, nameOf(each))),
        (items) => h('ul', { class: 'results' }, ...items)
      )
    ]
  })
  return panel(
    'Results',
    results.length,
    ...(groups.length === 0 ? [h('p', { class: 'empty' }, 'No results recorded')] : groups)
  )
}

/**
 * @param {ResultSeries} series
 * @param {string} name
 */
function resultItem(series, name) {
  const last = series.points.at(-1)
  const flag = last?.flag !== undefined && last.flag !== 'N' ? last.flag : undefined
  const plot = trendPlot(series, { width: 150, height: 36 })
  const line = [
    h('span', { class: 'result-name', title: series.name }, name),
    h(
      'span',
      { class: last?.values.length === 0 ? 'result-value result-words' : 'result-value' },
      last?.text ?? '',
      h('span', { class: 'unit' }, ` ${readableUnit(series.unit)}`),
      flag !== undefined && h('span', { class: 'flag' }, flag)
    ),
    h('time', { class: 'line-date' }, shortDate(last?.date)),
    h('span', { class: 'result-trend' }, plot)
  ]
  if (series.points.length < 2) return h('li', {}, h('div', { class: 'result-line' }, ...line))
  return h(
    'li',
    {},
    h(
      'details',
      {},
      h('summary', { class: 'result-line' }, ...line),
      h(
        'table',
        { class: 'values' },
        h('caption', {}, series.name),
        h(
          'tbody',
          {},
          ...series.points
            .toReversed()
            .map((each) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, shortDate(each.date)),
                h('td', {}, `${each.text} ${readableUnit(series.unit)}`)
              )
            )
        )
      )
    )
  )
}

/**
 * @param {string} title
 * @param {number} count
 * @param {...Node} content
 */
function panel(title, count, ...content) {
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, title, h('span', { class: 'count' }, String(count))),
    ...content
  )
}

/**
 * The first rows, and a button for the rest.
 * @param {readonly HTMLElement[]} items
 * @param {(items: readonly HTMLElement[]) => HTMLElement} wrap
 */
function longList(items, wrap) {
  const list = wrap(items.slice(0, rowsAtFirst))
  const rest = items.slice(rowsAtFirst)
  if (rest.length === 0) return list
  const button = h(
    'button',
    {
      type: 'button',
      class: 'quiet more',
      onclick: () => {
        list.append(...rest)
        button.remove()
      }
    },
    `Show ${counted(rest.length, 'more', 'more')}`
  )
  return h('div', {}, list, button)
}
