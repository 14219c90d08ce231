// @ts-check
/** @import { ResultSeries } from './wire.d.ts' */

/** @type {readonly (readonly [RegExp, string])[]} */
const readableUnits = [
  // A unit that is only an annotation ({score}) says nothing beside the number.
  [/^\{.*\}$/, ''],
  [/\{1\.73_m2\}/, '1.73 m²'],
  [/mm\[Hg\]/, 'mmHg'],
  [/^Cel$/, '°C'],
  [/10\*3\//, '10³/'],
  [/10\*6\//, '10⁶/'],
  [/^kg\/m2$/, 'kg/m²']
]

/**
 * A UCUM unit as it is printed on a report.
 * @param {string} unit
 */
export function readableUnit(unit) {
  return readableUnits.reduce((text, [pattern, printed]) => text.replace(pattern, printed), unit)
}

/**
 * Short names for a list: of "Sodium [Moles/volume] in Serum or Plasma" what is measured, unless two
 * series would then read the same. Where it is not blood, the specimen stays.
 * @param {readonly ResultSeries[]} all
 * @returns {(series: ResultSeries) => string}
 */
export function shortNames(all) {
  const shortened = all.map((each) => shorten(each.name))
  const repeated = new Set(shortened.filter((name, index) => shortened.indexOf(name) !== index))
  return (series) => {
    const short = shorten(series.name)
    return repeated.has(short) ? series.name : short
  }
}

/** @param {string} name */
function shorten(name) {
  return name
    .replace(/ \[[^\]]*\]/g, '')
    .replace(/ in (?:Serum|Plasma|Blood|Arterial blood|Venous blood|Capillary blood)\b.*$/, '')
}
