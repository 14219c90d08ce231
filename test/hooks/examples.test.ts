import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hooks } from '../../src/cds-hooks/service.ts'
import { cardsOf, faultsOf, readCase } from '../support/cases.ts'

/*
 * hooks/<service>/examples: what each service says and does not say, as data that a clinician can
 * review. Each is one call over sockets at its own time, with the rules alone.
 */

const folderOf = (service: string): URL =>
  new URL(`../../hooks/${service}/examples/`, import.meta.url)
const withExamples = hooks.filter((service) => existsSync(folderOf(service)))

test('every service has examples', () => {
  expect(withExamples).toEqual(hooks)
})

test('an expectation that is not met, and a card that should not be there, are told', () => {
  const example = readCase(new URL('metformin-egfr-24.json', folderOf('order-select')))
  const [wanted] = example.expect
  if (wanted === undefined) throw new Error('it expects nothing')
  const source = { label: 'a' }
  const card = {
    uuid: 'u',
    indicator: 'warning' as const,
    source,
    summary: 'eGFR 24 (9 Nov 2026): metformin is contraindicated below 30',
    detail: '**Rule R-01, version 1**'
  }
  const met = { ...card, indicator: 'critical' as const }
  expect(faultsOf(example, [met])).toEqual([])
  const others = [[], [card], [met, met], [{ ...met, detail: '**Rule R-02, version 1**' }]]
  for (const cards of others) expect(faultsOf(example, cards)).toHaveLength(1)
  const quiet = { ...example, expect: [], silent: ['metformin'] }
  expect(faultsOf(quiet, [card])).toHaveLength(1)
  expect(faultsOf(quiet, [{ ...card, indicator: 'info' }])).toEqual([])
  expect(faultsOf({ ...quiet, silent: ['.'] }, [{ ...card, indicator: 'info' }])).toHaveLength(1)
})

describe.for(withExamples)('%s', (service) => {
  const files = readdirSync(folderOf(service)).toSorted()
  const cases = files.map((file) => ({ file, example: readCase(new URL(file, folderOf(service))) }))

  test('the examples show a finding, silence, and data that are missing', () => {
    const all = cases.map(({ example }) => example)
    expect(
      all.some(({ expect: wanted }) => wanted.some(({ indicator }) => indicator !== 'info'))
    ).toBe(true)
    expect(all.some(({ silent }) => silent.includes('.'))).toBe(true)
    expect(
      all.some(({ expect: wanted }) => wanted.some(({ indicator }) => indicator === 'info'))
    ).toBe(true)
  })

  test('each is named after its file and speaks of this service and one patient', () => {
    for (const { file, example } of cases) {
      expect(file).toBe(`${example.id}.json`)
      expect([example.service, example.request.hook]).toEqual([service, service])
      const patients = (example.record?.entry ?? []).filter(
        ({ resource }) => resource.resourceType === 'Patient'
      )
      const expected = example.record === undefined ? [] : [example.request.context.patientId]
      expect(patients.map(({ resource }) => resource.id)).toEqual(expected)
    }
  })

  test.for(cases)('$example.id', async ({ example }) => {
    expect(example.expect.length + example.silent.length).toBeGreaterThan(0)
    expect(faultsOf(example, await cardsOf(example))).toEqual([])
  })
})
