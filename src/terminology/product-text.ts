import { isSupply } from './vaccine-or-supply.ts'

/*
 * What the text of an order or an allergy says besides the names of drugs, and what makes a name no
 * name of a drug. Precision goes first: what is cut here is at worst a drug that is not recognised,
 * and that is said on the card.
 */

/** "30C", "6X", "HPUS": a dilution that holds nothing. */
const homeopathic = /\bhomeopath\w*|\bhomoeopath\w*|\bhpus\b|\b\d+\s?(?:[CX]|CH|DH)\b(?![-/])/
/** "aspirin-free", "sugar free", and the same with its parts set apart. */
const free = /[\w'-]+(?:\s?[-/]\s?|\s)free\b(?!\s+(?:acid|base)\b)/gi
const without = /\b(?:non|without|w\/o|instead of)\b\s?[-/]?\s?[\w'-]+/gi
const against = /\banti[-/ ]+(?!d\b|thymocyte|inhibitor)\s?[\w'-]+/gi
/** What acts on a substance, or measures it, is not the substance. */
const matterOf =
  /(?:[\w'-]+\s)?[\w'-]+[\s-](?:receptors?|antagonists?|agonists?|blockers?|channels?|assays?|antibod\w+|deficienc\w+|levels?|screen(?:ing)?|monitoring|counsel\w+|clinic|education|restrict\w+|diet|resistance|juice|tea|bread|ale)\b/gi
/** What the drug is dissolved in. */
const diluent =
  /\s(?:in|with|w\/)\s(?:\d[\d.,]*\s?%?\s|½\s)?(?:dextrose|d5|d10|sodium chloride|nacl|ns\b|normal saline|saline|lactated|lr\b|sterile water|water|plasma-?lyte|iso-?osmotic|premix).*$/i

/** The text without what is not the product; undefined when the whole is no drug. */
export function withoutOtherMatters(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[®™©]/g, ' ')
  if (homeopathic.test(plain) || isSupply(plain)) return undefined
  return plain
    .replace(free, ' ')
    .replace(without, ' ')
    .replace(against, ' ')
    .replace(matterOf, ' ')
    .replace(diluent, (tail, at: number) => (/[a-z]{4}/i.test(plain.slice(0, at)) ? ' ' : tail))
}

const amount =
  /\d\s?(?:mg|mcg|µg|μg|ug|g|gm|meq|mmol|units?|unt|iu|ml|%)(?![a-z])|\b(?:tablets?|tabs?|capsules?|caps?|caplets?|softgels?|gumm(?:y|ies)|drops|powder|packets?|solution|suspension|syrup|elixir|cream|ointment|gel|lotion|spray|injection|extract|supplements?|packs?|kit|vaccine|injection)\b/i

/** Whether a text names a product: it gives a strength, an amount or a form. */
export function looksLikeProduct(text: string): boolean {
  return amount.test(text)
}
