import type { Code } from './code.ts'
import { systems } from './code.ts'
import { isIcd10, plainIcd10 } from './icd10.ts'
import eventData from './event-sets.json' with { type: 'json' }
import { stanceAt, stanceOfWhole } from './stance.ts'
import problemData from './problem-sets.json' with { type: 'json' }

export type ProblemSet = keyof typeof problemData.sets
export type EventSet = keyof typeof eventData.sets

interface Row {
  readonly label: string
  readonly snomed: string
  readonly loinc?: string
  /** Level II only: the project holds no CPT. */
  readonly hcpcs?: string
  readonly icd10?: string
  readonly words: string
  readonly except?: string
  readonly kinds?: string
}

interface NamedSet {
  readonly about: 'problem' | 'event'
  readonly label: string
  readonly codes: ReadonlySet<string>
  readonly icd10Prefixes: readonly string[]
  readonly words: RegExp
  readonly allWords: RegExp
  readonly except: RegExp | undefined
  readonly kinds: readonly string[]
}

const problemSets = compiled(problemData.sets, 'problem')
const eventSets = compiled(eventData.sets, 'event')

/** Whether a problem's codes or label belong to the set. */
export function isInProblemSet(fact: Coded, set: ProblemSet): boolean {
  return matches(fact, problemSets.get(set))
}

/** Whether any of the problem sets holds it. */
export function isInAnyProblemSet(fact: Coded): boolean {
  return [...problemSets.values()].some((set) => matches(fact, set))
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
  /** Further texts that name it. */
  readonly wordings?: readonly string[]
}

/**
 * A code counts before words, and both only as far as the words do not deny it: "No history of
 * asthma" is no asthma, whatever code stands beside it.
 */
function matches(fact: Coded, set: NamedSet | undefined): boolean {
  if (set === undefined) return false
  const isCoded = hasCode(fact, set)
  if (!isCoded && !set.words.test(fact.label)) return false
  const texts = fact.wordings === undefined ? [fact.label] : [fact.label, ...fact.wordings]
  const said = texts.map((text) => saidOf(text, set) ?? saidOfWhole(text, set, isCoded))
  if (said.includes('denied')) return false
  return isCoded || (set.except?.test(fact.label) !== true && !isDeniedByCode(fact))
}

/** Beside a code that says what it is, a text in other words may deny it: "Asma: ruled out". */
function saidOfWhole(text: string, { about }: NamedSet, isCoded: boolean): 'denied' | undefined {
  return isCoded && stanceOfWhole(text, about) === 'denied' ? 'denied' : undefined
}

function hasCode(fact: Coded, set: NamedSet): boolean {
  return fact.codes.some(({ system, code }) =>
    isIcd10(system)
      ? set.icd10Prefixes.some((prefix) => plainIcd10(code).startsWith(prefix))
      : set.codes.has(`${system}|${code}`) || (isHcpcs(system) && set.codes.has(`hcpcs|${code}`))
  )
}

/** Level II codes begin with a letter; EHRs send them under the system of CPT too. */
function isHcpcs(system: string): boolean {
  return hcpcsSystem.test(system)
}
const hcpcsSystem = /hcpcs|2\.16\.840\.1\.113883\.6\.(?:285|12)$|ama-assn\.org\/go\/cpt/i

/** What a text says of the words of a set; undefined when none of them stand in it. */
function saidOf(text: string, set: NamedSet): 'affirmed' | 'denied' | undefined {
  let said: 'affirmed' | 'denied' | undefined
  for (const { index, 0: match } of text.matchAll(set.allWords)) {
    if (stanceAt(text, { start: index, end: index + match.length }, set.about) !== 'denied')
      return 'affirmed'
    said = 'denied'
  }
  return said
}

/** ICD-10: family history, screening, and observation for what was then ruled out. */
const denyingCodes = /^Z(?:0[345]|1[123]|8[0-4])/

function isDeniedByCode({ codes }: Coded): boolean {
  return codes.some(({ system, code }) => isIcd10(system) && denyingCodes.test(plainIcd10(code)))
}

function compiled(
  sets: Readonly<Record<string, Row>>,
  about: NamedSet['about']
): ReadonlyMap<string, NamedSet> {
  return new Map(
    Object.entries(sets).map(([key, row]) => {
      const coded = [
        ...split(row.snomed).map((code) => `${systems.snomed}|${code}`),
        ...split(row.loinc).map((code) => `${systems.loinc}|${code}`),
        ...split(row.hcpcs).map((code) => `hcpcs|${code}`)
      ]
      const set: NamedSet = {
        about,
        label: row.label,
        codes: new Set(coded),
        icd10Prefixes: split(row.icd10).map(plainIcd10),
        words: new RegExp(row.words, 'i'),
        allWords: new RegExp(row.words, 'gi'),
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
