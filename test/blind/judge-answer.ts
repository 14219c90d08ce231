import type { Aliases } from '../../src/chart/chart.ts'
import { thingNamed } from '../../src/clinical/search/thing.ts'
import type {
  BoundMeaning,
  BoundTarget,
  ProposedConcept
} from '../../src/findings/bound-finding.ts'
import { bindReadFinding } from '../../src/findings/facts/bind-read-finding.ts'
import { checkFacts } from '../../src/findings/facts/check-facts.ts'
import type { FactView } from '../../src/findings/facts/fact-view.ts'
import type { SupportedFacts } from '../../src/findings/supported-fact.ts'
import { readFinding } from '../../src/model/proposal/read-finding.ts'
import { findConcept } from '../../src/terminology/concepts.ts'

/* One answer through the service's reading, binding and checks of facts, and what came of it. */

interface Counted {
  readonly said: number
  readonly kept: number
}

export interface JudgedFinding {
  readonly facts: Counted
  readonly meanings: Counted & { readonly words: readonly string[] }
  readonly settle: Counted
  readonly options: Counted
  readonly lost: readonly string[]
  /** What the form could not hold, where the evaluation asked for it. */
  readonly unsaid: string | null
}

export function judgeAnswer(
  text: string,
  given: FactView & { readonly aliases: Aliases }
): readonly JudgedFinding[] | 'not-json' {
  const findings = findingsIn(text)
  return findings === undefined ? 'not-json' : findings.map((one) => judgeFinding(one, given))
}

function findingsIn(text: string): readonly unknown[] | undefined {
  try {
    const answer = JSON.parse(text) as { readonly findings?: unknown }
    return Array.isArray(answer.findings) ? answer.findings : []
  } catch {
    return undefined
  }
}

function judgeFinding(
  value: unknown,
  given: FactView & { readonly aliases: Aliases }
): JudgedFinding {
  const read = readFinding(value)
  const proposed = read.finding
  const said = (key: string): number => {
    const list: unknown = (value as Record<string, unknown> | null)?.[key]
    return Array.isArray(list) ? list.length : 0
  }
  const unsaid = (value as { unsaid?: unknown } | null)?.unsaid
  const bound = proposed && bindReadFinding(proposed, given.aliases)
  const finding = bound?.finding
  const checked = finding && checkFacts(finding, given)
  const facts = checked?.facts ?? []
  const meanings = finding?.meanings.map((one) => meaningFault(one, facts)) ?? []
  const steps = (list: 'settle' | 'options') =>
    finding?.[list].map(({ target }) => targetFault(target)) ?? []
  const [settle, options] = [steps('settle'), steps('options')]
  const faults = [...meanings, ...settle, ...options].filter((fault) => fault !== undefined)
  const losses = [...read.lost, ...(bound?.lost ?? []), ...(checked?.lost ?? [])]
  return {
    facts: { said: said('facts'), kept: facts.filter((fact) => fact !== null).length },
    meanings: {
      said: said('meanings'),
      kept: meanings.filter((fault) => fault === undefined).length,
      words: finding?.meanings.map((one) => wordsOf(one)) ?? []
    },
    settle: { said: said('settle'), kept: settle.filter((fault) => fault === undefined).length },
    options: { said: said('options'), kept: options.filter((fault) => fault === undefined).length },
    lost: [...losses.map(({ part, reason }) => `${part} ${reason}`), ...faults],
    unsaid: typeof unsaid === 'string' ? unsaid : null
  }
}

/** A meaning stands while a fact of its subjects, or its concept, does. */
function meaningFault(meaning: BoundMeaning, facts: SupportedFacts): string | undefined {
  const stands = (indexes: readonly number[]): boolean => indexes.some((at) => facts[at])
  const { subjects, objects, concept } = meaning
  const fault = concept === null ? undefined : conceptFault(concept)
  const rests = stands(subjects) || stands(objects)
  if (!rests) return `meaning ${meaning.relation} fact-missing`
  return fault === undefined ? undefined : `meaning ${fault}`
}

function targetFault(target: BoundTarget | null): string | undefined {
  const fault = target?.kind === 'concept' ? conceptFault(target.concept) : undefined
  return fault === undefined ? undefined : `step ${fault}`
}

function conceptFault({ kind, text }: ProposedConcept): string | undefined {
  const isKnown =
    kind === 'harm' || kind === 'specialty'
      ? findConcept(kind, text) !== undefined
      : thingNamed(kind, text) !== undefined
  return isKnown ? undefined : `concept-unknown (${kind} "${text}")`
}

function wordsOf({ relation, effect, detail, concept }: BoundMeaning): string {
  return [relation, effect, detail, concept && `"${concept.text}"`].filter(Boolean).join(' ')
}
