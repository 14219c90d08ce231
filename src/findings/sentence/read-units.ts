import { sameUnit } from '../checks/unit.ts'

/** A unit that stands at the beginning of a text. */
export interface UnitRead {
  readonly unit: string
  readonly length: number
}

// Units in words, and their symbols.
const symbols: readonly (readonly [RegExp, string])[] = [
  [/\bmillimeters? of mercury\b/g, 'mmhg'],
  [/\binternational units?\b/g, 'iu'],
  [/\b(?:square meters?|meters? squared)\b/g, 'm2'],
  [/\bcubic millimeters?\b/g, 'mm3'],
  [/\bdegrees? ?/g, '\u00b0'],
  [/\u00b0 ?celsius\b|\bcelsius\b|^c$/g, 'cel'],
  [/\u00b0 ?fahrenheit\b|\bfahrenheit\b|^f$/g, 'degf'],
  [/\bmilligrams?\b/g, 'mg'],
  [/\bmicrograms?\b/g, 'ug'],
  [/\bnanograms?\b/g, 'ng'],
  [/\bpicograms?\b/g, 'pg'],
  [/\bkilograms?\b/g, 'kg'],
  [/\bgrams?\b/g, 'g'],
  [/\bmillimoles?\b/g, 'mmol'],
  [/\bmicromoles?\b/g, 'umol'],
  [/\bmilliequivalents?\b/g, 'meq'],
  [/\bdeciliters?\b/g, 'dl'],
  [/\bmilliliters?\b/g, 'ml'],
  [/\bmicroliters?\b/g, 'ul'],
  [/\bfemtoliters?\b/g, 'fl'],
  [/\bliters?\b/g, 'l'],
  [/\bcentimeters?\b/g, 'cm'],
  [/\bmillimeters?\b/g, 'mm'],
  [/\bpounds?\b/g, 'lb'],
  [/\bminutes?\b/g, 'min'],
  [/\b(?:seconds?|secs?)\b/g, 's'],
  [/\b(?:hours?|hrs?)\b/g, 'h'],
  [/\b(?:years?|yrs?)\b/g, 'a'],
  [/\bthousands?\b/g, '10^3'],
  [/\bmillions?\b/g, '10^6'],
  [/\bunits?\b/g, 'u'],
  [/\bpercent(?:age)?\b/g, '%'],
  [/ ?\b(?:per|an|a)\b ?(?=\S)/g, '/']
]

const wholeWords =
  'mg|kg|ug|mcg|ng|pg|fl|dl|ml|ul|mmol|umol|nmol|pmol|mol|meq|iu|miu|uiu|ku|cm|mm|um|nm|ms|cel|degc|degf|lbs?|mmhg|kpa|cmh2o|bpm|mosm|kcal|pct|percent|(?:milli|micro|nano|pico|kilo)?grams?|(?:milli|micro)?moles?|(?:deci|milli|micro|femto)?liters?|(?:centi|milli)?meters?|pounds?|inch(?:es)?|celsius|fahrenheit'
// Too short or too common to be read as a unit anywhere but after a number.
const afterNumbers =
  'g|l|m|s|u|h|f|c|k|sec|secs|min|mins|hr|hrs|oz|ft|units?|seconds?|minutes?|hours?|points?|scores?|beats|breaths|copies|cells|degrees?|ratio|inr|ph|thousands?|millions?|mm hg'
const annotation = '\\{[^}]*\\}|\\[[a-z_]{1,12}\\]'
const power = 'x? ?10[*^]-?\\d+'
const rest = '(?: ?(?:/|per) ?[a-z0-9{}\\[\\]_.^*]+)*'

const anywhere = new RegExp(
  `^(?:%|(?:${annotation}|${power}|(?:${wholeWords})(?:\\[[a-z]+\\])?\\d?)${rest}|(?:[gmul]|\\{[^}]*\\})?/(?:${wholeWords}|[lhsa]|min|hr|day|hour|minute)\\d?${rest})(?![\\p{L}\\p{N}])`,
  'u'
)
const afterNumber = new RegExp(
  `^ ?[([]? ?(?:%|(?:${annotation}|${power}|\u00b0 ?[cf]?|/?(?:${wholeWords}|${afterNumbers})(?:\\[[a-z]+\\])?(?:\\^?\\d)?)${rest})(?![\\p{L}\\p{N}])`,
  'u'
)

/**
 * The unit after a number: the longest text that is one of `units`, however it is spelled, else
 * whatever looks like a unit; undefined when none stands there.
 */
export function unitAfterNumber(text: string, units: readonly string[]): UnitRead | undefined {
  const other = afterNumber.exec(text)?.[0]
  return (
    heldAt(text, units) ??
    (other === undefined ? undefined : { unit: other.trim(), length: other.length })
  )
}

/** A unit that stands alone ("BMI (kg/m2)"). */
export function unitAlone(text: string, units: readonly string[]): UnitRead | undefined {
  const bracketed =
    /^\(([^()]*[\p{L}%][^()]*)\)/u.exec(text) ?? /^\[([^[\]]*[\p{L}%][^[\]]*)\]/u.exec(text)
  const [whole = '', inside = ''] = bracketed ?? []
  if (inside !== '' && units.some((unit) => isUnit(inside, unit))) {
    return { unit: inside, length: whole.length }
  }
  const other = anywhere.exec(text)?.[0]
  if (other === undefined) return undefined
  return heldAt(text, units) ?? { unit: other.trim(), length: other.length }
}

/** Whether a unit, as written in a sentence, is a recorded one. */
export function isUnit(written: string, recorded: string | undefined): boolean {
  const bare = written.replace(/^[([]\s*(.*?)\s*[)\]]?$/, '$1')
  if (sameUnit(written, recorded) || sameUnit(bare, recorded)) return true
  // {score} is also called by its word.
  const counted = /^[{(]([^})]+)[)}]$/.exec(recorded ?? '')?.[1]?.toLowerCase()
  if (counted !== undefined && (bare === counted || bare === `${counted}s`)) return true
  if (counted === 'score' && /^points?$/.test(bare)) return true
  const symbolic = symbols.reduce((text, [words, symbol]) => text.replace(words, symbol), bare)
  return symbolic !== bare && sameUnit(symbolic, recorded)
}

function heldAt(text: string, units: readonly string[]): UnitRead | undefined {
  const reach = text.slice(0, 48)
  for (let end = reach.length; end > 0; end -= 1) {
    if (/[\p{L}\p{N}_^*]/u.test(reach.charAt(end - 1)) && /^[\p{L}\p{N}]/u.test(text.slice(end))) {
      continue
    }
    const written = reach.slice(0, end).trim()
    if (!/[\p{L}%{\u00b0#]/u.test(written) || /[\p{Co},;]/u.test(written)) continue
    if (units.some((unit) => isUnit(written, unit))) return { unit: written, length: end }
  }
  return undefined
}
