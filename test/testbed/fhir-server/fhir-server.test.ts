import { afterEach, describe, expect, it } from 'vitest'
import {
  askFhir,
  buildPatient,
  idsOf,
  manualEhrClock,
  startTestEhr
} from '../../demo/ehr/ehr-builder.ts'
import type { RunningEhr } from '../../../src/demo/ehr/start-ehr.ts'

let running: RunningEhr | undefined
afterEach(() => running?.close())

async function open(given: Parameters<typeof startTestEhr>[0] = {}) {
  running = await startTestEhr(given)
  const token = running.tokens.issue({ patientId: 'ada', callId: 'call-1' })
  const fhir = `${running.url}/fhir`
  return { ehr: running, token, fhir, ask: (path: string) => askFhir(`${fhir}/${path}`, token) }
}

describe('access tokens', () => {
  it('refuses every read and search without a token, with an OperationOutcome', async () => {
    const { fhir } = await open()
    for (const path of ['Patient/ada', 'Condition?patient=ada', 'nothing/here/at/all']) {
      const answer = await askFhir(`${fhir}/${path}`)
      expect(answer.status).toBe(401)
      expect(answer.body.issue?.[0]?.code).toBe('login')
    }
    expect((await askFhir(`${fhir}/Patient/ada`, 'x'.repeat(43))).status).toBe(401)
  })

  it('tells everyone what it can do', async () => {
    const { fhir } = await open()
    const answer = await askFhir(`${fhir}/metadata`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      rest: [{ mode: 'server' }]
    })
  })

  it('ends a token when its time is over', async () => {
    const clock = manualEhrClock()
    const { ask } = await open({ clock, tokenLifeSeconds: 60 })
    clock.forwardSeconds(59)
    expect((await ask('Patient/ada')).status).toBe(200)
    clock.forwardSeconds(1)
    expect((await ask('Patient/ada')).status).toBe(401)
  })

  it('ends a token when it is revoked, and with it the pages it was given', async () => {
    const { ehr, token, ask } = await open()
    const first = await ask('Observation?patient=ada&_count=1')
    const next = first.body.link?.find((each) => each.relation === 'next')?.url ?? ''
    ehr.tokens.revoke(token)
    expect((await ask('Patient/ada')).status).toBe(401)
    const other = ehr.tokens.issue({ patientId: 'ada', callId: 'call-2' })
    expect((await askFhir(next, other)).status).toBe(404)
  })

  it('keeps a token to its patient: reads, patient=, subject= and a POSTed search', async () => {
    const { fhir, token, ask } = await open()
    for (const path of [
      'Patient/ben',
      'Condition/ben-hypertension',
      'Condition?patient=ben',
      'Condition?subject=Patient/ben',
      'Observation?patient=ada,ben'
    ]) {
      const answer = await ask(path)
      expect([path, answer.status]).toEqual([path, 403])
      expect(JSON.stringify(answer.body)).not.toContain('Hypertension')
    }
    const posted = await askFhir(`${fhir}/Condition/_search`, token, {
      method: 'POST',
      body: new URLSearchParams({ patient: 'ben' })
    })
    expect(posted.status).toBe(403)
    expect(idsOf(await ask('Patient?_id=ben'))).toEqual([])
    expect(idsOf(await ask('Condition'))).toEqual(['ada-hypertension'])
  })

  it('answers 405 to writing, 404 to what is not there', async () => {
    const { fhir, token, ask } = await open()
    const put = await askFhir(`${fhir}/Patient/ada`, token, { method: 'PUT' })
    expect(put.status).toBe(405)
    for (const path of [
      'Patient/nobody',
      'Nonsense/1',
      'Nonsense?patient=ada',
      'Condition/a%2Fb'
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404])
    }
  })

  it('answers on its own name only', async () => {
    const { ehr } = await open()
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      request(`${ehr.url}/api/start`, { headers: { host: 'rebound.example' } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(403)
  })
})

describe('search', () => {
  it.for<[string, readonly string[]]>([
    ['Observation?patient=ada&category=laboratory&_sort=-date', ['3', '2', '1']],
    ['Observation?subject=Patient/ada&_sort=date', ['1', '2', '3']],
    ['Observation?patient=ada&date=ge2025-11-10&_sort=date', ['2', '3']],
    ['Observation?patient=ada&date=ge2025-01-01&date=lt2026-01-01&_sort=date', ['1', '2']],
    ['Observation?patient=ada&date=2025-11', ['2']],
    ['Observation?patient=ada&date=gt2026-09-01', []],
    ['Observation?patient=ada&date=le2025-02-03', ['1']],
    ['Observation?patient=ada&date=sa2025-02-03&date=eb2026-09-01', ['2']],
    ['Observation?patient=ada&code=http://loinc.org|2160-0&_sort=date', ['1', '2', '3']],
    ['Observation?patient=ada&code=|2160-0', []],
    ['Observation?patient=ada&code=http://loinc.org|9-9,2160-0&_sort=-date', ['3', '2', '1']],
    ['Observation?patient=ada&status=preliminary', []]
  ])('%s', async ([query, expected]) => {
    const { ask } = await open()
    const answer = await ask(query)
    expect(answer.status).toBe(200)
    expect(idsOf(answer)).toEqual(expected.map((number) => `ada-creatinine-${number}`))
    expect(answer.body.total).toBe(expected.length)
  })

  it('filters by status, by its negation, and by clinical status', async () => {
    const { ask } = await open()
    expect(idsOf(await ask('MedicationRequest?patient=ada&status=active,on-hold'))).toEqual([
      'ada-lisinopril'
    ])
    expect(idsOf(await ask('MedicationRequest?patient=ada&status:not=active'))).toEqual([
      'ada-by-reference'
    ])
    expect(idsOf(await ask('Condition?patient=ada&clinical-status=active'))).toEqual([
      'ada-hypertension'
    ])
    expect(idsOf(await ask('Encounter?patient=ada&date=2026-09-01'))).toEqual(['ada-visit'])
  })

  it('brings Medications along when asked to', async () => {
    const { ask } = await open()
    const answer = await ask(
      'MedicationRequest?patient=ada&status=stopped&_include=MedicationRequest:medication'
    )
    expect(answer.body.entry?.map(({ resource, search }) => [resource.id, search.mode])).toEqual([
      ['ada-by-reference', 'match'],
      ['ada-medication', 'include']
    ])
    expect(answer.body.total).toBe(1)
  })

  it('pages by links that say nothing, until all is read once', async () => {
    const { fhir, token } = await open()
    const seen: string[] = []
    let url: string | undefined = `${fhir}/Observation?patient=ada&_sort=-date&_count=2`
    while (url !== undefined) {
      const answer = await askFhir(url, token)
      seen.push(...idsOf(answer))
      url = answer.body.link?.find((each) => each.relation === 'next')?.url
      if (url !== undefined) expect(url).toMatch(/\/fhir\/Observation\?_page=[A-Za-z0-9_-]{43}$/)
    }
    expect(seen).toEqual(['ada-creatinine-3', 'ada-creatinine-2', 'ada-creatinine-1'])
  })

  it('answers a POSTed search as the same search by GET', async () => {
    const { fhir, token, ask } = await open()
    const posted = await askFhir(`${fhir}/Observation/_search`, token, {
      method: 'POST',
      body: new URLSearchParams({ patient: 'ada', _sort: '-date', date: 'ge2025-11-01' })
    })
    expect(idsOf(posted)).toEqual(
      idsOf(await ask('Observation?patient=ada&_sort=-date&date=ge2025-11-01'))
    )
    expect(idsOf(posted)).toHaveLength(2)
  })

  it.for([
    'Observation?patient=ada&colour=blue',
    'Observation?patient=ada&date=yesterday',
    'Observation?patient=ada&date=xx2024-01-01',
    'Observation?patient=ada&_sort=-colour',
    'Observation?patient=ada&_count=many',
    'Observation?patient=ada&code:in=http://example.org/set',
    'Observation?patient=ada&_include=Observation:subject',
    'Observation?patient=ada&constructor=1'
  ])('is strict: %s is a 400 with an OperationOutcome', async (query) => {
    const { ask } = await open()
    const answer = await ask(query)
    expect(answer.status).toBe(400)
    expect(answer.body.resourceType).toBe('OperationOutcome')
  })

  it('searches a record of 3,500 resources in milliseconds', async () => {
    const many = Array.from({ length: 3500 }, (_each, number) => ({
      resourceType: 'Observation',
      id: `many-${number}`,
      status: 'final',
      category: [{ coding: [{ code: number % 2 === 0 ? 'laboratory' : 'vital-signs' }] }],
      code: { text: 'Something' },
      subject: { reference: 'Patient/ada' },
      effectiveDateTime: `20${String(10 + (number % 16))}-0${1 + (number % 9)}-11`,
      valueQuantity: { value: number, unit: 'mg/dL' }
    }))
    const { ask } = await open({ patients: [buildPatient('ada', many)] })
    const query = 'Observation?patient=ada&category=laboratory&date=ge2020&_sort=-date&_count=50'
    const took: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const began = performance.now()
      expect((await ask(query)).body.entry).toHaveLength(50)
      took.push(performance.now() - began)
    }
    // The median, far above what it takes alone: the machine may be busy.
    expect(took.toSorted((a, b) => a - b)[4]).toBeLessThan(100)
  })
})
