import { classesOf } from '../../clinical/drug-classes.ts'
import { labelOfClass } from '../../clinical/drug-classes.ts'
import type { DrugClass } from '../../clinical/drug-classes.ts'
import { problemsOfDiagnosis } from '../../clinical/concept-in-record.ts'
import { findConcept } from '../../terminology/concepts.ts'
import { mustNotStop } from '../../knowledge/relations.ts'
import type { BoundOption } from '../bound-finding.ts'
import type { DoorView } from '../meanings/meaning.ts'
import { coverageOf } from '../../knowledge/relations.ts'
import { ingredientsOfClass } from '../../clinical/drug-classes.ts'
import { ingredientsOf } from './option-target.ts'
import type { Target } from './option-target.ts'
import { offered, refused } from './step.ts'
import type { StepVerdict } from './step.ts'
import { tryClass, tryOption } from './try-drug-option.ts'

/* Options that change a drug. */

export interface DrugStep {
  readonly option: BoundOption
  readonly target: Target
  /** What a switch would replace. */
  readonly replaced: Extract<Target, { readonly kind: 'drug' }> | undefined
  readonly view: DoorView
  /** Whether what stands in the finding is a reason to add this drug. */
  readonly isReason: (ingredients: readonly string[]) => boolean
}

/** Adds, changes to, or raises: only what was tried and is covered is offered by its name. */
export function addingStep(given: DrugStep): StepVerdict {
  const { option, target, replaced, view, isReason } = given
  if (target.kind === 'drug') return raisingStep(given, target)
  if (target.kind !== 'concept' || option.action === 'raise') return refused('slots-unfit')
  const drugs = ingredientsOf(target.concept)
  if (drugs === undefined) return refused('slots-unfit')
  const { ingredients, isClass } = drugs
  if (option.action === 'switch-to' && replaced === undefined) return refused('slots-unfit')
  if (option.action === 'add' && !isReason(ingredients)) return refused('relation-unsupported')
  const without = new Set(replaced === undefined ? [] : [replaced.medication.reference])
  const named = (name: string): string =>
    option.action === 'add' || replaced === undefined
      ? `adding ${name}`
      : `${name} instead of ${replaced.name}`
  const step = (name: string) =>
    ({ kind: 'do', words: named(name), key: target.concept.id, changesDrug: true }) as const
  if (isClass) {
    const trial = tryClass(ingredients, without, view)
    if (trial.outcome === 'safe') return offered(step(`a drug of the class ${target.name}`))
    if (trial.outcome === 'cannot-assess') return missingFirst(trial.missing, target.name)
    return refused(trial.outcome === 'unsafe' ? 'option-unsafe' : 'option-not-covered')
  }
  const trial = tryOption({ name: target.name, ingredients, without }, view)
  switch (trial.outcome) {
    case 'safe':
      return offered(step(target.name))
    case 'unsafe':
      return refused('option-unsafe')
    case 'cannot-assess':
      return missingFirst(trial.missing, target.name)
    case 'not-covered':
      return classInstead(ingredients, without, { view, step })
  }
}

/** Not gone through for this drug: the class may be named, where nothing speaks against it. */
function classInstead(
  [ingredient = '']: readonly string[],
  without: ReadonlySet<string>,
  given: {
    readonly view: DoorView
    readonly step: (name: string) => Parameters<typeof offered>[0]
  }
): StepVerdict {
  const { view, step } = given
  const [own] = classesOf(ingredient).filter((one) => isNameable(one))
  if (own === undefined) return refused('option-not-covered')
  const trial = tryClass([...ingredientsOfClass(own)], without, view)
  if (trial.outcome !== 'safe') {
    return refused(trial.outcome === 'unsafe' ? 'option-unsafe' : 'option-not-covered')
  }
  return offered(step(`a drug of the class ${labelOfClass(own)}`), 'option-not-covered')
}

/** Groups that are made for checks and are no class that a clinician would choose from. */
const unnameable: ReadonlySet<string> = new Set([
  'qt-prolonging',
  'cns-depressant',
  'strong-cyp3a4-inhibitor',
  'potassium-sparing-diuretic',
  'glucose-lowering',
  'immunosuppressant'
])
const isNameable = (one: DrugClass): boolean => !unnameable.has(one)

/** What cannot be told is asked first; the drug is not named as an option. */
function missingFirst(missing: readonly string[], name: string): StepVerdict {
  const [first = ''] = missing
  if (first === '') return refused('option-cannot-assess')
  return offered(
    {
      kind: 'do',
      words: `before any change of treatment, ${first}`,
      key: `missing-${first}`,
      changesDrug: false
    },
    name === '' ? undefined : 'option-cannot-assess'
  )
}

function raisingStep(
  { option, view, isReason }: DrugStep,
  target: Extract<Target, { readonly kind: 'drug' }>
): StepVerdict {
  if (option.action !== 'raise') return refused('slots-unfit')
  const { medication, name } = target
  const { ingredients, reference } = medication
  if (!isReason(ingredients)) return refused('relation-unsupported')
  const trial = tryOption({ name, ingredients, without: new Set([reference]) }, view)
  if (trial.outcome === 'unsafe') return refused('option-unsafe')
  if (trial.outcome === 'cannot-assess') return missingFirst(trial.missing, name)
  const covered = ingredients.every((one) =>
    Object.values(coverageOf(view.knowledge, one)).every(Boolean)
  )
  if (trial.outcome === 'not-covered' || !covered) return refused('option-not-covered')
  return offered({
    kind: 'do',
    words: `a higher dose of ${name}`,
    key: `${name}-dose`,
    changesDrug: true
  })
}

/** Stops, holds, lowers: with what must not be stopped at once in mind. */
export function endingStep({ option, target, view }: DrugStep): StepVerdict {
  if (target.kind === 'concept') return avoidingStep(option, target)
  if (target.kind !== 'drug') return refused('slots-unfit')
  const { name, medication, draft } = target
  const step = (words: string) =>
    ({ kind: 'do', words, key: `${name}-less`, changesDrug: true }) as const
  if (draft) return draftStep(option, target, view)
  if (option.action === 'leave-out') return refused('slots-unfit')
  if (option.action === 'lower') return offered(step(`a lower dose of ${name}`))
  const row = medication.ingredients
    .filter((one) => !isInsulin(one) || hasTypeOne(view))
    .map((one) => mustNotStop(view.knowledge, one))
    .find((one) => one !== undefined)
  if (row !== undefined) {
    const [how = ''] = row.do
    // Little by little is what the row advises; where it advises something else, a taper ends it too.
    if (option.action === 'taper' && /lower|taper|reduc|slow/i.test(how)) {
      return offered(step(`tapering ${name}`))
    }
    const words = how.replace(/^Consider /, '').replace(/\.$/, '')
    return offered(step(`${name}: ${words}, not stopping it at once`), 'must-not-stop-abruptly')
  }
  if (medication.ingredients.some(isInsulin) && hasTypeOne(view)) {
    return offered(step(`a lower dose of ${name}`), 'must-not-stop-abruptly')
  }
  if (option.action === 'taper') return offered(step(`tapering ${name}`))
  // A drug that the tables do not know may be one that must not be stopped.
  if (medication.ingredients.length === 0) return refused('option-not-covered')
  const verb = { hold: 'holding', avoid: 'avoiding', stop: 'stopping' }[
    option.action === 'hold' || option.action === 'avoid' ? option.action : 'stop'
  ]
  return offered(step(`${verb} ${name}`))
}

const isInsulin = (ingredient: string): boolean => classesOf(ingredient).includes('insulin')

function hasTypeOne({ index }: DoorView): boolean {
  const typeOne = findConcept('diagnosis', 'type 1 diabetes mellitus')
  return typeOne !== undefined && problemsOfDiagnosis(index, typeOne, { active: true }).length > 0
}

/** A draft is nothing that is taken: it can be left out. */
function draftStep(
  option: BoundOption,
  { name, medication }: Extract<Target, { readonly kind: 'drug' }>,
  { moment }: DoorView
): StepVerdict {
  const order = moment.draftOrders.find(({ reference }) => reference === medication.reference)
  if (option.action === 'lower' || option.action === 'taper') {
    return offered({
      kind: 'do',
      words: `a lower dose of ${name}`,
      key: `${name}-less`,
      changesDrug: true
    })
  }
  const held = option.action === 'hold'
  return offered({
    kind: 'do',
    words: held ? `holding ${name}` : `leaving out ${name}`,
    key: `${name}-less`,
    changesDrug: true,
    ...(!held &&
      order !== undefined &&
      order.standing !== 'active' && {
        suggestion: { type: 'remove-order', order, label: `Remove ${name}` }
      })
  })
}

function avoidingStep(
  { action }: BoundOption,
  { name, concept }: Extract<Target, { readonly kind: 'concept' }>
): StepVerdict {
  if (ingredientsOf(concept) === undefined) return refused('slots-unfit')
  if (action !== 'avoid') return refused('slots-unfit')
  return offered({
    kind: 'do',
    words: `avoiding ${name}`,
    key: `${concept.id}-less`,
    changesDrug: true
  })
}
