import { findIngredients } from '../../terminology/find-ingredients.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'

// Classes of drugs, which say what the patient takes as much as a name does.
const classes = new RegExp(
  [
    'statins?|nsaids?|opioids?|opiates?|narcotics?|benzodiazepines?|anticoagula\\w+|blood thinners?',
    'antiplatelets?|diuretics?|thiazides?|steroids?|corticosteroids?|antibiotics?|antidepressants?',
    'ssris?|snris?|maois?|ppis?|ace inhibitors?|arbs?|beta[- ]blockers?|calcium channel blockers?',
    'sulfonylureas?|insulins?|nitrates?|antiepileptics?|antipsychotics?|lithium|macrolides?',
    'quinolones?|fluoroquinolones?|penicillins?|cephalosporins?|sulfonamides?|antihypertensives?',
    'immunosuppress\\w+|chemotherap\\w+|bisphosphonates?|contracepti\\w+|laxatives?|vaccin\\w+'
  ].join('|')
)
const anyClass = new RegExp(`\\b(?:${classes.source})\\b`, 'i')

/**
 * Whether every drug in a text is one that the verified claims hold. A class may be named where
 * an option names what could be considered; a statement names one only beside a verified drug.
 */
export function drugsAreHeld(
  text: string,
  held: WordsHeld,
  given: { statement: boolean }
): boolean {
  const words = wordsOf(text)
  // Brand names are known only where no ingredient stands beside them: word by word, too.
  const named = new Set([text, ...words].flatMap((part) => findIngredients(part).ingredients))
  for (const drug of named) {
    const isAnalyte = drug.split(' ').every((word) => held.words.has(word))
    if (!held.drugs.has(drug) && !isAnalyte) return false
  }
  return !given.statement || held.drugs.size > 0 || !anyClass.test(text)
}
