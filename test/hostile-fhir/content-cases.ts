import type { HostileCase } from './hostile-case.ts'
import { everyKind, oneRequestEach, searches } from './hostile-case.ts'
import type { Served } from './world.ts'

/* What stands in answers that come with 200 and in time. */

const requestsMax = oneRequestEach

const text = (name: string, body: string): HostileCase => ({
  name,
  sick: searches,
  behaviour: { does: 'text', text: body },
  audited: ['unknown malformed'],
  requestsMax
})

const entriesOf = (matches: readonly Served[]): unknown[] =>
  matches.map((resource) => ({ resource }))

const ofAnother = (resource: Served): Served => ({
  ...resource,
  ...('subject' in resource && { subject: { reference: 'Patient/p2' } }),
  ...('patient' in resource && { patient: { reference: 'Patient/p2' } })
})

const copies = (resource: Served | undefined, count: number): unknown[] =>
  Array.from({ length: count }, (_, at) => ({ resource: { ...resource, id: `copy-${at}` } }))

/** An order that names its drug by reference, and drugs that come with it. */
const withDrug = (matches: readonly Served[], reference: string, drugs: readonly object[] = []) => [
  ...entriesOf(matches),
  ...matches.map((resource) => ({
    resource: {
      ...resource,
      id: 'referring',
      medicationCodeableConcept: undefined,
      medicationReference: { reference }
    }
  })),
  ...drugs.map((resource) => ({ resource, search: { mode: 'include' } }))
]

const circle = (id: string, other: string) => ({
  resourceType: 'Medication',
  id,
  ingredient: [{ itemReference: { reference: `Medication/${other}` } }],
  contained: [{ resourceType: 'Medication', id: '#x', contained: [{ id: '#x' }] }]
})

const light: readonly HostileCase[] = [
  text('malformed JSON', '{"resourceType":"Bundle","entry":[{]}'),
  text('truncated JSON', '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Co'),
  text('an empty body', ''),
  text('null', 'null'),
  text('a number', '7'),
  text('an array', '[{"resourceType":"Bundle"}]'),
  text('another resource than a Bundle', '{"resourceType":"Patient","id":"p1"}'),
  text('100,000 arrays in one another', '['.repeat(100_000) + ']'.repeat(100_000)),
  text(
    '100,000 objects in one another',
    `{"resourceType":"Bundle","entry":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`
  ),
  text('__proto__', '{"resourceType":"Bundle","__proto__":{"entry":[{"resource":{}}]}}'),
  text('__proto__, escaped', '{"resourceType":"Bundle","\\u005f_proto__":{"polluted":true}}'),
  text(
    'constructor.prototype',
    '{"resourceType":"Bundle","entry":[{"constructor":{"prototype":{"polluted":true}}}]}'
  ),
  {
    ...text(
      'OperationOutcome with 200',
      '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception","diagnostics":"Zebulon Quandry"}]}'
    ),
    audited: ['unknown failed']
  },
  {
    ...text(
      'OperationOutcome with 200: forbidden',
      '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden"}]}'
    ),
    audited: ['unknown forbidden']
  },
  {
    name: 'another Patient',
    sick: ['patient'],
    behaviour: { does: 'text', text: '{"resourceType":"Patient","id":"p2"}' },
    audited: ['unknown malformed'],
    requestsMax
  },
  {
    name: 'resources of another patient',
    sick: searches,
    behaviour: { does: 'entries', of: (matches) => entriesOf(matches.map(ofAnother)) },
    audited: ['partial unreadable'],
    warfarinLost: true,
    requestsMax
  },
  {
    name: 'entries that are null, numbers, text and arrays',
    sick: searches,
    behaviour: {
      does: 'entries',
      of: (matches) => [null, 7, 'x', [], [[]], {}, { resource: null }, ...entriesOf(matches)]
    },
    audited: ['partial unreadable'],
    requestsMax
  },
  {
    name: 'a drug that holds itself',
    sick: ['medications'],
    behaviour: {
      does: 'entries',
      of: (matches) =>
        withDrug(matches, 'Medication/one', [circle('one', 'two'), circle('two', 'one')])
    },
    audited: ['present'],
    requestsMax
  },
  {
    name: 'a drug on a strange server',
    sick: ['medications'],
    behaviour: {
      does: 'entries',
      of: (matches, { stranger }) => withDrug(matches, `${stranger}/fhir/Medication/one`)
    },
    audited: ['present'],
    requestsMax
  },
  {
    name: 'everything at once, Patient too: HTML',
    sick: everyKind,
    behaviour: { does: 'text', text: '<html>' },
    audited: ['unknown malformed'],
    requestsMax
  }
]

/** 100,000 of them stay under the bound of one answer, 8 MiB. */
const includedDrugs = (): unknown[] =>
  Array.from({ length: 100_000 }, (_, at) => ({
    resource: { resourceType: 'Medication', id: at.toString(36) },
    search: { mode: 'include' }
  }))

const withMegabytes = (matches: readonly Served[], megabytes: number): unknown[] =>
  entriesOf(matches.map((one) => ({ ...one, note: [{ text: 'x'.repeat(megabytes * 1_000_000) }] })))

const heavy: readonly HostileCase[] = [
  {
    name: '10,000 small entries for each search',
    sick: searches,
    behaviour: { does: 'entries', of: ([one]) => copies(one, 10_000) },
    // Of all answers to one call together 24 MiB are read.
    audited: ['partial capped', 'unknown failed', 'unknown late'],
    requestsMax
  },
  {
    name: '100,000 included drugs',
    sick: ['medications'],
    behaviour: {
      does: 'entries',
      of: (matches) => [...entriesOf(matches), ...includedDrugs()]
    },
    audited: ['partial capped'],
    requestsMax
  },
  {
    name: '7 MB of text in one resource, three searches',
    sick: ['conditions', 'laboratory', 'procedures'],
    behaviour: { does: 'entries', of: (matches) => withMegabytes(matches, 7) },
    audited: ['present', 'unknown late'],
    requestsMax,
    // 21 MB each time: an answer that is kept shows.
    times: 8
  },
  {
    name: '7 MB of text in one resource, each search',
    sick: searches,
    behaviour: { does: 'entries', of: (matches) => withMegabytes(matches, 7) },
    audited: ['present', 'unknown failed', 'unknown late'],
    requestsMax
  }
]

export const contentCases = { light, heavy }
