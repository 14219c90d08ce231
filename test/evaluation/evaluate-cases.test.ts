import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { evaluateCases } from '../../src/evaluation/evaluate-cases.ts'
import type { Evaluation } from '../../src/evaluation/evaluation.ts'
import { CannotRun } from '../../src/integration/command-line.ts'
import { asOf, caseFile } from './case-builder.ts'
import { active, draft, twiceDaily } from './drugs.ts'
import { aPerson, condition, result, usualChart } from './resources.ts'
import { problems } from './situations/problems.ts'

/* The command over folders of cases, from the files to what is printed, written and returned. */

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function folderOf(cases: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'curbside-evaluate-'))
  folders.push(folder)
  for (const [name, value] of Object.entries(cases)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(value))
  }
  return folder
}

async function run(
  cases: Readonly<Record<string, unknown>>,
  more: { readonly out?: string; readonly model?: 'stand-in' } = {}
): Promise<{ readonly evaluation: Evaluation; readonly lines: readonly string[] }> {
  const lines: string[] = []
  const evaluation = await evaluateCases(
    { cases: folderOf(cases), model: 'none', ...more },
    (line) => lines.push(line)
  )
  return { evaluation, lines }
}

const situation = { folder: 'metformin', rule: 'R-01', cases: [] }
const base = {
  name: 'case',
  title: 'Metformin is ordered',
  service: 'order-select',
  drafts: [draft('metformin', twiceDaily)]
} as const
const kidneys = (value: number) => [...usualChart, result('egfr', value, '2026-11-01')]
const met = caseFile(situation, {
  ...base,
  record: kidneys(24),
  expect: [['critical', 'eGFR 24']]
}) as Readonly<Record<string, unknown>>

test('what was expected, what came and what was not read is told, and the run has not passed', async () => {
  const out = join(folderOf({}), 'out', 'deep')
  const { evaluation, lines } = await run(
    {
      a: met,
      b: { ...met, expect: [{ rule: 'R-02', matches: 'warfarin', indicator: 'critical' }] },
      c: { ...met, expect: [], silent: ['metformin'] },
      d: { ...met, request: undefined },
      e: { ...met, expectation: [] }
    },
    { out }
  )
  const text = lines.join('\n')
  expect(text).toMatch(/^ok {6}a\.json {2}order-select {2}R-01 critical/m)
  expect(text).toMatch(/^FAILED {2}b\.json/m)
  expect(text).toContain('expected R-02, critical at least, /warfarin/')
  expect(text).toContain('came: R-01 critical: eGFR 24 (1 Nov 2026)')
  expect(text).toContain('should be silent: /metformin/')
  expect(text).toMatch(/^UNREAD {2}d\.json {2}CASE_FIELD_MISSING: request/m)
  expect(text).toMatch(/^WRONG {3}e\.json {2}CASE_FIELD_UNKNOWN: expectation\./m)
  expect(lines.at(-1)).toBe(
    'FAILED: 2 of 4 cases ok, 1 could not be read, 1 with fields that were not read.'
  )
  expect(evaluation.passed).toBe(false)
  // One expectation each of a, b and e; c expects nothing and its card is false, as is that of b.
  expect(evaluation.all).toMatchObject({ cases: 4, failed: 2, expected: 3, met: 2, falseCards: 2 })
  expect(evaluation.by['sex']).toMatchObject({ female: { cases: 4 } })
  expect(evaluation.by['age']).toMatchObject({ '65-79': { cases: 4 } })
  expect(JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'))).toEqual(evaluation)
  const markdown = readFileSync(join(out, 'evaluation.md'), 'utf8')
  expect(markdown).toContain('| female | 4 | 2 | 67 % (2 of 3) |')
  expect(markdown).toContain('## Cases that failed')
  expect(markdown).toContain('## Files that were not understood')
})

test('nothing of a case reaches the next one: same patient, other record, or none', async () => {
  const patient = { patient: aPerson('female', '1959-03-02') }
  const request = met['request'] as Readonly<Record<string, unknown>>
  const { record: _record, ...noServer } = met
  const cases = {
    a: met,
    b: caseFile(situation, { ...base, record: kidneys(90) }),
    c: {
      ...noServer,
      request: { ...request, prefetch: patient },
      // One card for all that could not be checked; the kidney function is named on it.
      expect: [{ matches: 'could not be checked against .*kidney function' }],
      silent: ['.+']
    },
    d: met
  }
  expect((await run(cases)).evaluation.cases.map(({ outcome }) => outcome)).toEqual([
    'ok',
    'ok',
    'ok',
    'ok'
  ])
})

test("another case's AI review is not shown: each case is an EHR of its own", async () => {
  const calcium = ['2026-03-01', '2026-07-01', '2026-11-01'].map((date) =>
    result('calcium', 11.4, date)
  )
  const at = (service: 'patient-view' | 'order-select') =>
    caseFile(situation, {
      ...base,
      service,
      drafts: service === 'order-select' ? [draft('omeprazole')] : [],
      record: [...usualChart, ...calcium]
    })
  const { evaluation } = await run(
    { a: at('patient-view'), b: at('order-select') },
    { model: 'stand-in' }
  )
  // At one EHR the review of the chart would be shown again at the order.
  const cards = evaluation.cases.map((one) => one.cards.map(({ summary }) => summary))
  expect(cards).toEqual([[expect.stringMatching(/calcium/i)], []])
}, 120_000)

test('requests are taken as other EHRs and older standards write them', async () => {
  const { request, record, ...rest } = met as {
    readonly request: { readonly context: Readonly<Record<string, unknown>> }
    readonly record: { readonly entry: readonly { readonly resource: object }[] }
  }
  const { context } = request
  const item = (type: string) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: record.entry.filter(({ resource }) => Reflect.get(resource, 'resourceType') === type)
  })
  const hook = 'order-select'
  const drafts = context['draftOrders'] as {
    readonly entry: readonly { readonly resource: object }[]
  }
  const foreign = {
    fhirServer: 'https://ehr.example/fhir',
    fhirAuthorization: {
      access_token: 'x',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.rs',
      subject: 'y'
    }
  }
  const { evaluation } = await run({
    'a-foreign-server': { ...rest, record, request: { ...request, ...foreign } },
    'b-bare': { ...rest, record, request: { hook, context } },
    'c-instance': { ...rest, record, request: { hook, hookInstance: '17', context } },
    'd-items': {
      ...rest,
      request: {
        hook,
        ...foreign,
        context: { ...context, patientId: 'Patient/evaluation-patient' },
        prefetch: {
          item1: aPerson('female', '1959-03-02'),
          item2: item('Observation'),
          item3: null
        }
      }
    },
    'e-prescribe': {
      ...rest,
      record,
      service: 'medication-prescribe',
      request: {
        hook: 'medication-prescribe',
        user: 'Practitioner/p',
        context: {
          patientId: context['patientId'],
          medications: drafts.entry.map(({ resource }) => resource)
        }
      }
    },
    'f-array-record': { ...rest, record: record.entry.map(({ resource }) => resource), request },
    'g-date': { ...rest, record, request, asOf: asOf.slice(0, 10) }
  })
  expect(evaluation.cases.map(({ id: _id, file, outcome, said }) => [file, outcome, said])).toEqual(
    [
      'a-foreign-server',
      'b-bare',
      'c-instance',
      'd-items',
      'e-prescribe',
      'f-array-record',
      'g-date'
    ].map((name) => [`${name}.json`, 'ok', []])
  )
}, 120_000)

test('an answer that is no list of cards fails the case and is told, even where silence is wanted', async () => {
  const { lines, evaluation } = await run({
    a: {
      asOf,
      service: 'order-select',
      request: { hook: 'patient-view', context: { patientId: 'p1' } },
      silent: ['.']
    }
  })
  expect(evaluation.cases[0]).toMatchObject({ outcome: 'failed', status: 400, cards: [] })
  expect(lines.join('\n')).toContain('CURBSIDE_HOOK_MISMATCH')
})

test('the stand-in model is asked, and every statement shown stands in the record', async () => {
  const { evaluation } = await run(
    {
      a: {
        ...(caseFile(situation, {
          ...base,
          service: 'patient-view',
          drafts: [],
          record: [
            ...usualChart,
            condition(problems.type2Diabetes),
            active('metformin', twiceDaily),
            result('egfr', 78, '2025-05-20'),
            result('egfr', 61, '2026-01-10'),
            result('egfr', 47, '2026-11-01')
          ]
        }) as object),
        silent: [],
        expect: ['eGFR']
      }
    },
    { model: 'stand-in' }
  )
  expect(evaluation.model).toBe('stand-in')
  expect(evaluation.all.statements).toBeGreaterThan(4)
  expect(evaluation.cases.flatMap(({ cards }) => cards.flatMap((card) => card.ungrounded))).toEqual(
    []
  )
}, 120_000)

test('a folder that is not there, or holds no case, cannot be run', async () => {
  const none = evaluateCases({ cases: '/nowhere/at/all', model: 'none' }, () => undefined)
  await expect(none).rejects.toThrow(CannotRun)
  await expect(run({ note: { name: 'x' } })).rejects.toThrow(/holds no case/)
})

const commands: [args: string[], exitCode: number, said: string][] = [
  [['--cases', 'FOLDER'], 1, 'FAILED: 0 of 1 cases ok'],
  [['--cases', '/nowhere'], 2, 'cannot be read'],
  [['--cases', 'FOLDER', '--model', 'large'], 2, '--model is one of none, stand-in, configured'],
  [['--claims', 'x.ndjson'], 2, '--claims goes with --records'],
  [[], 2, '--cases must name a folder']
]

test.for(commands)(
  'npm run evaluate -- %j ends with %i',
  { timeout: 120_000 },
  async ([args, exitCode, said]) => {
    const folder = folderOf({ a: { ...met, silent: ['.'] } })
    const ended = await new Promise<{ code: number; text: string }>((resolve) => {
      execFile(
        process.execPath,
        ['src/evaluation/main.ts', ...args.map((arg) => arg.replace('FOLDER', folder))],
        (error, stdout, stderr) => {
          const code: unknown = error === null ? 0 : error.code
          resolve({ code: Number(code), text: stdout + stderr })
        }
      )
    })
    expect(ended.text).toContain(said)
    expect(ended.code).toBe(exitCode)
  }
)
