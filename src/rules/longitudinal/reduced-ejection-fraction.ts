import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import type { ProblemSet } from '../../terminology/named-sets.ts'
import type { DrugSet } from '../drug-set.ts'
import { isEndOfLife, settledProblems } from '../problems.ts'
import { compare, isAbove, newestKnown, readingEvidence, writeNumber } from '../readings.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { isAllergicTo, isTaken, unknownTherapy } from '../therapy.ts'
import { unreadResult } from '../unread-results.ts'
import { joinWords, summarise } from '../wording.ts'

/** eCQM CMS135 and CMS144: left ventricular ejection fraction of 40 % or less. */
const reducedAtMostPercent = 40
/** Both measures: patients of 18 years and older. */
const adultYears = 18

interface Therapy extends DrugSet {
  readonly name: string
  /** Problems, past ones too, with which it may rightly be missing. */
  readonly not: readonly ProblemSet[]
}

const therapies: readonly Therapy[] = [
  {
    name: 'beta blocker for heart failure',
    classes: ['heart-failure-beta-blocker'],
    not: ['asthma']
  },
  {
    name: 'ACE inhibitor, ARB or ARNI',
    classes: ['ace-inhibitor', 'arb', 'neprilysin-inhibitor'],
    not: ['angioedema', 'esrd']
  }
]

/** Situation L7: a reduced ejection fraction without the drugs that prolong life. */
export const reducedEjectionFraction: Rule = {
  id: 'L-07',
  version: '1.0',
  title: 'Reduced ejection fraction without basic therapy',
  when: 'The newest LVEF is 40 % or less, and no bisoprolol, carvedilol or metoprolol, or no ACE inhibitor, ARB or ARNI is taken: information. Medications not read, or one for the whole body not recognised: cannot assess.',
  whenNot:
    'Both are taken; allergy to the class; asthma (beta blocker); angioedema or end-stage kidney disease (the others); pregnancy; under 18 years; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'reducedEjectionFraction',
  source: {
    title: 'eCQM CMS135 and CMS144, Heart Failure: ACE inhibitor, ARB or ARNI; beta-blocker',
    section: 'LVEF of 40 % or less',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0135v12',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && ageYears < adultYears) return []
    if (isEndOfLife(index) || currentPregnancy(index).pregnant === 'yes') return []
    const known = compare(newestKnown(index, 'lvef'), (one) => isAbove(one, reducedAtMostPercent))
    if (known.answer === 'none' || known.answer === 'yes') return []
    const missed = therapies.filter((therapy) => isMissed(index, therapy))
    if (missed.length === 0) return []
    if (known.answer === 'unknown') {
      return [unreadResult(known.unknown, { unchecked: 'the therapy of a reduced LVEF' })]
    }
    const lvef = known.reading
    const unread = unknownTherapy(index)
    const names = joinWords(missed.map(({ name }) => name))
    const value = `LVEF ${writeNumber(lvef)}${lvef.upTo === undefined ? ' %' : ''} (${writeDate(lvef.date)})`
    const finding: RuleFinding = {
      matter: 'reduced-ejection-fraction',
      indicator: 'info',
      summary: summarise([], () =>
        unread === undefined
          ? `${value}: no ${names} found`
          : `${value}: therapy cannot be assessed, not every medication is known`
      ),
      why: [
        `${readingEvidence('LVEF', lvef).text}.`,
        ...(unread === undefined ? [] : [`Not known: ${unread}.`])
      ],
      options: [
        `Consider ${names}, or noting why not.`,
        'Consider repeating the echocardiogram if the value is old.'
      ],
      evidence: [readingEvidence('LVEF', lvef)],
      missing: unread === undefined ? [] : [unread],
      suggestions: []
    }
    return [finding]
  }
}

function isMissed(index: ClinicalIndex, therapy: Therapy): boolean {
  return (
    !isTaken(index, therapy) &&
    !isAllergicTo(index, therapy) &&
    settledProblems(index, ...therapy.not).length === 0 &&
    // Angioedema once is a reason for good.
    !(therapy.not.includes('angioedema') && problemsIn(index, ['angioedema']).length > 0)
  )
}
