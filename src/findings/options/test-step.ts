import { dateOfEpochDay } from '../../clinical/clinical-date.ts'
import { namesThing } from '../../clinical/search/names-thing.ts'
import { searchRecord } from '../../clinical/search/search-record.ts'
import { thingNamed } from '../../clinical/search/thing.ts'
import type { Thing } from '../../clinical/search/thing.ts'
import { systems } from '../../clinical/concept.ts'
import type { SuggestedAction } from '../../rules/rule.ts'
import type { DoorView } from '../meanings/meaning.ts'
import type { Target } from './option-target.ts'
import { offered, refused } from './step.ts'
import type { StepVerdict } from './step.ts'

/** So long an order that was placed may still bring its result. */
const pendingDays = 30

/** A test is offered only if it is not asked for already, and was not just done. */
export function testStep(target: Target, view: DoorView): StepVerdict {
  const name = target.name
  const key = `test-${target.kind === 'concept' ? target.concept.id : name.toLowerCase()}`
  if (target.kind === 'drug' || target.kind === 'entry') return refused('slots-unfit')
  if (target.kind === 'absence' && target.of === 'medication') return refused('slots-unfit')
  if (target.kind === 'concept') {
    if (!testKinds.has(target.concept.kind)) return refused('slots-unfit')
  }
  const thing = thingNamed('test', name) ?? thingNamed('procedure', name)
  if (thing !== undefined && isNeedless(thing, view)) return refused('option-needless')
  const suggestion = suggestionOf(target)
  return offered({
    kind: 'do',
    words: name,
    key,
    changesDrug: false,
    ...(suggestion !== undefined && { suggestion })
  })
}

const testKinds: ReadonlySet<string> = new Set(['test', 'sign', 'procedure', 'vaccine'])

function isNeedless(thing: Thing, { index }: DoorView): boolean {
  const yesterday = dateOfEpochDay(index.asOf.epochDay - 1)
  if (searchRecord(index, thing, yesterday) === 'present') return true
  return index.events.some(
    ({ kind, status, date, label }) =>
      kind === 'order' &&
      (status === 'active' || status === 'draft') &&
      date !== undefined &&
      index.asOf.epochDay - date.epochDay <= pendingDays &&
      namesThing(label, thing)
  )
}

/** With a code that an EHR understands, it can be ordered from the card. */
function suggestionOf(target: Target): SuggestedAction | undefined {
  if (target.kind !== 'concept' || target.concept.kind === 'drug') return undefined
  const { concept } = target.concept
  if (concept.kind !== 'test') return undefined
  const [code] = concept.loinc
  if (code === undefined) return undefined
  const { name } = concept
  return {
    type: 'add-test',
    label: `Order ${name}`,
    test: { system: systems.loinc, code, display: name }
  }
}

/** Ten years: what lies further off is no plan. */
const longestDays = 3660

/** `in 2 weeks`, `in 3 months`, `today`. */
export function afterDays(days: number | null): string {
  if (days === null || !Number.isInteger(days) || days < 0 || days > longestDays) return ''
  if (days === 0) return ' today'
  if (days < 7) return ` in ${days} ${days === 1 ? 'day' : 'days'}`
  if (days < 60) return ` in ${counted(Math.round(days / 7), 'week')}`
  if (days < 700) return ` in ${counted(Math.round(days / 30.4), 'month')}`
  return ` in ${counted(Math.round(days / 365), 'year')}`
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
