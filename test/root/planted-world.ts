import type { Resource } from '@medplum/fhirtypes'
import { filledResource } from '../chart/filled-resource.ts'
import { identifiedPatient, identifiers, spellings } from '../chart/identified-patient.ts'
import { asFact, fillings, shown } from '../chart/planted.ts'
import { aNote } from '../chart/notes/a-note.ts'
import type { ServedResource } from '../support/fake-ehr.ts'
import { aLabResult } from '../support/records.ts'

/*
 * A record in which every element that is not shown holds an identifier, each in its turn, and whose
 * notes hold them all: what an EHR could send at its worst.
 */

const own = { reference: `Patient/${identifiedPatient.id}` }
const ofPatient = new Set(['AllergyIntolerance', 'Immunization'])
const mayBeShown = new Set(Object.values(shown).flat())

/** Every identifier in every spelling, without the mark of those that are somebody else's. */
export const planted: readonly string[] = Object.values(identifiers).flat().flatMap(spellings)

/**
 * Those that may stand in what stays with the organisation: its audit names the patient and the
 * entries that a card cites, and so does the card.
 */
export const ids: readonly string[] = (identifiers['any other number'] ?? []).flatMap(spellings)

export function plantedWorld(): readonly ServedResource[] {
  let next = 0
  const text = (path: string): string => {
    if (mayBeShown.has(path)) return 'ordinary'
    next += 1
    return planted[next % planted.length] ?? ''
  }
  const resources = Object.keys(shown).flatMap((type, at) =>
    fillings.map((filling, which): Resource => {
      const filled = asFact(filledResource(type, { ...filling, text }))
      const element = ofPatient.has(type) ? 'patient' : 'subject'
      return { ...filled, id: `planted-${at}-${which}`, [element]: own } as unknown as Resource
    })
  )
  const note = aNote(
    planted
      .map((one) => `Potassium was high. It is ${one} as noted. ${one}\n${one} was told.`)
      .join('\n'),
    { subject: own, id: 'note-1', description: planted[0] ?? '' }
  )
  return [
    identifiedPatient,
    ...resources,
    note,
    aLabResult('potassium-1', '2823-3', 6.4, 'mmol/L', '2026-11-20T08:00:00Z', { subject: own })
  ] as unknown as readonly ServedResource[]
}

/** Which of the identifiers a text holds: as written, and, where they are long enough to be no chance, however they are split. */
export function found(text: string, among: readonly string[]): readonly string[] {
  const lower = text.normalize('NFC').toLowerCase()
  const squashed = squash(lower)
  return [...new Set(among)].filter((one) => {
    const plain = one.normalize('NFC').toLowerCase()
    const bare = squash(plain)
    if (bare.length >= longEnough) return squashed.includes(bare)
    return new RegExp(
      `(?<![\\p{L}\\p{N}])${plain.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'u'
    ).test(lower)
  })
}

const longEnough = 9
const squash = (text: string): string => text.normalize('NFKD').replace(/[^a-z0-9]/g, '')
