import type { ViewGiven } from '../a-view.ts'
import { aPatient } from '../../support/records.ts'
import { readEntry } from './read-entry.ts'

/** One line of a table: what is said of whom. */
export interface StyleCase {
  readonly line: string
  readonly expected: readonly string[]
  readonly given: ViewGiven
}

/** The cases of a table; lines that start with # are for readers. */
export function readCases(table: string): readonly StyleCase[] {
  return table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readCase)
}

function readCase(line: string): StyleCase {
  const colon = line.indexOf(': ')
  const entries = line.slice(colon + 2).split('; ')
  const patient = entries.map(patientIn).find((one) => one !== undefined)
  const unread = entries.flatMap((entry) => /^unread (\w+)$/.exec(entry)?.[1] ?? [])
  const resources = entries
    .filter((entry) => patientIn(entry) === undefined && !entry.startsWith('unread '))
    .map((entry, at) => ({ drafted: entry.startsWith('order '), ...readEntry(entry, `r${at}`) }))
  const states = unread.map((kind) => [kind, { state: 'unknown', reason: 'late' }])
  return {
    line,
    expected: line.slice(0, colon).split(', '),
    given: {
      drafts: resources.filter((one) => one.drafted).map(({ resource }) => resource),
      resources: resources.filter((one) => !one.drafted).map(({ resource }) => resource),
      ...(patient !== undefined && { patient }),
      ...(unread.length > 0 && { states: Object.fromEntries(states) as ViewGiven['states'] })
    } as ViewGiven
  }
}

function patientIn(entry: string) {
  const [, who, birthDate = ''] = /^(man|woman) (\d{4}-\d{2}-\d{2})$/.exec(entry) ?? []
  if (who !== undefined) return aPatient({ gender: who === 'man' ? 'male' : 'female', birthDate })
  if (entry !== 'ageless') return undefined
  const { birthDate: _none, ...ageless } = aPatient()
  return ageless
}
