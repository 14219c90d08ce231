/*
 * The three files of an RxNorm release, as its technical documentation describes them: one row a
 * line, columns parted by bars, a bar at the end.
 */

/** RXNCONSO.RRF: names of concepts. */
export interface Name {
  readonly rxcui: number
  readonly source: string
  readonly termType: string
  /** In the source; of ATC the class code. */
  readonly code: string
  readonly name: string
}

/** RXNREL.RRF: how two concepts belong together; which of them is first says nothing here. */
export interface Relation {
  readonly one: number
  readonly other: number
  readonly relation: string
}

/** RXNSAT.RRF: what is said of a concept. */
export interface Attribute {
  readonly rxcui: number
  readonly attribute: string
  readonly value: string
}

export function nameOf(line: string): Name | undefined {
  const columns = line.split('|')
  const [rxcui, language] = columns
  const [source = '', termType = '', code = '', name = ''] = columns.slice(11, 15)
  const suppressed = columns[16]
  if (columns.length < 18 || language !== 'ENG') return undefined
  // N is current, O obsolete: old records hold obsolete products. Y and E are editors' choices.
  if (suppressed !== 'N' && suppressed !== 'O') return undefined
  return { rxcui: Number(rxcui), source, termType, code, name }
}

export function relationOf(line: string): Relation | undefined {
  const columns = line.split('|')
  const [one, , , , other] = columns
  if (columns.length < 16 || columns[10] !== 'RXNORM' || one === '' || other === '')
    return undefined
  return { one: Number(one), other: Number(other), relation: columns[7] ?? '' }
}

export function attributeOf(line: string): Attribute | undefined {
  const columns = line.split('|')
  if (columns.length < 13 || columns[9] !== 'RXNORM') return undefined
  return { rxcui: Number(columns[0]), attribute: columns[8] ?? '', value: columns[10] ?? '' }
}
