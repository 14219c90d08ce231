import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { drugWords } from '../../terminology/drug-names.ts'
import { withoutEponyms } from '../eponyms.ts'
import { factsOf } from '../fact-order.ts'
import { wordsOf } from '../fold.ts'
import { ordinaryWords } from '../ordinary-words.ts'

/*
 * Notes name people whom no element of the record names. A word with a capital letter that nobody
 * knows may be one: so such words are only let through when they are known to be something else.
 */

/** Words with which sentences and headings of notes begin, and what notes write in capitals. */
const noteWords = `
admits admitted advised afebrile agreed alerted alternatively although anticipate appears appreciated
appropriate arrange assessed attended aware because began being besides biopsy brought came cannot
chief clarified cleared colleagues complains complaint compliance concerning considered consistent
consulted continues counseled counselled currently decided declined declines denied denies describes
despite developed discharged discussed educated encouraged endorses established evaluated evaluation
evidence examined exertional explained feeling felt followup found furthermore gave given gradually
however hpi impression improved improving including instructed interval intubated labs lately likewise
limited meanwhile moreover mother needs neither nevertheless notably objective obtained occasionally
ongoing otherwise outpatient patient's performed persistent planned plans pmh possibly presented
presenting presents previously prescribed psh questions reassured received recently recommend
recommendations recommended referred refused regarding remained remains reported reportedly reports
requested resumed reviewed ros says showed shows since stated states stopped subjective subsequently
suggest suggested summary symptoms thereafter therefore today tolerated tolerating toward transferred
treated undergoing underwent unable unchanged unfortunately unlikely verbalized wants was
ran saw told took slept ate got kept fell rose sat stood spoke thought tried turned used walked woke wore
asked called gained knows likes lost missed moved noticed prefers quit remembers returned sees sleeps smokes
starts stopped takes talks tries uses volunteered wakes walks wears worsened stopping taking using having
again almost already always another because both each either every few here how its many more most much
never next nothing our overall perhaps please same several so some soon still such though thus too unless
until usually very well what why yet you your
weaned ox whether will wishes without would
abg ac acs bmp cmp hfref hfpef hfmref sglt glp dpp probnp lft covid sars meq mmol spo
acei arni raas avr mvr tavr la ra lad rca lcx aao nsr svt vt vf aic icds hpf kcl mgso nacl lr ns prbc ffp aki ambu ap ards asa bid biv bka bmi bnp bph bpm bun cabg cbc ccb chf chol ckd cns copd cpap cr crp
csf ct cta cva cvc cxr dka dm dnr doac dvt echo ecg ed ef egd egfr ekg eeg emg ent er esr esrd etoh fev fio fobt
gerd gfr gi gu hb hba hct hcv hdl heent hepb hgb hiv hr hrt htn ibd ibs icd icu ii iii im inr iu iv ivf jvp kub
ldl lfts lmwh lv lvef mcv mg mi mmhg mri mrsa nad nka nkda noac npo nsaid nsaids nstemi nyha od osa pad pcp
pe pet pft picc po ppi prn psa pt ptt pvd qd qid qtc ra rbc rr rv sbp sgpt sob spo ssri stat stemi tb tee tia tid
tsh tte uacr us uti vitals vs wbc wnl`

/** Words that notes begin with, and what they write in capitals; folded. */
export const knownNoteWords: ReadonlySet<string> = new Set(
  noteWords.trim().split(/\s+/).flatMap(wordsOf)
)
const capitalised = /(?<!\p{L})\p{Lu}[\p{L}'’]*/gu
/** "vitamin D", "type I": a letter is nobody's name. */
const oneLetter = 1

/**
 * Says whether a sentence holds a word with a capital letter that could be a name. Known are
 * ordinary words, words of medicine and drugs, the words of this record's own displays, and those
 * that the notes also write small.
 */
export function nameFinder(
  index: ClinicalIndex,
  texts: readonly string[]
): (sentence: string) => boolean {
  const displayed = new Set(
    factsOf(index).flatMap(({ label, codes }) => (codes.length > 0 ? wordsOf(label) : []))
  )
  const small = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?<![\p{L}'’-])\p{Ll}{3,}(?![\p{L}'’])/gu)].flatMap(([word]) =>
        wordsOf(word)
      )
    )
  )
  const isKnown = (word: string): boolean =>
    word.length <= oneLetter ||
    [ordinaryWords, knownNoteWords, drugs, displayed, small].some((words) => words.has(word)) ||
    (word.endsWith('s') && ordinaryWords.has(word.slice(0, -1)))
  return (sentence) => {
    const kept = new Set(wordsOf(withoutEponyms(sentence)))
    return [...sentence.matchAll(capitalised)].some(([word]) =>
      wordsOf(word.replace(/['’]s$/, '')).some((folded) => kept.has(folded) && !isKnown(folded))
    )
  }
}

const drugs = new Set([...drugWords()].flatMap(wordsOf))
