import { writeDate } from '../clinical/clinical-date.ts'
import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { DraftOrder, Event, Medication, Problem, Result } from '../clinical/clinical-index.ts'
import type { Evidence } from '../rules/rule.ts'
import type { SupportedClaim } from './supported-claim.ts'
import { resultLabel } from './words-held.ts'

/*
 * Every sentence about the patient comes from here: from facts of the record, never from the
 * words or numbers that a model wrote.
 */

/** One short sentence with value, unit and date. */
export function factSentence(claim: SupportedClaim): string {
  return capitalised(sentenceOf(claim))
}

function sentenceOf(claim: SupportedClaim): string {
  switch (claim.kind) {
    case 'value':
      return `${resultLabel(claim.result)} was ${writeResult(claim.result)} on ${writeDate(claim.result.date)}.`
    case 'trend': {
      const { from, to, direction } = claim
      const went = { rising: 'rose', falling: 'fell', stable: 'stayed' }[direction]
      return `${resultLabel(to)} ${went} ${fromTo(from, to)}.`
    }
    case 'condition':
      return `${claim.problem.label} is ${problemStatus(claim.problem)}.`
    case 'medication': {
      const { label, status, started, ended, courseEnded } = claim.medication
      if (courseEnded !== undefined) {
        return `${label} is recorded active, its course ended on ${writeDate(courseEnded)}.`
      }
      return `${label} is ${status}${dated('since', status === 'active' ? started : undefined)}${dated('until', status === 'active' ? undefined : ended)}.`
    }
    case 'allergy': {
      const { label, severe, date } = claim.allergy
      return `Allergy in the record: ${label}${severe ? ' (severe)' : ''}${dated('recorded', date)}.`
    }
    case 'event':
      return `${claim.event.label} (${eventWords(claim.event)})${dated('on', claim.event.date)}.`
    case 'order':
      return `Draft order: ${orderLabel(claim.order)}.`
    case 'absence':
      return `No ${claim.absence.label} found in the record since ${writeDate(claim.absence.since)}.`
  }
}

/** The same fact in as few words as a summary has room for. `labelMax`: characters of a name. */
export function factPhrase(claim: SupportedClaim, labelMax: number): string {
  const name = (label: string): string => shortened(label, labelMax)
  switch (claim.kind) {
    case 'value':
      return `${name(resultLabel(claim.result))} ${writeResult(claim.result)} (${writeDate(claim.result.date)})`
    case 'trend':
      return `${name(resultLabel(claim.to))} ${fromTo(claim.from, claim.to)}`
    case 'condition':
      return claim.problem.status === 'active'
        ? name(claim.problem.label)
        : `${name(claim.problem.label)} (${claim.problem.status})`
    case 'medication':
      return `${name(drugName(claim.medication))} (${claim.medication.status})`
    case 'allergy':
      return `allergy to ${name(claim.allergy.label)}`
    case 'event':
      return `${name(claim.event.label)}${claim.event.date === undefined ? '' : ` (${writeDate(claim.event.date)})`}`
    case 'order':
      return `${name(claim.order.medication === undefined ? orderLabel(claim.order) : drugName(claim.order.medication))} (draft)`
    case 'absence':
      return `no ${name(claim.absence.label)} since ${writeDate(claim.absence.since)}`
  }
}

/** The entries of the record behind a claim; an absence has none. */
export function evidenceOf(claim: SupportedClaim): readonly Evidence[] {
  const text = factSentence(claim)
  switch (claim.kind) {
    case 'value':
      return [{ reference: claim.result.reference, text }]
    case 'trend':
      return [claim.from, claim.to].map((result) => ({
        reference: result.reference,
        text: factSentence({ kind: 'value', result })
      }))
    case 'condition':
      return [{ reference: claim.problem.reference, text }]
    case 'medication':
      return [{ reference: claim.medication.reference, text }]
    case 'allergy':
      return [{ reference: claim.allergy.reference, text }]
    case 'event':
      return [{ reference: claim.event.reference, text }]
    case 'order':
      return [{ reference: claim.order.reference, text }]
    case 'absence':
      return []
  }
}

/** With a capital at the beginning, unless the word has its own ("eGFR", "pH"). */
export function capitalised(text: string): string {
  return /^[a-z]+(?:[^A-Za-z]|$)/.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text
}

/** What a card calls a draft order: its drug, else the display of its code. */
export function orderLabel({ medication, resource }: DraftOrder): string {
  if (medication !== undefined) return medication.label
  const code: unknown = Reflect.get(resource, 'code')
  const text = textOf(code)
  return text === undefined ? 'an order' : shortened(text, 120)
}

/** A drug by its ingredients: a product's name is too long for a summary. */
function drugName({ ingredients, label }: Medication): string {
  return ingredients.length === 0 ? label : ingredients.join('/')
}

function textOf(concept: unknown): string | undefined {
  if (typeof concept !== 'object' || concept === null) return undefined
  const codings: unknown = Reflect.get(concept, 'coding')
  const first: unknown = Array.isArray(codings) ? codings[0] : undefined
  const display: unknown =
    typeof first === 'object' && first !== null ? Reflect.get(first, 'display') : undefined
  const text: unknown = display ?? Reflect.get(concept, 'text')
  return typeof text === 'string' && text !== '' ? text : undefined
}

function writeResult({ recorded, comparator }: Result): string {
  if (recorded.value === undefined) return recorded.text ?? 'recorded'
  const unit = writeUnit(recorded.unit)
  return `${comparator ?? ''}${writeNumber(recorded.value)}${unit === '' ? '' : unit === '%' ? ' %' : ` ${unit}`}`
}

function fromTo(from: Result, to: Result): string {
  const sameUnits = writeUnit(from.recorded.unit) === writeUnit(to.recorded.unit)
  const earlier = sameUnits ? writeNumber(from.recorded.value ?? 0) : writeResult(from)
  return `from ${earlier} (${writeDate(from.date)}) to ${writeResult(to)} (${writeDate(to.date)})`
}

/** Two decimals at most; small numbers keep two digits that count. */
function writeNumber(value: number): string {
  const written = Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(2)
  return String(Number(written))
}

/** UCUM as clinicians write it. */
function writeUnit(unit: string | undefined): string {
  return (unit ?? '')
    .replace(/\{1\.73_?m2\}/g, '1.73m2')
    .replace(/\{[^}]*\}/g, '')
    .replace(/^1$/, '')
    .replace('mm[Hg]', 'mmHg')
    .replace('[degF]', 'degF')
    .replace('[lb_av]', 'lb')
    .replace('[in_i]', 'in')
    .replace(/\[i?iu\]/gi, 'IU')
    .replace(/^10\*(\d+)/, '10^$1')
}

function problemStatus({ status, onset, recorded, abated }: Problem): string {
  if (status === 'active') return `an active problem${dated('since', onset ?? recorded)}`
  return `a problem of the past (${status}${dated('since', abated)})`
}

function eventWords({ kind, status }: Event): string {
  const words = { procedure: 'procedure', encounter: 'visit', immunization: 'immunization' }
  const word = kind === 'report' || kind === 'order' ? kind : words[kind]
  return `${word}, ${status}`
}

function dated(word: string, date: ClinicalDate | undefined): string {
  return date === undefined ? '' : ` ${word} ${writeDate(date)}`
}

function shortened(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  const cut = text.slice(0, charactersMax - 1)
  const space = cut.lastIndexOf(' ')
  const kept = space > charactersMax / 2 ? cut.slice(0, space) : cut
  return `${kept.replace(/[\s,;:.(\ud800-\udbff]+$/u, '')}…`
}
