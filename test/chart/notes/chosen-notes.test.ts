import { expect, test } from 'vitest'
import { deidentify } from '../../../src/chart/deidentify.ts'
import { decodeBase64 } from '../../../src/chart/notes/decode-base64.ts'
import { textOfHtml } from '../../../src/chart/notes/text-of-html.ts'
import { buildClinicalIndex } from '../../../src/clinical/build-clinical-index.ts'
import { aConcept, aRecord, loinc } from '../../support/records.ts'
import { aNote, chartOf, noteLines } from './a-note.ts'

const progress = { type: aConcept(loinc, '11506-3', 'Progress note') }
const at = (id: string, date: string, more: object = {}) =>
  aNote(`Potassium was ${id.length}.`, { id, date, ...more })
const headsOf = (resources: readonly ReturnType<typeof aNote>[]) =>
  chartOf(aRecord({ resources }))
    .chart.review.split('\n')
    .filter((line) => line.startsWith('[N'))

test('of the last year before older ones, what says most before progress notes, the newest first', () => {
  expect(
    headsOf([
      at('a', '2026-11-01', progress),
      at('bb', '2026-11-10', progress),
      at('ccc', '2026-03-01'),
      at('dddd', '2020-03-01'),
      at('eeeee', '2026-05-01', { type: { text: 'Note of somebody called Mary' } })
    ])
  ).toEqual([
    '[N1] Discharge summary (LN 18842-5) D-264',
    '[N2] Progress note (LN 11506-3) D-10',
    '[N3] Progress note (LN 11506-3) D-19',
    '[N4] Clinical note D-203',
    '[N5] Discharge summary (LN 18842-5) D-2455'
  ])
})

test('five at most, and only current clinical notes', () => {
  const seven = Array.from({ length: 7 }, (_, day) => at(`n${day}`, `2026-10-0${day + 1}`))
  const chart = chartOf(aRecord({ resources: seven }))
  expect(chart.notes).toEqual({ shown: 5, withheld: 0, cut: 2 })
  expect(
    headsOf([
      at('a', '2026-10-01', { status: 'superseded' }),
      at('b', '2026-10-01', { docStatus: 'entered-in-error' }),
      at('c', '2026-10-01', { category: [], type: aConcept(loinc, '57133-1', 'Referral') }),
      at('d', '2026-10-01', { contentType: 'application/pdf' })
    ])
  ).toEqual([])
})

test('they have room of their own, and what is cut is said', () => {
  const long = Array.from({ length: 400 }, (_, line) => `Potassium was ${line}.`).join('\n')
  const chart = chartOf(aRecord({ resources: [aNote(long)] }), { notesCharactersMax: 1_000 })
  const lines = noteLines(chart)
  expect(lines[0]).toBe('Potassium was 0.')
  expect(lines.length).toBeGreaterThan(30)
  expect(chart.notes?.cut).toBe(400 - lines.length)
  expect(chart.chart.review).toContain(`; ${400 - lines.length} lines or notes cut`)
  const section = chart.chart.review.slice(chart.chart.review.indexOf('[N1]'))
  expect(section.length).toBeLessThanOrEqual(1_000)
})

test('a note of any length is read in no time', () => {
  const hostile = [
    '1'.repeat(200_000),
    'a'.repeat(200_000),
    '. A'.repeat(60_000),
    `${'('.repeat(50_000)}${')'.repeat(50_000)}`,
    'Dr. '.repeat(50_000),
    '2026-'.repeat(40_000),
    'mother’s '.repeat(20_000),
    'hr is '.repeat(30_000),
    '3/14 '.repeat(40_000),
    '3 / 14 - '.repeat(20_000),
    '&oacute'.repeat(30_000),
    'a\n'.repeat(100_000),
    '< '.repeat(100_000)
  ]
  for (const text of hostile) {
    chartOf(aRecord({ resources: [aNote(text)] }))
    chartOf(aRecord({ resources: [aNote(`<b>${text}`, { contentType: 'text/html' })] }))
  }
})

test('the digest names the notes, and a new day alone asks nothing again', () => {
  const of = (text: string, asOf?: string) =>
    chartOf(aRecord({ resources: [aNote(text)] }), asOf === undefined ? {} : { asOf }).digests
      .review
  expect(of('Potassium was low.')).toBe(of('Potassium was low.'))
  expect(of('Potassium was low.')).toBe(of('Potassium was low.', '2026-11-21T10:00:00Z'))
  expect(of('Potassium was low.')).not.toBe(of('Potassium was high.'))
  expect(of('Potassium was low.')).not.toBe(chartOf(aRecord({ resources: [] })).digests.review)
})

test('the order of the record has no part in what is shown', () => {
  const notes = [at('a', '2026-10-01'), at('bb', '2026-10-01'), at('ccc', '2026-10-02')]
  const one = chartOf(aRecord({ resources: notes }))
  const renamed = notes.map((note, which) => ({ ...note, id: `z${9 - which}` }))
  expect(chartOf(aRecord({ resources: renamed })).chart.review).toBe(one.chart.review)
})

test.for(['shifted', 'strict-year'] as const)(
  'in the profile %s no note is shown, ever',
  (profile) => {
    const record = aRecord({ resources: [aNote('Potassium was low.')] })
    const given = {
      record,
      index: buildClinicalIndex(record, '2026-11-20T10:00:00Z'),
      moment: { hook: 'patient-view', draftOrders: [] },
      absences: [],
      profile,
      originDay: 50_000,
      charactersMax: 13_000
    }
    const outcome = deidentify(given)
    if (outcome.outcome !== 'clean') throw new Error('closed')
    expect(outcome.value.chart.review).not.toContain('NOTES')
    expect(() => deidentify({ ...given, notesCharactersMax: 5_000 })).toThrow(
      'text tells more of time'
    )
  }
)

test.for<[string, string]>([
  ['<p>One<br>two</p><div>three</div>', 'One two three'],
  ['<style>p { color: red }</style><script>let a = "<p>x"</script>Kept', 'Kept'],
  ['<!-- hidden --> 5 &lt; 6 &amp; &#181;g &#x41; &nope;', '5 < 6 & µg A &nope;'],
  ['<table><tr><td>K</td><td>5.1</td></tr></table>', 'K 5.1'],
  ['a < b', 'a < b'],
  ['<img src=x onerror=alert(1)>text', 'text']
])('HTML %s reads %s', ([html, text]) => {
  expect(textOfHtml(html).replace(/\s+/g, ' ').trim()).toBe(text)
})

test.for<[string, string | undefined, string | undefined]>([
  ['VGV4dA==', undefined, 'Text'],
  ['VGV4\ndA==', undefined, 'Text'],
  ['/w==', undefined, undefined],
  ['5A==', 'iso-8859-1', 'ä'],
  ['VGV4dA==', 'no-such-set', undefined],
  ['not base64!', undefined, undefined],
  ['', undefined, undefined]
])('base64 %s in %s', ([data, charset, text]) => expect(decodeBase64(data, charset)).toBe(text))
