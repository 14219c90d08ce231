import { describe, expect, expectTypeOf, test } from 'vitest'
import { type InvocationFacts, invocationRecord } from '../../src/audit/invocation-record.ts'

const sha256 = 'a'.repeat(64)

function factsOf(given: Partial<InvocationFacts> = {}): InvocationFacts {
  return {
    eventId: '2b7f6c56-9c2d-4f5e-9d1e-0a4d6f7a1b11',
    parentEventId: null,
    runId: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    recordedAtMs: Date.UTC(2026, 10, 20, 12),
    appVersion: '0.1.0',
    ehrId: 'general-hospital',
    issuer: 'https://ehr.example.org',
    serviceId: 'patient-view',
    hook: 'patient-view',
    trigger: null,
    contentSha256: sha256,
    outcome: 'cards',
    errorCode: null,
    latency: {
      authenticateMs: 3.4,
      recordMs: 120,
      chartMs: 4,
      modelMs: 1800,
      verifyMs: 2,
      cardsMs: 1,
      totalMs: 1931
    },
    models: [
      {
        part: 'review',
        kind: 'azure-foundry',
        deployment: 'medical-frontier',
        model: 'medical-frontier-2026-09-01',
        ending: 'complete',
        asked: 'default',
        servedTier: 'priority',
        requestIds: ['req_00:abc', 'req_01:abc'],
        retried: true,
        notSent: null,
        breakerState: 'closed',
        queuedMs: 2,
        cacheWriteTokens: 3,
        hiddenTokens: 77,
        promptTokens: 4000,
        cachedTokens: 0,
        completionTokens: 300,
        elapsedMs: 1790,
        instructionsSha256: sha256
      }
    ],
    userId: 'Practitioner/p1',
    patientReference: 'Patient/patient-1',
    encounterReference: 'Encounter/e1',
    inputs: {
      profile: 'minimised',
      notes: 'off',
      kinds: [{ kind: 'laboratory', state: 'partial', reason: 'late' }],
      counts: {
        fromPrefetch: 10,
        fromFhir: 20,
        fhirRequests: 3,
        otherPatient: 0,
        restricted: 1,
        unreadable: 0,
        enteredInError: 2
      },
      chart: { lines: 80, characters: 4000, omitted: 2 },
      withheld: 1
    },
    rules: { fired: ['R-01'], failed: ['L-02'] },
    verdicts: [
      {
        part: 'review',
        accepted: false,
        reason: 'value-mismatch',
        lost: [{ part: 'fact', reason: 'value-mismatch' }]
      }
    ],
    cards: [
      {
        uuid: '0d9b0e6a-8c9e-4f0e-8df4-9d29c6a6f001',
        indicator: 'warning',
        matter: 'metformin-egfr',
        ruleId: 'R-01',
        origin: 'rule',
        joined: [{ matter: 'sildenafil-nitrate', ruleId: 'R-25' }],
        citedReferences: ['Observation/o1', 'urn:uuid:0d9b0e6a-8c9e-4f0e-8df4-9d29c6a6f001']
      }
    ],
    heldBack: [{ matter: 'apixaban-dose', topic: 'apixabanDose', heldFor: 'everyone' }],
    cut: 2,
    digests: { review: sha256, moment: null },
    ...given
  }
}

describe('the record of an invocation', () => {
  test('has this form', () => {
    expect(invocationRecord(factsOf())).toEqual({
      header: {
        medlogVersion: '1.0',
        eventId: '2b7f6c56-9c2d-4f5e-9d1e-0a4d6f7a1b11',
        parentEventId: null,
        runId: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        timestamp: '2026-11-20T12:00:00.000Z',
        appName: 'curbside',
        appVersion: '0.1.0',
        ehr: 'general-hospital',
        issuer: 'https://ehr.example.org',
        service: 'patient-view',
        hook: 'patient-view',
        trigger: null,
        contentSha256: sha256,
        outcome: 'cards',
        errorCode: null,
        latency: {
          authenticateMs: 3,
          recordMs: 120,
          chartMs: 4,
          modelMs: 1800,
          verifyMs: 2,
          cardsMs: 1,
          totalMs: 1931
        }
      },
      models: [
        {
          part: 'review',
          kind: 'azure-foundry',
          deployment: 'medical-frontier',
          model: 'medical-frontier-2026-09-01',
          ending: 'complete',
          asked: 'default',
          servedTier: 'priority',
          requestIds: ['req_00:abc', 'req_01:abc'],
          retried: true,
          notSent: null,
          breakerState: 'closed',
          queuedMs: 2,
          cacheWriteTokens: 3,
          hiddenTokens: 77,
          promptTokens: 4000,
          cachedTokens: 0,
          completionTokens: 300,
          elapsedMs: 1790,
          instructionsSha256: sha256
        }
      ],
      user: { callerType: 'clinician', callerId: 'Practitioner/p1' },
      target: { targetType: 'patient', targetId: 'Patient/patient-1', encounter: 'Encounter/e1' },
      inputs: {
        profile: 'minimised',
        notes: 'off',
        kinds: [{ kind: 'laboratory', state: 'partial', reason: 'late' }],
        counts: {
          fromPrefetch: 10,
          fromFhir: 20,
          fhirRequests: 3,
          otherPatient: 0,
          restricted: 1,
          unreadable: 0,
          enteredInError: 2
        },
        chart: { lines: 80, characters: 4000, omitted: 2 },
        withheld: 1
      },
      artifacts: {
        rules: { fired: ['R-01'], failed: ['L-02'] },
        verdicts: [
          {
            part: 'review',
            accepted: false,
            reason: 'value-mismatch',
            lost: [{ part: 'fact', reason: 'value-mismatch' }]
          }
        ],
        digests: { review: sha256, moment: null }
      },
      outputs: {
        cards: [
          {
            uuid: '0d9b0e6a-8c9e-4f0e-8df4-9d29c6a6f001',
            indicator: 'warning',
            matter: 'metformin-egfr',
            ruleId: 'R-01',
            origin: 'rule',
            joined: [{ matter: 'sildenafil-nitrate', ruleId: 'R-25' }],
            citedReferences: ['Observation/o1', 'urn:uuid:0d9b0e6a-8c9e-4f0e-8df4-9d29c6a6f001']
          }
        ],
        heldBack: [{ matter: 'apixaban-dose', topic: 'apixabanDose', heldFor: 'everyone' }],
        cut: 2
      }
    })
  })

  test('of a refused call says nothing about what was not reached', () => {
    const record = invocationRecord(
      factsOf({
        outcome: 'refused',
        errorCode: 'CURBSIDE_CLIENT_UNKNOWN',
        runId: null,
        userId: null,
        patientReference: null,
        inputs: null,
        models: [],
        verdicts: [],
        cards: []
      })
    )
    expect(record.header).toMatchObject({
      outcome: 'refused',
      errorCode: 'CURBSIDE_CLIENT_UNKNOWN'
    })
    expect(record.user).toEqual({ callerType: 'other', callerId: null })
    expect(record.inputs).toBeNull()
  })

  test('leaves out whatever else its facts carry, at every level', () => {
    const smuggled = withExtras(factsOf()) as InvocationFacts
    expect(JSON.stringify(smuggled)).toContain('Jane Canary')
    expect(invocationRecord(smuggled)).toEqual(invocationRecord(factsOf()))
  })

  test.for([
    'Jane Canary',
    'born 1957-03-02',
    'Bearer eyJhbGciOi.canary.abc',
    'Consider stopping metformin.',
    '<b>canary</b>',
    'a\nb',
    'https://ehr.example.org/Patient?name=canary',
    'canary'.repeat(60)
  ])('replaces every string that has not the form of its place: %j', (text) => {
    const record = JSON.stringify(invocationRecord(withStrings(factsOf(), text) as InvocationFacts))
    expect(record).not.toContain(text)
    expect(record).not.toContain(JSON.stringify(text).slice(1, -1))
    expect(record.match(/\(withheld\)/g)?.length).toBeGreaterThan(20)
  })

  test('writes a number that is none as -1, so that the record is still written', () => {
    const record = invocationRecord(factsOf({ cut: Number.NaN }))
    expect(record.outputs.cut).toBe(-1)
  })

  test('can be chained as it is', () => {
    expectTypeOf(invocationRecord(factsOf())).toExtend<Record<string, unknown>>()
  })
})

function withExtras(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtras)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).map(([key, member]) => [key, withExtras(member)])
  return { ...Object.fromEntries(members), patientName: 'Jane Canary', prompt: ['Jane Canary'] }
}

function withStrings(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((item) => withStrings(item, text))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withStrings(member, text)])
  )
}
