import { describe, expect, test } from 'vitest'
import { createMetrics } from '../../src/telemetry/metrics.ts'

const known = { ehrs: ['general-hospital'], services: ['patient-view'] }

/** The samples of a text in Prometheus format, by name with labels. */
function samples(text: string): Record<string, number> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ')
        return [line.slice(0, at), Number(line.slice(at + 1))]
      })
  )
}

describe('metrics', () => {
  test('count everything under these names and labels', async () => {
    const metrics = createMetrics(known)
    metrics.callAnswered({
      service: 'patient-view',
      ehr: 'general-hospital',
      outcome: 'cards',
      elapsedMs: 812
    })
    metrics.refused('CURBSIDE_CLIENT_UNKNOWN')
    metrics.modelEnded({ part: 'review', deployment: 'default', ending: 'truncated' })
    metrics.modelEnded({
      part: 'moment',
      deployment: 'fast',
      ending: 'unavailable',
      notSent: 'breaker',
      retried: true
    })
    metrics.breaker({ deployment: 'fast', state: 'open' })
    metrics.findingVerified(1.5)
    metrics.findingDropped('value-mismatch')
    metrics.claimDropped('alias-unknown')
    metrics.findingsContradicted(1)
    metrics.cardShown({ indicator: 'warning', origin: 'rule' })
    metrics.heldBack({ heldFor: 'user', count: 2 })
    metrics.feedback({ outcome: 'overridden', count: 3 })
    metrics.feedbackUnknown(2)
    metrics.chartBuilt({ service: 'patient-view', ehr: 'general-hospital', gateClosed: false })
    metrics.chartBuilt({ service: 'patient-view', ehr: 'general-hospital', gateClosed: true })
    metrics.gap({ kind: 'laboratory', reason: 'late' })
    metrics.fhirRequests(7)
    metrics.storeFailed('ping')
    metrics.unrecognisedMedications(4)
    const text = await metrics.text()
    const counted = Object.entries(samples(text)).filter(([name]) => !name.includes('_bucket'))
    expect(Object.fromEntries(counted)).toEqual({
      'curbside_calls_total{service="patient-view",ehr="general-hospital",outcome="cards"}': 1,
      'curbside_answer_milliseconds_count{service="patient-view"}': 1,
      'curbside_answer_milliseconds_sum{service="patient-view"}': 812,
      'curbside_refusals_total{code="CURBSIDE_CLIENT_UNKNOWN"}': 1,
      'curbside_model_endings_total{part="review",deployment="default",ending="truncated"}': 1,
      'curbside_model_endings_total{part="moment",deployment="fast",ending="unavailable"}': 1,
      'curbside_model_not_sent_total{part="moment",deployment="fast",why="breaker"}': 1,
      curbside_model_retries_total: 1,
      'curbside_model_breaker{deployment="fast",state="closed"}': 0,
      'curbside_model_breaker{deployment="fast",state="open"}': 1,
      'curbside_model_breaker{deployment="fast",state="half-open"}': 0,
      curbside_finding_verified_milliseconds_count: 1,
      curbside_finding_verified_milliseconds_sum: 1.5,
      'curbside_findings_total{outcome="verified",reason="none"}': 1,
      'curbside_findings_total{outcome="dropped",reason="value-mismatch"}': 1,
      'curbside_claims_dropped_total{reason="alias-unknown"}': 1,
      curbside_findings_contradicted_total: 1,
      'curbside_cards_total{indicator="warning",origin="rule"}': 1,
      'curbside_cards_held_back_total{for="user"}': 2,
      'curbside_cards_held_back_total{for="everyone"}': 0,
      'curbside_feedback_total{outcome="overridden"}': 3,
      curbside_feedback_unknown_total: 2,
      'curbside_charts_built_total{service="patient-view",ehr="general-hospital"}': 2,
      'curbside_gate_closed_total{service="patient-view",ehr="general-hospital"}': 1,
      'curbside_gaps_total{kind="laboratory",reason="late"}': 1,
      curbside_fhir_requests_total: 7,
      'curbside_store_failures_total{operation="ping"}': 1,
      curbside_unrecognised_medications_total: 4
    })
    const of = samples(text)
    expect(of['curbside_answer_milliseconds_bucket{service="patient-view",le="750"}']).toBe(0)
    expect(of['curbside_answer_milliseconds_bucket{service="patient-view",le="1000"}']).toBe(1)
    expect(of['curbside_answer_milliseconds_bucket{service="patient-view",le="+Inf"}']).toBe(1)
  })

  test('are there from the start as zero where their labels are known, and nothing else is', async () => {
    expect(samples(await createMetrics(known).text())).toEqual({
      curbside_findings_contradicted_total: 0,
      'curbside_cards_held_back_total{for="user"}': 0,
      'curbside_cards_held_back_total{for="everyone"}': 0,
      'curbside_charts_built_total{service="patient-view",ehr="general-hospital"}': 0,
      'curbside_gate_closed_total{service="patient-view",ehr="general-hospital"}': 0,
      curbside_model_retries_total: 0,
      curbside_feedback_unknown_total: 0,
      curbside_fhir_requests_total: 0,
      curbside_unrecognised_medications_total: 0
    })
  })

  test('of two applications in one process are their own, and add up over readings', async () => {
    const [one, other] = [createMetrics(known), createMetrics(known)]
    one.feedbackUnknown(1)
    expect(samples(await one.text())['curbside_feedback_unknown_total']).toBe(1)
    one.feedbackUnknown(1)
    expect(samples(await one.text())['curbside_feedback_unknown_total']).toBe(2)
    expect(samples(await other.text())['curbside_feedback_unknown_total']).toBe(0)
  })

  test('take labels from closed sets only', async () => {
    const metrics = createMetrics(known)
    const canary = 'Jane "Canary"\n' as never
    metrics.callAnswered({ service: canary, ehr: canary, outcome: canary, elapsedMs: 1 })
    metrics.refused(canary)
    metrics.modelEnded({ part: canary, deployment: canary, ending: canary })
    metrics.chartBuilt({ service: canary, ehr: canary, gateClosed: true })
    metrics.findingDropped(canary)
    metrics.claimDropped(canary)
    metrics.cardShown({ indicator: canary, origin: canary })
    metrics.feedback({ outcome: canary, count: 1 })
    metrics.gap({ kind: canary, reason: canary })
    metrics.storeFailed(canary)
    const text = await metrics.text()
    expect(text).not.toMatch(/canary/i)
    expect(samples(text)).toMatchObject({
      'curbside_calls_total{service="other",ehr="other",outcome="other"}': 1,
      'curbside_gaps_total{kind="other",reason="other"}': 1,
      'curbside_store_failures_total{operation="other"}': 1
    })
  })

  test('ignore counts that are none', async () => {
    const metrics = createMetrics(known)
    for (const count of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      metrics.fhirRequests(count)
      metrics.heldBack({ heldFor: 'everyone', count })
    }
    expect(samples(await metrics.text())).toMatchObject({
      curbside_fhir_requests_total: 0,
      'curbside_cards_held_back_total{for="everyone"}': 0
    })
  })
})
