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
 * What clinicians call it, where that is not what is measured. The full name stays at hand as a tooltip.
 * @type {Readonly<Record<string, string>>}
 */
const spoken = {
  'Glomerular filtration rate/1.73 sq M.predicted': 'eGFR',
  'Hemoglobin A1c/Hemoglobin.total': 'HbA1c',
  'Albumin/Creatinine in Urine': 'Urine albumin/creatinine',
  'Urea nitrogen': 'Urea nitrogen (BUN)',
  'Carbon dioxide, total': 'Total CO₂',
  'Cholesterol in HDL': 'HDL cholesterol',
  'Cholesterol in LDL': 'LDL cholesterol',
  'MCV by Automated count': 'MCV',
  'Hematocrit of Blood by Automated count': 'Hematocrit',
  'INR in Platelet poor plasma by Coagulation assay': 'INR',
  'Microscopic observation in Cervix by Cyto stain': 'Cervical cytology',
  'Hemoglobin.gastrointestinal.lower in Stool by Immunoassay': 'Stool blood, immunoassay',
  Thyrotropin: 'TSH'
}

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
  const measured = name
    .replace(/ \[[^\]]*\]/g, '')
    .replace(/ in (?:Serum|Plasma|Blood|Arterial blood|Venous blood|Capillary blood)\b.*$/, '')
  return spoken[measured] ?? measured
}
