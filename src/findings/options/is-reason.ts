import { classesOf } from '../../clinical/drug-classes.ts'
import { effectsOf } from '../../knowledge/relations.ts'
import type { BoundMeaning } from '../bound-finding.ts'
import type { SupportedFact, SupportedFacts } from '../supported-fact.ts'
import { conceptNamed } from '../meanings/concept-named.ts'
import { effectOnResults } from '../meanings/effect-words.ts'
import type { DoorView } from '../meanings/meaning.ts'
import { readingsOf } from '../meanings/names.ts'
import { badWay } from '../meanings/bad-way.ts'
import { ingredientsOf } from './option-target.ts'

/** Meanings of which "give more" can be the answer, and none other. */
const answersAreDrugs: ReadonlySet<string> = new Set([
  'untreated',
  'not-at-goal',
  'fails-despite-treatment',
  'protection-missing'
])

/** Which way a result must go, where higher is not worse by itself. */
const wanted: Readonly<Record<string, 'up' | 'down'>> = {
  systolic: 'down',
  diastolic: 'down',
  glucose: 'down',
  'heart-rate': 'down'
}

/**
 * Whether a finding gives a reason to add a drug: it is what was looked for and is missing, or it
 * moves the very result that is not as it should be. A drug that is merely harmless is no option.
 */
export function isReasonFor(
  ingredients: readonly string[],
  given: {
    readonly meanings: readonly BoundMeaning[]
    readonly facts: SupportedFacts
    readonly view: DoorView
  }
): boolean {
  const { meanings, facts, view } = given
  return meanings
    .filter(({ relation }) => answersAreDrugs.has(relation))
    .some((meaning) => {
      const about = [...meaning.subjects, ...meaning.objects].flatMap((at) => facts[at] ?? [])
      return isMissing(ingredients, meaning, about) || moves(ingredients, about, view)
    })
}

function isMissing(
  ingredients: readonly string[],
  { concept }: BoundMeaning,
  about: readonly SupportedFact[]
): boolean {
  const named = concept === null ? undefined : conceptNamed(concept)
  const members = named === undefined ? undefined : ingredientsOf(named)?.ingredients
  if (members !== undefined && ingredients.some((one) => members.includes(one))) return true
  return about.some(({ found }) => {
    if (found.kind === 'absence') return isOf(ingredients, found.absence.key)
    return (
      found.kind === 'not-found' &&
      (found.thing === 'drug' || found.thing === 'drug-class') &&
      isOf(ingredients, found.key)
    )
  })
}

const isOf = (ingredients: readonly string[], key: string): boolean =>
  ingredients.some((one) => one === key || classesOf(one).some((each) => each === key))

function moves(
  ingredients: readonly string[],
  about: readonly SupportedFact[],
  { knowledge }: DoorView
): boolean {
  const analytes = about.flatMap(readingsOf).map(({ analyte }) => analyte)
  const effects = ingredients.flatMap((one) => effectsOf(knowledge, one))
  return analytes.some((analyte) => {
    const bad = badWay[analyte]
    const way = wanted[analyte] ?? (bad === undefined ? undefined : bad === 'up' ? 'down' : 'up')
    return (
      way !== undefined && effects.some(({ effect }) => effectOnResults[effect]?.[analyte] === way)
    )
  })
}
