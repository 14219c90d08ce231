import { describe, expect, test } from 'vitest'
import analytes from '../../src/terminology/analytes.json' with { type: 'json' }
import { profiles } from '../../src/chart/chart-time.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { limits } from '../../src/ground/limits.ts'
import { recordOfBundle } from '../support/bundle-record.ts'
import { ownTimeOf, publishedFiles, publishedText } from '../support/published-records.ts'

/*
 * What must never be missing from a chart, read out of the published Bundles without any code of
 * the way from record to chart: every active problem, allergy and medication, and the newest value
 * of every analyte that a rule knows. Skipped where the records are not at hand.
 */

interface Loose {
  readonly [key: string]: Loose | readonly Loose[] | string | number | undefined
}
type Bundle = Parameters<typeof recordOfBundle>[0] & Parameters<typeof ownTimeOf>[0]

const list = (value: unknown): readonly Loose[] => (Array.isArray(value) ? (value as Loose[]) : [])
const part = (value: unknown): Loose => (value ?? {}) as Loose
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const codings = (concept: unknown) => list(part(concept)['coding'])
const hasCode = (concept: unknown, ...codes: readonly string[]) =>
  codings(concept).some(({ code }) => codes.includes(text(code)))

// Circumstances of a life and not of a health, which the chart leaves out (SNOMED CT displays of
// the generator that made the records).
const social =
  /employ|labor force|education|housing|homeless|stress|isolation|social contact|violence|abuse|criminal|refugee|transport|immigrant|served in armed forces|certificat|victim|lack of access|risk activity/i

const names = publishedFiles('patients')

describe.skipIf(names.length === 0).for(names.length === 0 ? ['none'] : names)('%s', (name) => {
  const bundle = JSON.parse(publishedText('patients', name)) as Bundle
  const entries = list(part(bundle as unknown)['entry'])
  const resources = entries.map(({ resource }) => part(resource))
  const byUrl = new Map(entries.map(({ fullUrl, resource }) => [fullUrl, part(resource)]))
  const asOf = ownTimeOf(bundle)
  const record = recordOfBundle(bundle)
  const index = buildClinicalIndex(record, asOf)
  const chartIn = (profile: (typeof profiles)[number]) => {
    const outcome = deidentify({
      record,
      index,
      moment: { hook: 'patient-view', draftOrders: [] },
      absences: standardAbsences(index),
      profile,
      originDay: 61_234,
      charactersMax: limits.chartCharactersMax
    })
    if (outcome.outcome !== 'clean') throw new Error('the gate closed')
    return outcome.value.chart.review
  }
  const charts = profiles.map((profile) => [profile, chartIn(profile).split('\n')] as const)
  const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type)

  const section = (lines: readonly string[], title: string) => {
    const from = lines.indexOf(title)
    const rest = from < 0 ? [] : lines.slice(from + 1)
    const end = rest.findIndex((line) => /^[A-Z][A-Z /]+$/.test(line))
    return end < 0 ? rest : rest.slice(0, end)
  }
  /** Those of which no line of the section bears a code. */
  const missing = (lines: readonly string[], title: string, concepts: readonly unknown[]) => {
    const shown = section(lines, title).join('\n')
    return concepts
      .filter((concept) => !codings(concept).some(({ code }) => shown.includes(` ${text(code)})`)))
      .map((concept) => codings(concept)[0]?.['display'])
  }

  test.for(charts)('every active problem is in the chart (%s)', ([, lines]) => {
    const active = ofType('Condition').filter(
      ({ clinicalStatus, verificationStatus }) =>
        hasCode(clinicalStatus, 'active', 'recurrence', 'relapse') &&
        !hasCode(verificationStatus, 'refuted', 'entered-in-error')
    )
    const lost = missing(
      lines,
      'PROBLEMS',
      active.map(({ code }) => code)
    )
    expect(lost.filter((display) => !social.test(text(display)))).toEqual([])
  })

  test.for(charts)('every active allergy is in the chart (%s)', ([, lines]) => {
    const active = ofType('AllergyIntolerance').filter(
      ({ clinicalStatus, verificationStatus }) =>
        hasCode(clinicalStatus, 'active') &&
        !hasCode(verificationStatus, 'refuted', 'entered-in-error')
    )
    expect(
      missing(
        lines,
        'ALLERGIES',
        active.map(({ code }) => code)
      )
    ).toEqual([])
  })

  test.for(charts)('every active medication is in the chart (%s)', ([, lines]) => {
    const active = ofType('MedicationRequest').filter(({ status }) => status === 'active')
    const concepts = active.map(
      ({ medicationCodeableConcept, medicationReference }) =>
        medicationCodeableConcept ?? byUrl.get(part(medicationReference)['reference'])?.['code']
    )
    expect(missing(lines, 'MEDICATIONS', concepts)).toEqual([])
  })

  test.for(charts)('the newest value of every known analyte is in the chart (%s)', ([, lines]) => {
    const readings = ofType('Observation')
      .filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled')
      .flatMap((one) =>
        [one, ...list(one['component'])].map(({ code, valueQuantity }) => ({
          codes: codings(code)
            .filter(({ system }) => system === 'http://loinc.org')
            .map((coding) => text(coding['code'])),
          value: part(valueQuantity)['value'],
          ms: Date.parse(text(one['effectiveDateTime']))
        }))
      )
      .filter(({ value, ms }) => typeof value === 'number' && !Number.isNaN(ms))
    const lost = Object.values(analytes.analytes).flatMap(({ codes, label }) => {
      const known = codes.split(' ')
      const all = readings.filter((reading) => reading.codes.some((code) => known.includes(code)))
      if (all.length === 0) return []
      const newestMs = Math.max(...all.map(({ ms }) => ms))
      const newest = all.filter(({ ms }) => ms === newestMs).map(({ value }) => Number(value))
      const shown = lines
        .filter((line) => known.some((code) => line.includes(`(LN ${code})`)))
        .map((line) => Number(line.match(/: (-?[\d.]+)[^:;]*? ~?D[+-]?\d+/)?.[1]))
      const isShown = shown.some((number) =>
        newest.some((value) => Math.abs(number - value) <= 0.001 * Math.abs(value))
      )
      return isShown ? [] : [`${label} ${newest.join(' ')}`]
    })
    expect(lost).toEqual([])
  })
})

test('there are records to look at, where they are said to be', () => {
  if (process.env['CURBSIDE_REAL_DATA'] !== undefined) expect(names.length).toBeGreaterThan(10)
})
