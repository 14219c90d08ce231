/*
 * Units as laboratories and devices write them. UCUM is one spelling among many: `mg/dL`, `MG/DL`,
 * `mg per dl`, `mg%`; `10*3/uL`, `x10^9/L`, `K/uL`, `Thousand/uL`. A unit is read into the
 * dimensions it measures and a factor, so that two spellings of one unit, and two sizes of one
 * dimension, can be compared. What is not understood is `undefined`, never a guess.
 */

/** What a unit measures ("mol 1, l -1"), and how many of the base unit it is. */
export interface Unit {
  readonly dimensions: string
  readonly factor: number
}

type Dimension = 'g' | 'mol' | 'eq' | 'u' | 'l' | 'm' | 's' | 'mmhg' | 'osm'

interface Atom {
  readonly of: Partial<Record<Dimension, number>>
  readonly factor: number
}

const number: Atom = { of: {}, factor: 1 }
const litre = (factor: number): Atom => ({ of: { l: 1 }, factor })
const gram = (factor: number): Atom => ({ of: { g: 1 }, factor })
const second = (factor: number): Atom => ({ of: { s: 1 }, factor })
const metre = (factor: number): Atom => ({ of: { m: 1 }, factor })

/** Units that take a prefix: `m` + `mol`, `mc` + `g`. */
const prefixed: ReadonlyMap<string, Atom> = new Map([
  ['g', gram(1)],
  ['gm', gram(1)],
  ['gram', gram(1)],
  ['grams', gram(1)],
  ['gms', gram(1)],
  ['mol', { of: { mol: 1 }, factor: 1 }],
  ['mole', { of: { mol: 1 }, factor: 1 }],
  ['moles', { of: { mol: 1 }, factor: 1 }],
  ['eq', { of: { eq: 1 }, factor: 1 }],
  ['equivalents', { of: { eq: 1 }, factor: 1 }],
  ['osm', { of: { osm: 1 }, factor: 1 }],
  ['u', { of: { u: 1 }, factor: 1 }],
  ['iu', { of: { u: 1 }, factor: 1 }],
  ['[iu]', { of: { u: 1 }, factor: 1 }],
  ['l', litre(1)],
  ['lt', litre(1)],
  ['liter', litre(1)],
  ['litre', litre(1)],
  ['liters', litre(1)],
  ['litres', litre(1)],
  ['m', metre(1)],
  ['meter', metre(1)],
  ['metre', metre(1)],
  ['s', second(1)],
  ['sec', second(1)],
  ['second', second(1)],
  ['seconds', second(1)],
  ['pa', { of: { mmhg: 1 }, factor: 0.00750062 }]
])

/** Longest first: `milli` before `m`. Lower case throughout, so mega is not read: no result has it. */
const prefixes: readonly (readonly [string, number])[] = [
  ['micro', 1e-6],
  ['milli', 1e-3],
  ['centi', 1e-2],
  ['nano', 1e-9],
  ['pico', 1e-12],
  ['kilo', 1e3],
  ['deci', 1e-1],
  ['femto', 1e-15],
  ['mc', 1e-6],
  ['k', 1e3],
  ['d', 1e-1],
  ['c', 1e-2],
  ['m', 1e-3],
  ['u', 1e-6],
  ['n', 1e-9],
  ['p', 1e-12],
  ['f', 1e-15]
]

/** Units that stand alone; they go before prefixes (`min` is no milli-inch, `ml` is read below). */
const alone: ReadonlyMap<string, Atom> = new Map([
  ['', number],
  ['1', number],
  ['#', number],
  ['%', { of: {}, factor: 0.01 }],
  ['percent', { of: {}, factor: 0.01 }],
  ['cells', number],
  ['cell', number],
  ['beats', number],
  ['beat', number],
  ['breaths', number],
  ['breath', number],
  ['count', number],
  ['k', { of: {}, factor: 1e3 }],
  ['thou', { of: {}, factor: 1e3 }],
  ['thous', { of: {}, factor: 1e3 }],
  ['thousand', { of: {}, factor: 1e3 }],
  ['thousands', { of: {}, factor: 1e3 }],
  ['million', { of: {}, factor: 1e6 }],
  ['mill', { of: {}, factor: 1e6 }],
  ['billion', { of: {}, factor: 1e9 }],
  ['bil', { of: {}, factor: 1e9 }],
  ['giga', { of: {}, factor: 1e9 }],
  ['units', { of: { u: 1 }, factor: 1 }],
  ['unit', { of: { u: 1 }, factor: 1 }],
  ['min', second(60)],
  ['minute', second(60)],
  ['minutes', second(60)],
  ['h', second(3600)],
  ['hr', second(3600)],
  ['hour', second(3600)],
  ['hours', second(3600)],
  ['d', second(86_400)],
  ['day', second(86_400)],
  ['days', second(86_400)],
  ['24h', second(86_400)],
  ['24hr', second(86_400)],
  ['24hrs', second(86_400)],
  ['24hours', second(86_400)],
  ['cc', litre(1e-3)],
  ['cumm', litre(1e-6)],
  ['cmm', litre(1e-6)],
  ['cubicmicrons', litre(1e-15)],
  ['dal', litre(10)],
  ['mmhg', { of: { mmhg: 1 }, factor: 1 }],
  ['mm[hg]', { of: { mmhg: 1 }, factor: 1 }],
  ['torr', { of: { mmhg: 1 }, factor: 1 }],
  ['kgs', gram(1000)],
  ['lb', gram(453.59237)],
  ['lbs', gram(453.59237)],
  ['pound', gram(453.59237)],
  ['pounds', gram(453.59237)],
  ['[lb_av]', gram(453.59237)],
  ['oz', gram(28.349523125)],
  ['ounce', gram(28.349523125)],
  ['ounces', gram(28.349523125)],
  ['[oz_av]', gram(28.349523125)],
  ['in', metre(0.0254)],
  ['inch', metre(0.0254)],
  ['inches', metre(0.0254)],
  ['[in_i]', metre(0.0254)],
  ['[in_us]', metre(0.0254)],
  ['ft', metre(0.3048)],
  ['feet', metre(0.3048)],
  ['foot', metre(0.3048)],
  ['[ft_i]', metre(0.3048)],
  ['sqm', { of: { m: 2 }, factor: 1 }],
  ['msec', second(1e-3)],
  ['msecs', second(1e-3)]
])

/** Written whole: what no grammar of units reads. */
const whole: ReadonlyMap<string, string> = new Map([
  ['bpm', '/min'],
  ['gm%', 'g/dl'],
  ['g%', 'g/dl'],
  ['mg%', 'mg/dl'],
  ['mcg%', 'ug/dl'],
  ['ug%', 'ug/dl'],
  ['meq%', 'meq/dl'],
  ['breathsperminute', '/min'],
  ['beatsperminute', '/min']
])

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** `mL/min/1.73m^2` is `mL/min` of a body of standard surface; the analyte says that already. */
const perSurface =
  /\/(?:\(?1[.,]73(?:[_*.]?(?:m(?:\^|\*\*?)?\(?2?\)?|sq\.?m\.?)(?:bsa)?)?\)?|bsa|ssa)$/
/** `mg/g creat`, `% of total Hgb`: what is measured, behind the unit it is measured in. */
const ofSubstance =
  /(?<=[a-z%])(?:creat(?:inine)?|crea?|cr|(?:of)?(?:total)?(?:h(?:a)?emoglobin|hgb|hba1c|hb)|ngsp|dcct|ifcc)$/

/**
 * A unit in one spelling: lower case, without white space, annotations in braces and the name of
 * what is measured; micro as `u`, superscripts as digits.
 */
export function comparableUnit(unit: string): string {
  return unit
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (power) =>
        `^${power
          .split('')
          .map((one) => superscripts.indexOf(one))
          .join('')}`
    )
    .replace(/[µμ]/g, 'u')
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '')
    .replace(/\s+per\s+/g, '/')
    .replace(/\s+/g, '')
    .replace(ofSubstance, '')
    .replace(perSurface, '')
    .replace(/(?<=.)\/$/, '')
}

/** What a unit measures and its size; undefined when it is not understood. */
export function readUnit(text: string): Unit | undefined {
  const folded = comparableUnit(text)
  const [numerator = '', ...denominators] = (whole.get(folded) ?? folded).split('/')
  const totals = new Map<string, number>()
  let factor = 1
  for (const [at, part] of [numerator, ...denominators].entries()) {
    const atom = at > 0 && part === '' ? undefined : readCounted(part)
    if (atom === undefined) return undefined
    const sign = at === 0 ? 1 : -1
    factor *= atom.factor ** sign
    for (const [dimension, power] of Object.entries(atom.of)) {
      totals.set(dimension, (totals.get(dimension) ?? 0) + sign * power)
    }
  }
  const dimensions = [...totals]
    .filter(([, power]) => power !== 0)
    .map(([dimension, power]) => `${dimension} ${power}`)
  return { dimensions: dimensions.toSorted().join(', '), factor }
}

/** `10*3`, `x10^9`, `10E3`, `10(3)`, `x103` and `1,000`, alone or before a unit. */
const powerOfTen =
  /^(?:x|\*)?10(?:(?:\*\*?|\^|exp|e)\+?\(?|\()(\d{1,2})\)?[.*]?(.*)$|^x10(\d)(.*)$|^e(\d{1,2})(.*)$/
const thousandFold = /^1,?000[x*]?(.*)$/

function readCounted(text: string): Atom | undefined {
  const [power, rest] = (powerOfTen.exec(text) ?? []).slice(1).filter((one) => one !== undefined)
  if (power !== undefined) return times(10 ** Number(power), readAtom(rest ?? ''))
  const counted = thousandFold.exec(text)?.[1]
  return counted === undefined ? readAtom(text) : times(1000, readAtom(counted))
}

function readAtom(text: string): Atom | undefined {
  const bare = text.replace(/^\((.*)\)$/, '$1').replace(/\.$/, '')
  const known = alone.get(bare) ?? prefixed.get(bare)
  if (known !== undefined) return known
  for (const [prefix, factor] of prefixes) {
    if (!bare.startsWith(prefix)) continue
    const atom = prefixed.get(bare.slice(prefix.length))
    if (atom !== undefined) return times(factor, atom)
  }
  const [, base = '', power] = /^([a-z]+)(?:\^|\*\*?)?([23])$/.exec(bare) ?? []
  const side = power === undefined ? undefined : readAtom(base)
  if (side === undefined || side.of.m !== 1) return undefined
  return power === '3' ? litre(side.factor ** 3 * 1000) : { of: { m: 2 }, factor: side.factor ** 2 }
}

const times = (factor: number, atom: Atom | undefined): Atom | undefined =>
  atom === undefined ? undefined : { of: atom.of, factor: atom.factor * factor }
