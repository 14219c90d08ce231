import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { aRecord } from '../support/records.ts'
import { filledResource } from './filled-resource.ts'
import {
  identifiedDevice,
  identifiedPatient,
  identifiers,
  spellings,
  squash
} from './identified-patient.ts'
import { asFact, fillings, shown } from './planted.ts'

/*
 * Identifiers of every class of 45 CFR 164.514(b)(2)(i), in every spelling, planted into all elements of
 * a record at once, and into only those that may be shown.
 */

const mark = '@@'
const template = (text: (path: string) => string) =>
  JSON.stringify(
    Object.keys(shown).flatMap((type, at) =>
      fillings.map((filling, which) => ({
        ...asFact(filledResource(type, { ...filling, text })),
        id: `planted-${at}-${which}`
      }))
    )
  )
// In all elements at once; and, with nothing else to tell what it is, only in those that are shown.
const everywhere = template(() => mark)
const inDisplays = template((path) =>
  Object.values(shown).flat().includes(path) ? `assay ${mark} level` : 'ordinary'
)

test.for(Object.entries(identifiers))('no %s planted anywhere reaches the chart', ([, texts]) => {
  for (const planted of texts.flatMap(spellings)) {
    for (const one of [everywhere, inDisplays]) {
      const resources = JSON.parse(
        one.replaceAll(mark, JSON.stringify(planted).slice(1, -1))
      ) as Resource[]
      const record = aRecord({
        patient: identifiedPatient,
        resources,
        supporting: new Map([['Device/device-7', identifiedDevice]])
      })
      const index = buildClinicalIndex(record, '2026-11-20T10:00:00Z')
      const draftOrders = readDraftOrders(
        resources
          .filter((resource) => resource.resourceType.endsWith('Request'))
          .map((resource) => ({
            reference: `${resource.resourceType}/x`,
            selected: true,
            standing: 'draft',
            resource
          })),
        new Map()
      )
      const moment = { hook: 'order-select', draftOrders }
      const outcome = deidentify({
        record,
        index,
        moment,
        absences: [],
        profile: 'minimised',
        charactersMax: 1e6
      })
      if (outcome.outcome !== 'clean') throw new Error(`the gate closed on ${planted}`)
      const { chart, withheld } = outcome.value
      const shownText = `${chart.review}\n${chart.moment ?? ''}`
      expect(withheld, planted).toBeGreaterThan(5)
      expect(shownText).not.toContain(planted)
      expect(shownText).not.toContain('level')
      if (squash(planted).length > 4) expect(squash(shownText)).not.toContain(squash(planted))
    }
  }
})
