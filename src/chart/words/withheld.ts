/** Why something of a text is not shown. */
export type WithheldClass = 'word' | 'name' | 'place' | 'number' | 'date' | 'age' | 'address'

/** Stands for what is not shown. */
export const withheldMark = '…'
