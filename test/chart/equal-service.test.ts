import { expect, test } from 'vitest'
import { deidentify } from '../../src/chart/deidentify.ts'
import { wordsOf } from '../../src/chart/fold.ts'
import { ordinaryWords } from '../../src/chart/ordinary-words.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { aPatient } from '../support/records.ts'
import { aMoment } from './an-index.ts'
import { ordinaryRecord } from './ordinary-record.ts'

// Surnames of several languages that are also words, most of them words of medicine.
const surnames =
  `Long Head White Bell No May Black Brown Green Gray Young Small Short Little Strong Cross Field Hill Wood
Stone Rice Bean Berry Baker Hodgkin Crohn Cushing Addison Down Turner Marfan Bacon Foot Hand Legg Palm Nail Heart Hart
Blood Pain Payne Burns Ray Day Winter Summers Frost Snow Flood Drain Carver Graves Parkinson Alzheimer Wilson Barrett Paget
Still Pick Smart Wise Best Good Sharp Cold Frey Fever Bone Skinner Brain Lung Livermore Kidney Spleen Colon Ileum Stent
Ward Nurse Doctor Pill Tablet Capsule Dose Oral Daily Order Orders Active Day Line Record Chart Alias Today Results
Problems Allergies Vitals Reports Encounters Absences Omitted Older Normal Items Change Since Until Recorded Known Read Late
Do To An In So On Le Lo La Da De Van Von Ben Bin Al El Das Der Den Di Li Ma Mi Su Un Una Yi Yu Wu Xu
Blanco Rojas Cabeza Dolores Luz Paz Cruz Rey Reyes Angel Salvador Rosa Leon Vega Costa Mano Piedra Salud Vida Cuerpo
Petit Blanc Noir Legrand Sang Main Pied Coeur Dent Peau Roux Leroy Gros Court Klein Gross Lang Kurz Weiss Schwarz Herz Fuss
Zahn Bauch Haut Galle Fieber Kopf Arzt Blut Knie Magen Niere Luft Wasser Salz Wolf Fuchs Sonne Rossi Bianchi Sangue Testa
Silva Ferro Osso Febre Forte Sun Song Han Tan Man Ran Ten Wan Min Gan Ding Pan Fang Shi Ana Ida Mia Tia Pat Max Art
Bill Will Grant Frank Grace Rose Heather Iris Jordan Mark Ginger Sage Olive Pearl Amber Crystal Angina Camila Ella Portia`.split(
    /\s+/
  )

test(`${new Set(surnames).size} names that are also words get the same chart as everyone`, () => {
  expect(new Set(surnames).size).toBeGreaterThan(200)
  // No name is in an index: one is built for all.
  const index = buildClinicalIndex(ordinaryRecord(aPatient()), '2026-11-20T10:00:00Z')
  const chartFor = (family: string, given: string) => {
    const record = ordinaryRecord(aPatient({ name: [{ family, given: [given] }] }))
    const moment = aMoment()
    return deidentify({
      record,
      index,
      moment,
      absences: [],
      profile: 'minimised',
      charactersMax: 1e5
    })
  }
  const usual = chartFor('Quisenberry', 'Xanthippa')
  if (usual.outcome !== 'clean') throw new Error('the gate closed on an ordinary record')
  expect(usual.value.withheld).toBe(0)
  expect(usual.value.chart.size.lines).toBeGreaterThan(50)
  const different = surnames.filter((name) =>
    [chartFor(name, 'Xanthippa'), chartFor('Quisenberry', name)].some(
      (one) => one.outcome !== 'clean' || one.value.chart.review !== usual.value.chart.review
    )
  )
  expect(different).toEqual([])
})

test('every word of the chart itself is an ordinary one, so that nobody named like it loses a line', () => {
  const grammar = `CHART day is today days ago every line of the record carries its alias in PATIENT female
    male other sex unknown age under deceased PROBLEMS ALLERGIES STOPPED MEDICATIONS RESULTS VITALS
    IMMUNIZATIONS PROCEDURES REPORTS ENCOUNTERS ORDERS RESOLVED ABSENCES NOT KNOWN OMITTED older or normal
    items item active inactive resolved since until recorded status severe on hold draft completed started
    renewals renewal min max change no searched to hits read late failed forbidden malformed access partly more
    pages capped unreadable medication statements laboratory vital signs lines withheld named preparation
    progress done stopped registered partial preliminary final amended corrected appended cancelled planned
    arrived triaged onleave finished revoked MOMENT order select sign selected view`
  expect(wordsOf(grammar).filter((word) => word.length > 2 && !ordinaryWords.has(word))).toEqual([])
})
