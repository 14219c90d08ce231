import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { aRequest, runCurbside } from '../support/curbside.ts'
import {
  aConcept,
  aDraft,
  aLabResult,
  aPatient,
  aPrescription,
  anObservation
} from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'

/*
 * What a site brings of its own, over real sockets: the clock on its walls, and its table of codes.
 */

const folder = mkdtempSync(join(tmpdir(), 'site-'))
afterAll(() => rmSync(folder, { recursive: true }))

function tableFile(name: string, table: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof table === 'string' ? table : JSON.stringify(table))
  return path
}

const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource }))
})
const empty = Object.fromEntries(
  [
    'conditions',
    'medications',
    'allergies',
    'laboratory',
    'vitals',
    'procedures',
    'encounters',
    'immunizations',
    'reports',
    'orders'
  ].map((kind) => [kind, bundle()])
)
const view = (prefetch: object, patient = aPatient()) =>
  aRequest({ prefetch: { patient, ...empty, ...prefetch } })
const order = (draft: object, prefetch: object) =>
  aRequest({
    hook: 'order-select',
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: bundle({ ...draft, id: 'draft-1' })
    },
    prefetch: { patient: aPatient(), ...empty, ...prefetch }
  })

describe('an EHR in America/Chicago, on the evening of 28 February', () => {
  const atNight = '2026-03-01T02:30:00Z'
  const potassium = aLabResult('k1', '2823-3', 6.4, 'mmol/L', '2026-03-01T01:15:00Z')
  // Sixty-seven on the first of March: not yet.
  const patient = aPatient({ birthDate: '1959-03-01' })
  const run = async (ehr: object) => {
    const model = new ScriptedModel([anEnd()])
    await using curbside = await runCurbside({ model, asOf: atNight, ehr: { ...ehr } })
    const answer = await curbside.call(
      'patient-view',
      view({ laboratory: bundle(potassium) }, patient)
    )
    return { cards: answer.body.cards ?? [], chart: model.asks[0]?.chart.review ?? '' }
  }

  test('cards show the day on which it was there, the chart counts from it', async () => {
    const { cards, chart } = await run({ timeZone: 'America/Chicago' })
    expect(cards[0]?.summary).toContain('28 Feb 2026')
    expect(chart).toContain('PATIENT [Y1] 66y')
    expect(chart).toMatch(/6\.4 D0 \[O1\]/)
    expect(chart).not.toContain('D1')
  })

  test('without a time zone the instants have the day that they are written with', async () => {
    const { cards, chart } = await run({})
    expect(cards[0]?.summary).toContain('1 Mar 2026')
    expect(chart).toContain('PATIENT [Y1] 67y')
  })

  test('days since a result count from there too', async () => {
    // A day without an hour: one before 28 February, two before 1 March.
    const before = aLabResult('k1', '2823-3', 6.4, 'mmol/L', '2026-02-27')
    const indicators = async (ehr: object) => {
      await using curbside = await runCurbside({ asOf: atNight, ehr: { ...ehr } })
      const answer = await curbside.call('patient-view', view({ laboratory: bundle(before) }))
      return (answer.body.cards ?? []).map(({ indicator }) => indicator)
    }
    // A critical result is critical today and the day after.
    expect(await indicators({ timeZone: 'America/Chicago' })).toEqual(['critical'])
    expect(await indicators({})).toEqual(['warning'])
  })
})

describe('a site with a table of its own codes', () => {
  const drugs = 'urn:site:drugs'
  const table = {
    version: '2026-11',
    drugs: [{ system: drugs, code: 'B1', ingredients: ['metformin'] }],
    results: [{ system: 'urn:site:lab', code: 'GFR', loinc: '98979-8', unit: 'mL/min/{1.73_m2}' }]
  }
  const draft = aDraft('draft-1', '0', '', {
    medicationCodeableConcept: aConcept(drugs, 'B1', 'Zuckertablette weiss')
  })
  const kidneys = anObservation({
    code: aConcept('urn:site:lab', 'GFR', 'GFR (lokal)'),
    effectiveDateTime: '2026-11-01',
    valueQuantity: { value: 22 }
  })

  test('its drugs and results are judged by the rules; the start says which table', async () => {
    const path = tableFile('good.json', table)
    await using curbside = await runCurbside({ config: { terminology: { path } } })
    const answer = await curbside.call(
      'order-select',
      order(draft, { laboratory: bundle(kidneys) })
    )
    expect(answer.body.cards?.[0]).toMatchObject({ indicator: 'critical' })
    expect(answer.body.cards?.[0]?.summary).toContain('22')
    const loaded = curbside.logLines.find((line) => line.includes('terminology-loaded'))
    expect(JSON.parse(loaded ?? '{}')).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      drugs: 1,
      codes: 1
    })
  })

  test('without it the drug is counted and said, never silently passed', async () => {
    await using curbside = await runCurbside()
    const answer = await curbside.call(
      'order-select',
      order(draft, { laboratory: bundle(kidneys) })
    )
    const [card, ...others] = answer.body.cards ?? []
    expect(others).toEqual([])
    expect(card).toMatchObject({
      indicator: 'info',
      summary: 'A drug of this order was not recognised; safety rules could not check it.'
    })
    expect(card?.detail).toContain('Zuckertablette weiss')
    expect(await curbside.metrics()).toContain('curbside_unrecognised_medications_total 1')
    expect(curbside.logLines.join('')).toContain('"unrecognised":1')
  })

  test('one in the list of medications stands on the cards that there are', async () => {
    const known = aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')
    const listed = aPrescription('m9', '0', 'Zuckertablette weiss')
    const egfr = aLabResult('g1', '98979-8', 22, 'mL/min/{1.73_m2}', '2026-11-01')
    await using curbside = await runCurbside()
    const answer = await curbside.call(
      'order-select',
      order(known, { laboratory: bundle(egfr), medications: bundle(listed) })
    )
    expect(answer.body.cards?.[0]?.detail).toContain(
      '1 active medication was not recognised and not checked by rules'
    )
  })

  test.for<[string, string, RegExp]>([
    ['not there', join(folder, 'none.json'), /^terminology\.path: cannot be read$/],
    ['no JSON', tableFile('broken.json', '{'), /^terminology\.path: is not JSON$/],
    [
      'at odds with ours',
      tableFile('odd.json', {
        ...table,
        drugs: [{ system: drugs, code: 'B1', ingredients: ['zucker'] }]
      }),
      /^terminology\.path: drugs\.0: "zucker" is no ingredient/
    ]
  ])('a file that is %s stops the start', async ([, path, line]) => {
    const started = runCurbside({ config: { terminology: { path } } })
    const thrown: unknown = await started.catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(CurbsideError)
    expect((thrown as CurbsideError).issues[0]).toMatch(line)
  })
})
