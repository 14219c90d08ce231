/*
 * Lines of the three RRF files in the form of a release: every column, the bar at the end, both
 * directions of each relation, atoms of other sources beside RxNorm's own.
 */

export const conso = (
  rxcui: string,
  termType: string,
  name: string,
  given: { readonly source?: string; readonly code?: string; readonly suppressed?: string } = {}
): string => {
  const { source = 'RXNORM', code = rxcui, suppressed = 'N' } = given
  return `${rxcui}|ENG||||||${rxcui}00|${rxcui}||${source === 'RXNORM' ? '' : code}|${source}|${termType}|${code}|${name}||${suppressed}|4096|`
}

const rel = (one: string, other: string, relation: string): string =>
  `${one}||CUI|RO|${other}||CUI|${relation}|${one}${other}||RXNORM|RXNORM||||4096|`

/** `from` has the relation to `to`, written in both directions as a release does. */
export const related = (
  from: string,
  relation: string,
  to: string,
  inverse: string
): readonly string[] => [rel(to, from, relation), rel(from, to, inverse)]

export const sat = (rxcui: string, attribute: string, value: string): string =>
  `${rxcui}|||${rxcui}00|AUI|${rxcui}|||${attribute}|RXNORM|${value}|N|4096|`

const component = (id: string, ingredient: string): readonly string[] =>
  related(id, 'has_ingredient', ingredient, 'ingredient_of')
const consists = (id: string, part: string): readonly string[] =>
  related(id, 'consists_of', part, 'constitutes')

/** Metformin alone and with sitagliptin, under brands and in a pack; an ingredient of nobody's table. */
export const names: readonly string[] = [
  conso('6809', 'IN', 'metformin'),
  conso('6809', 'PT', 'METFORMIN', { source: 'MTHSPL', code: '9100L32L2N' }),
  conso('6809', 'IN', 'metformin', { source: 'ATC', code: 'A10BA02' }),
  conso('235743', 'PIN', 'metformin hydrochloride'),
  conso('593411', 'IN', 'sitagliptin'),
  conso('900001', 'IN', 'Zorblaxin'),
  conso('11118', 'IN', 'valproic acid'),
  conso('151827', 'BN', 'Glucophage'),
  conso('900002', 'BN', 'Zorbex'),
  conso('332809', 'SCDC', 'metformin hydrochloride 500 MG'),
  conso('665042', 'SCDC', 'sitagliptin 50 MG'),
  conso('861007', 'SCD', 'metformin hydrochloride 500 MG Oral Tablet'),
  conso('861008', 'SBD', 'metformin hydrochloride 500 MG Oral Tablet [Glucophage]'),
  conso('861769', 'SCD', 'metformin hydrochloride 500 MG / sitagliptin 50 MG Oral Tablet'),
  conso('900003', 'SCDC', 'Zorblaxin 5 MG'),
  conso('900004', 'SBD', 'Zorblaxin 5 MG Oral Tablet [Zorbex]'),
  conso('900005', 'GPCK', '{60 (metformin hydrochloride 500 MG Oral Tablet) } Pack'),
  conso('900006', 'SCD', 'metformin 333 MG Oral Tablet', { suppressed: 'O' }),
  conso('900007', 'SCD', 'editorially suppressed', { suppressed: 'E' }),
  conso('900008', 'DF', 'Oral Tablet')
]

export const relations: readonly string[] = [
  ...related('235743', 'form_of', '6809', 'has_form'),
  ...component('332809', '6809'),
  ...related('332809', 'has_precise_ingredient', '235743', 'precise_ingredient_of'),
  ...component('665042', '593411'),
  ...consists('861007', '332809'),
  ...consists('861008', '332809'),
  ...related('861008', 'tradename_of', '861007', 'has_tradename'),
  ...related('861008', 'has_ingredient', '151827', 'ingredient_of'),
  ...related('151827', 'tradename_of', '6809', 'has_tradename'),
  // The brand stands for another product too: the components of a product go before it.
  ...related('151827', 'tradename_of', '593411', 'has_tradename'),
  ...consists('861769', '332809'),
  ...consists('861769', '665042'),
  ...component('900003', '900001'),
  ...consists('900004', '900003'),
  ...related('900002', 'tradename_of', '900001', 'has_tradename'),
  ...related('900005', 'contains', '861007', 'contained_in'),
  ...related('861007', 'has_dose_form', '900008', 'dose_form_of'),
  ...related('900006', 'has_ingredient', '6809', 'ingredient_of')
]

export const attributes: readonly string[] = [
  sat('332809', 'RXN_STRENGTH', '500 MG'),
  sat('900003', 'RXN_STRENGTH', '5 MG'),
  sat('861007', 'NDC', '00093104801'),
  sat('900004', 'NDC', '00002821501'),
  sat('861007', 'RXN_QUANTITY', '60'),
  '861007|||861007|AUI|861007|||NDC|MTHSPL|0093-1048-01|N|4096|'
]
