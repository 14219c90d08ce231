import type { Profile } from '../../src/chart/chart-time.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { foldText } from '../../src/chart/fold.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { aRecord } from '../support/records.ts'
import type { Place } from './places.ts'
import type { Plant } from './plants.ts'

/** How much the chart tells: a profile, and whether notes are shown. */
export interface Setting {
  readonly profile: Profile
  readonly notes: boolean
}

export const settings: readonly Setting[] = [
  { profile: 'minimised', notes: false },
  { profile: 'minimised', notes: true },
  { profile: 'shifted', notes: false },
  { profile: 'strict-year', notes: false }
]

export interface Planted {
  readonly plant: Plant
  readonly place: Place
  readonly setting: Setting
  /** What of it stands in the chart. */
  readonly through: readonly string[]
}

const carriers = ['', 'asthma, ', 'chronic cough ']

/** Plants one text in one place, alone or behind words of medicine, and looks for it in the chart. */
export function plantOne(plant: Plant, place: Place, setting: Setting, carrier: number): Planted {
  const text = `${carriers[carrier % carriers.length] ?? ''}${plant.text}`
  const record = aRecord({ resources: [place.resource(text)] })
  const outcome = deidentify({
    record,
    index: buildClinicalIndex(record, '2026-11-20T10:00:00Z'),
    moment: { hook: 'patient-view', draftOrders: [] },
    absences: [],
    profile: setting.profile,
    originDay: 61_234,
    charactersMax: 13_000,
    ...(setting.notes && { notesCharactersMax: 4_000 })
  })
  const shown = outcome.outcome === 'clean' ? outcome.value.chart.review : ''
  const lines = shown
    .split('\n')
    .slice(2)
    .filter((line) => !/^[A-Z ]+$/.test(line) && !line.startsWith('Text of clinical notes'))
  const read = foldText(lines.join('\n').replaceAll('^', ' '))
  const through = plant.tells.filter((tell) => holds(read, foldText(tell)))
  return { plant, place, setting, through }
}

function holds(text: string, tell: string): boolean {
  for (let at = text.indexOf(tell); at >= 0; at = text.indexOf(tell, at + 1)) {
    const isWord = (character: string) => /[\p{L}\p{N}]/u.test(character)
    if (!isWord(text.charAt(at - 1)) && !isWord(text.charAt(at + tell.length))) return true
  }
  return false
}

/** Every plant in every place in every setting in which the place is shown. */
export function plantAll(plants: readonly Plant[], places: readonly Place[]): readonly Planted[] {
  return settings.flatMap((setting) =>
    places
      .filter(({ note }) => note === undefined || setting.notes)
      .flatMap((place, at) =>
        plants.map((plant, which) => plantOne(plant, place, setting, at + which))
      )
  )
}
