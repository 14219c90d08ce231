import { drugPairRule } from '../drug-pair-rule.ts'
import { removeOrder } from '../ordered-drugs.ts'

/** RxNorm, as in situation 13 of the clinical reference: a macrolide that does not inhibit CYP3A4. */
const azithromycin = { code: '308460', display: 'azithromycin 250 MG Oral Tablet' }

/**
 * Situation 13: a strong inhibitor of CYP3A4 meets simvastatin. The inhibitors are those that the
 * label names; rosuvastatin and others that CYP3A4 does not clear stay out.
 */
export const clarithromycinSimvastatin = drugPairRule({
  id: 'R-13',
  version: '1.0',
  title: 'Clarithromycin and other strong CYP3A4 inhibitors with simvastatin',
  when: 'A strong CYP3A4 inhibitor that the label names meets simvastatin, whichever is ordered: critical.',
  whenNot: 'Rosuvastatin and other statins; azithromycin; drugs that are stopped or on hold.',
  topic: 'clarithromycinSimvastatin',
  source: {
    title: 'Zocor (simvastatin) prescribing information',
    section: '4, Contraindications; table of drug interactions: strong CYP3A4 inhibitors',
    url: 'https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=fdbfe194-b845-42c5-bb87-a48118bc72e7',
    date: '2014-02',
    verified: true
  },
  matter: 'clarithromycin-simvastatin',
  indicator: 'critical',
  first: {
    ingredients: [
      'clarithromycin',
      'erythromycin',
      'telithromycin',
      'itraconazole',
      'ketoconazole',
      'posaconazole',
      'voriconazole',
      'nefazodone',
      'cobicistat',
      'boceprevir',
      'telaprevir'
    ],
    classes: ['hiv-protease-inhibitor']
  },
  second: { ingredients: ['simvastatin'] },
  names: { first: 'strong CYP3A4 inhibitors', second: 'simvastatin' },
  consequence: 'contraindicated, risk of rhabdomyolysis',
  why: ['Strong inhibitors of CYP3A4 raise simvastatin levels.'],
  options: ({ ordered, role }) =>
    role === 'first'
      ? [
          ordered.medication.ingredients.includes('clarithromycin')
            ? 'Consider azithromycin, which does not inhibit CYP3A4.'
            : 'Consider a drug that does not inhibit CYP3A4.',
          'Consider pausing simvastatin for the course.'
        ]
      : ['Consider starting the statin after the course, or one that CYP3A4 does not clear.'],
  suggestions: ({ ordered }) =>
    ordered.medication.ingredients.includes('clarithromycin')
      ? [
          {
            type: 'replace-order',
            order: ordered.order,
            label: 'Replace with azithromycin',
            drug: azithromycin
          },
          removeOrder(ordered)
        ]
      : [removeOrder(ordered)]
})
