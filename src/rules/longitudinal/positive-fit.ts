import type { Answer } from '../readings.ts'
import { unreadResult } from '../unread-results.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import type { Result } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { asUnknown, newestWord } from '../../clinical/latest.ts'
import { eventsIn } from '../events.ts'
import { factEvidence, isEndOfLife } from '../problems.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { summarise } from '../wording.ts'

/** Clinical reference, situation L5: time in which a colonoscopy is commonly arranged. */
const arrangedWithinDays = 60

/** Situation L5: a positive FIT that no colonoscopy followed. */
export const positiveFit: Rule = {
  id: 'L-05',
  version: '1.1',
  title: 'Positive stool test without colonoscopy',
  when: 'The newest fecal immunochemical test is positive (an amount: flagged, or above its own range), 60 days or more ago, and no colonoscopy was done, reported or ordered since: warning. Procedures, reports or orders not read: cannot assess.',
  whenNot:
    'A later negative test; colonoscopy done or ordered since; colorectal cancer known or colon removed; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'positiveFit',
  source: {
    title: 'US Multi-Society Task Force on Colorectal Cancer, fecal immunochemical testing',
    section: 'Colonoscopy after a positive test',
    url: 'https://doi.org/10.1053/j.gastro.2016.08.053',
    date: '2017',
    verified: false
  },
  evaluate: ({ index }) => {
    const fit = newestWord(index, 'fit')
    if (fit === undefined || (!('known' in fit) && isPositive(fit) === 'no')) return []
    // Without a date it may be as old as that.
    const since = fit.date?.epochDay ?? index.asOf.epochDay - arrangedWithinDays
    if (index.asOf.epochDay - since < arrangedWithinDays) return []
    if (
      isEndOfLife(index) ||
      problemsIn(index, ['colorectal-cancer'], { settled: true }).length > 0
    )
      return []
    if (eventsIn(index, ['colonoscopy'], since).length > 0) return []
    if (eventsIn(index, ['colectomy'], -Infinity).length > 0) return []
    const unchecked = 'a positive stool test'
    if ('known' in fit) return [unreadResult(fit, { unchecked })]
    if (isPositive(fit) === 'unknown') return [unreadResult(asUnknown(fit), { unchecked })]
    const missing = (['procedures', 'reports', 'orders'] as const).flatMap(
      (kind) => unreadWords(index, kind) ?? []
    )
    return [finding(fit, missing)]
  }
}

/** Said so in words or by its flag; an amount, when it is flagged or above its own range. */
function isPositive({ recorded, interpretation, detection, range }: Result): Answer {
  if (detection !== undefined) return detection === 'positive' ? 'yes' : 'no'
  const { text, value } = recorded
  if (text !== undefined && /^normal\b/i.test(text)) return 'no'
  const flagged =
    interpretation === 'abnormal' || interpretation === 'high' || interpretation === 'critical'
  const above = range?.high !== undefined && value !== undefined && value > range.high
  if (flagged || above || /^abnormal\b/i.test(text ?? '')) return 'yes'
  // An amount that nothing flags is not judged here; words that are not understood may be.
  return interpretation === 'normal' || value !== undefined ? 'no' : 'unknown'
}

function finding(fit: Result, missing: readonly string[]): RuleFinding {
  const evidence = factEvidence(fit)
  const { text, value: amount, unit = '' } = fit.recorded
  // A bare code, or "POS": what it means is said.
  const said = text === undefined || /^\d+$|^pos$/i.test(text) ? 'positive' : text.toLowerCase()
  const shown = amount === undefined ? said : `${amount} ${unit}, flagged or above its range`
  const value = `Stool test ${shown} (${writeDate(fit.date)})`
  return {
    matter: 'positive-fit',
    indicator: missing.length === 0 ? 'warning' : 'info',
    summary: summarise([], () =>
      missing.length === 0
        ? `${value}: no colonoscopy found since`
        : `${value}: whether a colonoscopy followed cannot be assessed`
    ),
    why: [`${evidence.text}.`, ...missing.map((words) => `Not known: ${words}.`)],
    options: [
      'Consider booking a colonoscopy.',
      'Consider asking whether one was done elsewhere, or declined.'
    ],
    evidence: [evidence],
    missing,
    suggestions: []
  }
}
