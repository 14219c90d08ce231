import { writeDate } from '../../clinical/clinical-date.ts'
import type { Medication, Result } from '../../clinical/clinical-index.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { resultName } from '../words/result-words.ts'

/** A drug of a finding, taken or ordered. */
export interface DrugOf {
  readonly fact: SupportedFact
  readonly medication: Medication
  readonly name: string
  readonly ordered: boolean
}

/** The drugs among facts; an order of something else is none. */
export function drugsOf(facts: readonly SupportedFact[]): readonly DrugOf[] {
  return facts.flatMap((fact): readonly DrugOf[] => {
    const { found } = fact
    if (found.kind === 'drug') {
      const { medication } = found
      return [{ fact, medication, name: drugName(medication), ordered: false }]
    }
    if (found.kind !== 'order' || found.order.medication === undefined) return []
    const { medication } = found.order
    return [{ fact, medication, name: drugName(medication), ordered: true }]
  })
}

/** A drug by its ingredients: a product's name is too long for a card. */
export function drugName({ ingredients, label }: Medication): string {
  if (ingredients.length > 1 && ingredients.every((one) => one.startsWith('insulin')))
    return 'insulin'
  return ingredients.length === 0 || ingredients.length > 3
    ? shortened(label, 60)
    : ingredients.join('/')
}

/** The readings of a fact, oldest first; none for other kinds. */
export function readingsOf({ found }: SupportedFact): readonly Result[] {
  if (found.kind === 'value') return [found.result]
  return found.kind === 'trend' ? found.readings : []
}

/** What a fact is called inside a clause. */
export function nameOf(fact: SupportedFact): string {
  const { found } = fact
  switch (found.kind) {
    case 'value':
      return resultName(found.result)
    case 'trend': {
      const [reading] = found.readings
      return reading === undefined ? 'result' : resultName(reading)
    }
    case 'condition':
      return problemName(found.problem.label)
    case 'allergy':
      return `${lowered(found.allergy.label)} allergy`.replace(
        /allergy( to)? (.+) allergy$/i,
        '$2 allergy'
      )
    case 'drug':
      return drugName(found.medication)
    case 'order':
      return found.order.medication === undefined ? 'the order' : drugName(found.order.medication)
    case 'event':
      return shortened(lowered(plain(found.event.label)), 60)
    case 'patient':
      return patientWords(found)
    case 'computed':
      return found.words
    case 'family':
    case 'plan':
      return found.label
    case 'absence':
      return found.absence.label
    case 'not-found':
      return found.label
  }
}

type PatientFound = Extract<SupportedFact['found'], { readonly kind: 'patient' }>

/** `age 74`, `9 months old`, `90 or older`. */
export function patientWords({ person, says }: PatientFound): string {
  const { ageYears, ageMonths, sex } = person
  const age =
    !says.age || ageYears === undefined
      ? undefined
      : ageYears > 89
        ? 'age 90 or older'
        : ageMonths !== undefined && ageYears < 2
          ? `age ${ageMonths} months`
          : `age ${ageYears}`
  return [age, says.sex ? sex : undefined].filter((one) => one !== undefined).join(', ')
}

/** A problem's name without what terminologies put behind it. */
export const problemName = (label: string): string => shortened(lowered(plain(label)), 60)

const plain = (label: string): string =>
  label.replace(
    /\s*\((?:disorder|finding|situation|procedure|event|morphologic abnormality)\)\s*$/i,
    ''
  )

/** Lower case at the beginning, unless the word has capitals of its own ("CKD", "Crohn's"). */
export function lowered(text: string): string {
  return /^[A-Z][a-z]+(?:[^A-Za-z']|$)/.test(text) && !eponyms.test(text)
    ? text.slice(0, 1).toLowerCase() + text.slice(1)
    : text
}

const eponyms =
  /^(?:Parkinson|Alzheimer|Crohn|Hashimoto|Graves|Cushing|Addison|Barrett|Raynaud|Sj|Turner|Marfan|Down|Kawasaki|Hodgkin|Lyme|Wilson|Paget|Huntington|Lynch|Gilbert)/

/** With a capital at the beginning, unless the word has its own ("eGFR", "pH"). */
export function capitalised(text: string): string {
  return /^[a-z]+(?:[^A-Za-z]|$)/.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text
}

/** `a`, `a and b`, `a, b and c`; each once. */
export function listOf(names: readonly string[], joint = 'and'): string {
  const each = [...new Set(names)]
  const last = each.at(-1)
  if (last === undefined) return ''
  return each.length === 1 ? last : `${each.slice(0, -1).join(', ')} ${joint} ${last}`
}

/** Ids of what facts are about, stable over calls and free of values. */
export function keysOf(facts: readonly SupportedFact[]): readonly string[] {
  return facts.flatMap((fact) => {
    const { found } = fact
    switch (found.kind) {
      case 'value':
        return [found.result.analyte]
      case 'trend':
        return found.readings.slice(0, 1).map(({ analyte }) => analyte)
      case 'condition':
        return [found.problem.codes[0]?.code ?? nameOf(fact)]
      case 'allergy':
        return found.allergy.substances.length > 0 ? found.allergy.substances : [nameOf(fact)]
      case 'drug':
        return drugKeys(found.medication)
      case 'order':
        return found.order.medication === undefined
          ? [found.order.resource.resourceType]
          : drugKeys(found.order.medication)
      case 'event':
        return [found.event.codes[0]?.code ?? nameOf(fact)]
      case 'computed':
        return [found.name]
      case 'absence':
        return [found.absence.key]
      case 'not-found':
        return [found.key]
      case 'patient':
      case 'family':
      case 'plan':
        return []
    }
  })
}

const drugKeys = ({ ingredients, label }: Medication): readonly string[] =>
  ingredients.length > 0 ? ingredients : [label]

/** A day in words, or nothing. */
export const dayWords = (fact: SupportedFact): string => {
  const { found } = fact
  const date =
    found.kind === 'event' ? (found.event.date ?? found.event.end) : readingsOf(fact).at(-1)?.date
  return date === undefined ? '' : writeDate(date)
}

export function shortened(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  const cut = text.slice(0, charactersMax - 1)
  const space = cut.lastIndexOf(' ')
  const kept = space > charactersMax / 2 ? cut.slice(0, space) : cut
  return `${kept.replace(/[\s,;:.(\ud800-\udbff]+$/u, '')}…`
}
