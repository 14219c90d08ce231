import { withheldMark } from './withheld.ts'
import { withoutIdentifyingForms } from './identifying-forms.ts'
import { standingOf } from './vocabulary.ts'
import { foldText } from '../fold.ts'

/** Atoms of UCUM and what laboratories write for them, folded. */
const atoms = new Set(
  (
    'm g l s t z h d a wk mo mol k u ku iu uiu muiu kiu miu uu mcu eq meq ueq mosm osm cel degf degc deg hg mmhg cmh h2o bar pa kpa ' +
    'kg mg ug mcg ng pg fg cg dg ml dl ul cl pl fl nl mcl mm cm nm um km min hr mmol umol nmol pmol fmol mmoles umoles kat ' +
    'ukat nkat bq mbq ci mci gy sv v mv hz bpm lpm ph ratio titer index score scores pct percent unt units unit lb lbs ' +
    'oz in ft inch inches cal kcal j kj w cells cell cfu pfu copies log lg ln thou mill million billion hpf lpf ' +
    'ra rad sr arb arbu au bl bsa cu mm2 m2 cm2 m3 tbl tab tabs cap caps puff puffs act actuat drop gtt spray patch dose x'
  ).split(' ')
)

const signsAlone = /^(?:[%‰°]+|1|\/?100|10[*^]\d{1,2}|\{[^\p{L}\d]*\}|[^\p{L}\p{N}]*)$/u
const digitsMax = 3

/** A unit, when each of its words is one; else the mark. Beside numbers only atoms of units are. */
export function closedUnit(text: string): string {
  const words = foldText(text).match(/\p{L}+/gu) ?? []
  const numbers = text.match(/\p{N}+/gu) ?? []
  if (words.length === 0) return signsAlone.test(text) ? text : withheldMark
  const isKnown =
    numbers.length === 0
      ? words.every((word) => atoms.has(word) || (word.length > 2 && standingOf(word) === 'word'))
      : words.every((word) => atoms.has(word)) &&
        numbers.every((digits) => digits.length <= digitsMax)
  return isKnown && withoutIdentifyingForms(text, withheldMark, () => {}) === text
    ? text
    : withheldMark
}
