/** One fault of the tables: the row or set, and what is wrong with it. */
export interface KnowledgeFault {
  readonly where: string
  readonly says: string
}
