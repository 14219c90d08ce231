import { expect, test } from 'vitest'
import { aRecord } from '../../support/records.ts'
import { aNote, chartOf } from './a-note.ts'

/* What a dose or a value was, it is: every number of a note stands in the chart unchanged, or does not stand there. */

const doses = [
  ['5', '10'],
  ['2.5', '5'],
  ['20', '40'],
  ['0.5', '1'],
  ['100', '200'],
  ['12.5', '25']
] as const
const units = ['mg daily', 'units', 'mL', 'tablets', 'mmol']
const betweens = [
  ['text/plain', '-'],
  ['text/plain', ' to '],
  ['text/plain', '\u2013'],
  ['text/plain', '\u0096'],
  ['text/plain', '/'],
  ['text/plain', '\u00ad'],
  ['text/plain', '\t'],
  ['text/html', '&ndash;'],
  ['text/html', '&#8211;'],
  ['text/html', '&#150;'],
  ['text/html', '&#x96;'],
  ['text/html', '&#45;'],
  ['text/html', '&nbsp;'],
  ['text/html', '<br>'],
  ['text/html', '</p><p>']
] as const

test.for(betweens)('%s: numbers with %j between them never become one', ([contentType, mark]) => {
  const wrong = doses.flatMap(([low, high]) =>
    units.flatMap((unit) => {
      const note = aNote(`Take aspirin ${low}${mark}${high} ${unit} with food.`, { contentType })
      const { review } = chartOf(aRecord({ resources: [note] })).chart
      const lines = review.split('\n').filter((line) => line.startsWith('| '))
      const numbers = lines.join(' ').match(/\d+(?:\.\d+)?/g) ?? []
      return numbers.every((one) => one === low || one === high) ? [] : [lines.join(' ')]
    })
  )
  expect(wrong).toEqual([])
})

test.for(['del', 's', 'strike'])('what is struck out with <%s> is not shown', (tag) => {
  const note = aNote(`<p>Take aspirin <${tag}>500</${tag}> 75 mg with food.</p>`, {
    contentType: 'text/html'
  })
  const { review } = chartOf(aRecord({ resources: [note] })).chart
  expect(review).toContain('75^mg')
  expect(review).not.toContain('500')
})
