import type { Code } from './code.ts'
import { systems } from './code.ts'
import eventData from './event-sets.json' with { type: 'json' }
import problemData from './problem-sets.json' with { type: 'json' }

export type ProblemSet = keyof typeof problemData.sets
export type EventSet = keyof typeof eventData.sets

interface Row {
  readonly label: string
  readonly snomed: string
  readonly loinc?: string
  readonly icd10?: string
  readonly words: string
  readonly except?: string
  readonly kinds?: string
}

interface NamedSet {
  readonly label: string
  readonly codes: ReadonlySet<string>
  readonly icd10Prefixes: readonly string[]
  readonly words: RegExp
  readonly except: RegExp | undefined
  readonly kinds: readonly string[]
}

const problemSets = compiled(problemData.sets)
const eventSets = compiled(eventData.sets)

/** Whether a problem's codes or label belong to the set. */
export function isInProblemSet(fact: Coded, set: ProblemSet): boolean {
  return matches(fact, problemSets.get(set))
}

/** Whether a procedure, report, order, encounter or result belongs to the set. */
export function isInEventSet(fact: Coded, set: EventSet): boolean {
  return matches(fact, eventSets.get(set))
}

export function isProblemSet(key: string): key is ProblemSet {
  return problemSets.has(key)
}

export function isEventSet(key: string): key is EventSet {
  return eventSets.has(key)
}

export function labelOfProblemSet(set: ProblemSet): string {
  return problemData.sets[set].label
}

export function labelOfEventSet(set: EventSet): string {
  return eventData.sets[set].label
}

/** The record kinds that would hold what the set names. */
export function kindsOfEventSet(set: EventSet): readonly string[] {
  return eventSets.get(set)?.kinds ?? []
}

interface Coded {
  readonly label: string
  readonly codes: readonly Code[]
}

function matches(fact: Coded, set: NamedSet | undefined): boolean {
  if (set === undefined) return false
  for (const { system, code } of fact.codes) {
    if (system === systems.icd10) {
      if (set.icd10Prefixes.some((prefix) => code.startsWith(prefix))) return true
    } else if (set.codes.has(`${system}|${code}`)) return true
  }
  return set.words.test(fact.label) && set.except?.test(fact.label) !== true
}

function compiled(sets: Readonly<Record<string, Row>>): ReadonlyMap<string, NamedSet> {
  return new Map(
    Object.entries(sets).map(([key, row]) => {
      const coded = [
        ...split(row.snomed).map((code) => `${systems.snomed}|${code}`),
        ...split(row.loinc).map((code) => `${systems.loinc}|${code}`)
      ]
      const set: NamedSet = {
        label: row.label,
        codes: new Set(coded),
        icd10Prefixes: split(row.icd10),
        words: new RegExp(row.words, 'i'),
        except: row.except === undefined ? undefined : new RegExp(row.except, 'i'),
        kinds: split(row.kinds)
      }
      return [key, set]
    })
  )
}

function split(codes: string | undefined): readonly string[] {
  return codes === undefined || codes === '' ? [] : codes.split(' ')
}
