import { isEponymPhrase } from '../eponyms.ts'
import type { Token } from './tokens.ts'
import { isPhrase, isProductName, standingOf } from './vocabulary.ts'

/*
 * Young, Brown, Rose and Will are words and names, Parkinson and Crohn are diseases and people,
 * Camila and Nora are pills and women. What stands beside them decides.
 */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** A name follows, whatever the word is. */
const titles = set(
  'mr mrs miss mx dr prof professor doctor nurse sister brother herr frau monsieur madame senor senora sra sr'
)
const relatives = set(`
mother father mom mum dad parent daughter son wife husband spouse partner sister brother sibling aunt uncle niece nephew
cousin grandmother grandfather grandson granddaughter friend neighbor neighbour boyfriend girlfriend fiance fiancee caregiver
carer guardian roommate boss employer named called nicknamed alias surname name signed dictated transcribed attn`)
/** A name may follow. */
const before = set(
  'by with from per to for at and or via via told saw asked thanks dear pcp md rn np pa see seen'
)
/** Given names: with a capital letter rather a name. */
const given = set(`
will mark grace hope rose ivy iris hazel heather ginger ruby pearl violet holly joy robin ray may jack dean carol sandy
faith june april august autumn summer daisy lily olive amber jade jasmine dawn eve angel art bill bob buck chase chase
chip clay cliff colt dale dean earl frank gene glen grant guy harmony honor jay jewel juniper justice kitty lance laurel lee
mason melody mercy miles misty myrtle opal patience penny peter pierce prudence raven reed rich rocky rod rosemary rusty
sage scarlet skip sky star sterling storm sunny trinity victor viola willow wade king major judge bishop prince queen`)

type Out = readonly (string | undefined)[]

/** Whether a word that could stand is a name here. */
export function tellsOfPerson(tokens: readonly Token[], at: number, out: Out): boolean {
  const token = tokens[at]
  if (token === undefined || token.kind !== 'word' || token.base.length < 2) return false
  const isCapital = /^\p{Lu}/u.test(token.text)
  if (isCapital && followsTitle(tokens, at)) return true
  const standing = standingOf(token.base)
  if (standing === 'word') return false
  const last = wordBefore(tokens, at)
  const next = wordAfter(tokens, at)
  if (last !== undefined && relatives.has(last.base)) return true
  if (inPhrase(tokens, at)) return false
  if (standing === 'name-or-word') return !isProduct(tokens, at)
  if (!isCapital) return false
  if (given.has(token.base)) return true
  return (
    (last !== undefined && before.has(last.base)) ||
    [at - 2, at + 2].some((place) => isBeside(tokens, at, place) && out[place] !== undefined) ||
    [last, next].some((other) => other !== undefined && couldBeName(other)) ||
    hasInitial(tokens, at) ||
    (last === undefined && next === undefined)
  )
}

/** "Dr. Hand", "Mrs Mary Head": two words behind a title. "DR" and "MR" alone are none. */
function followsTitle(tokens: readonly Token[], at: number): boolean {
  return [2, 4].some((back) => {
    const title = tokens[at - back]
    if (title === undefined || !titles.has(title.base)) return false
    if (back === 4 && !/^\p{Lu}/u.test(tokens[at - 2]?.text ?? '')) return false
    const dot = tokens[at - back + 1]?.text ?? ''
    if (/^(?:DR|MR|MS|SR|PROF)$/.test(title.text)) return /^\.\s*$/.test(dot)
    if (/^(?:doctor|nurse|sister|brother|professor)$/.test(title.text)) return /^\s$/.test(dot)
    return /^\.?\s*$/.test(dot)
  })
}

function wordBefore(tokens: readonly Token[], at: number): Token | undefined {
  const word = tokens[at - 2]
  return word?.kind === 'word' && isNear(tokens[at - 1]) ? word : undefined
}

function wordAfter(tokens: readonly Token[], at: number): Token | undefined {
  const word = tokens[at + 2]
  return word?.kind === 'word' && isNear(tokens[at + 1]) ? word : undefined
}

function isNear(between: Token | undefined): boolean {
  return between !== undefined && /^[\s,.'’&/:-]{1,3}$/u.test(between.text)
}

function isBeside(tokens: readonly Token[], at: number, place: number): boolean {
  return tokens[place]?.kind === 'word' && isNear(tokens[place < at ? at - 1 : at + 1])
}

function couldBeName({ base, text }: Token): boolean {
  return /^\p{Lu}/u.test(text) && standingOf(base) !== 'word' && base.length > 1
}

/** Beside a word with which Curbside knows it: "Parkinson disease", "white blood". */
function inPhrase(tokens: readonly Token[], at: number): boolean {
  const { base } = tokens[at] ?? { base: '' }
  const last = wordBefore(tokens, at)
  const next = wordAfter(tokens, at)
  return (
    (last !== undefined && isPhrase(last.base, base)) ||
    (next !== undefined && (isPhrase(base, next.base) || isEponymPhrase(base, next.base)))
  )
}

function hasInitial(tokens: readonly Token[], at: number): boolean {
  return [tokens[at - 2], tokens[at + 2]].some((other) => /^\p{Lu}$/u.test(other?.text ?? ''))
}

/** A brand that is a given name, too, where a product is named: with its strength, form or brackets. */
function isProduct(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || !isProductName(token.base)) return false
  const after = `${tokens[at + 1]?.text ?? ''}${tokens[at + 2]?.text ?? ''}`
  return (
    (/[[(]\s*$/.test(tokens[at - 1]?.text ?? '') && /^\s*[\])]/.test(tokens[at + 1]?.text ?? '')) ||
    /^(?:\s(?:\d|\(28|28|tablets?|pills?|oral|pack|patch|cap|tabs?|intrauterine|iud))/iu.test(after)
  )
}
