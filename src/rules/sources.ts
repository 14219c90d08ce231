import type { RuleSource } from './rule.ts'

/*
 * Sources that several rules name. Sections that were not read again are marked unverified: the
 * card then says so instead of claiming the section.
 */

/** A level of the French thesaurus of drug interactions, October 2020. */
export function ansmThesaurus(section: string): RuleSource {
  return {
    title: 'ANSM, Thésaurus des interactions médicamenteuses, October 2020',
    section,
    url: 'https://ansm.sante.fr/documents/reference/thesaurus-des-interactions-medicamenteuses-1',
    date: '2020-10',
    verified: true
  }
}

/** A section of a United States label, in the edition of 2026, that was not read again. */
export function labelToVerify(drug: string, section: string): RuleSource {
  return {
    title: `${drug} prescribing information`,
    section,
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  }
}
