import type { ClinicalFact } from '../clinical/clinical-index.ts'
import type { CardMatter } from './choose-cards.ts'
import { isAiAssisted } from './offers.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** Which model answered about one part of the chart, as far as this call knows. */
export interface ModelFacts {
  readonly modelId?: string
  readonly modelVersion?: string
  readonly promptVersion: string
}

export interface ProvenanceContext {
  /** Of the invocation record of this call. */
  readonly eventId: string
  readonly policyVersion: string
  readonly transparencyUrl: string
  readonly models: Readonly<Record<ChartPart, ModelFacts>>
  /** meta.versionId of a resource as it was read. */
  readonly versionOf: (reference: string) => string | undefined
  readonly factsOf: (reference: string) => readonly ClinicalFact[]
  /** Words for what limits every card of this call: `ai-review-failed`, `rules-failed`. */
  readonly limits: readonly string[]
}

/** The key of our own extension on a card (trust.md 4.4). */
export const provenanceKey = 'org.curbside.provenance'

/** Where a card comes from, for programs: what does not apply is left out, never empty. */
export interface Provenance {
  readonly eventId: string
  readonly policyVersion: string
  readonly transparencyUrl: string
  /** Of every rule that speaks on the card, the lead first. */
  readonly rules?: readonly { readonly id: string; readonly version: string }[]
  readonly modelId?: string
  readonly modelVersion?: string
  readonly promptVersion?: string
  /** v3-ObservationValue: a model took part in what the card says. */
  readonly aiLabel?: 'AIAST'
  readonly evidence?: readonly EvidenceOfCard[]
  readonly missing?: readonly string[]
  readonly limits?: readonly string[]
}

interface EvidenceOfCard {
  readonly ref: string
  readonly versionId?: string
  /** `YYYY-MM-DD`, or as much of it as was recorded. */
  readonly day?: string
}

/** Evidence references of a card, joined findings and must-mention facts among them, each once. */
export const referencesOf = (matter: CardMatter): readonly string[] => [
  ...new Set(
    matter.flatMap(({ evidence, mentions = [] }) =>
      [...evidence, ...mentions].map(({ reference }) => reference)
    )
  )
]

/** The provenance of one card; `notes` is what was missing from the whole call. */
export function provenanceOf(
  matter: CardMatter,
  notes: readonly string[],
  context: ProvenanceContext
): Provenance {
  const { eventId, policyVersion, transparencyUrl } = context
  const rules = matter.flatMap((finding) =>
    finding.origin === 'rule' ? [{ id: finding.rule.id, version: finding.rule.version }] : []
  )
  return {
    eventId,
    policyVersion,
    transparencyUrl,
    ...unlessEmpty(
      'rules',
      unique(rules, ({ id }) => id)
    ),
    ...(matter.some(isAiAssisted) ? { ...modelOf(matter, context), aiLabel: 'AIAST' } : {}),
    ...unlessEmpty(
      'evidence',
      referencesOf(matter).map((reference) => evidenceOf(reference, context))
    ),
    ...unlessEmpty('missing', [...matter.flatMap(({ missing }) => missing), ...notes]),
    ...unlessEmpty('limits', [...new Set([...matter.flatMap(limitsOf), ...context.limits])])
  }
}

/** Of one part it is known who answered; where two parts took part, only what is the same of both. */
function modelOf(matter: CardMatter, { models }: ProvenanceContext): Partial<ModelFacts> {
  const parts = [...new Set(matter.flatMap(({ modelParts = [] }) => modelParts))]
  const [first, ...others] = parts.map((part) => models[part])
  if (first === undefined) return {}
  const same = (key: keyof ModelFacts) =>
    first[key] !== undefined && others.every((other) => other[key] === first[key])
      ? { [key]: first[key] }
      : {}
  return { ...same('modelId'), ...same('modelVersion'), ...same('promptVersion') }
}

function evidenceOf(ref: string, { versionOf, factsOf }: ProvenanceContext): EvidenceOfCard {
  const versionId = versionOf(ref)
  const day = factsOf(ref)
    .map(dayOf)
    .find((one) => one !== undefined)
  return {
    ref,
    ...(versionId === undefined ? {} : { versionId }),
    ...(day === undefined ? {} : { day })
  }
}

/** The day that a fact is told with on cards. */
function dayOf(fact: ClinicalFact): string | undefined {
  if (fact.kind === 'problem') return (fact.onset ?? fact.recorded)?.iso
  if (fact.kind === 'medication') return fact.started?.iso
  return fact.date?.iso
}

function limitsOf(finding: CardMatter[number]): readonly string[] {
  if (finding.origin === 'model') return ['no-guideline-cited']
  return finding.rule.source.verified ? [] : ['source-not-re-read']
}

const unlessEmpty = <Key extends string, Value>(key: Key, list: readonly Value[]) =>
  (list.length === 0 ? {} : { [key]: list }) as { readonly [key in Key]?: readonly Value[] }

const unique = <Value>(list: readonly Value[], keyOf: (value: Value) => string) => [
  ...new Map(list.map((one) => [keyOf(one), one])).values()
]
