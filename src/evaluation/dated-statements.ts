/** A statement with a date, as a card prints it: "eGFR 24 mL/min/1.73 m2 (1 Nov 2026)". */
export interface DatedStatement {
  /** As it reads, for the report. */
  readonly text: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string
  /** Numbers right before the date: a value, two of a blood pressure, the strength of a product. */
  readonly numbers: readonly string[]
  /** Words before the date that may name a drug, a problem or an event; in lower case. */
  readonly words: readonly string[]
  /** What the statement says the thing was on that date: `active`, `resolved`. */
  readonly status?: string
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const month = `(?:${months.join('|')})`
const datePattern = new RegExp(
  `(?:\\b(?<day>\\d{1,2}) )?\\b(?<month>${month}) (?<year>\\d{4})\\b|\\((?<only>(?:19|20)\\d{2})\\)`,
  'g'
)
/** Units that hold digits; their digits are no values. */
const unitsWithDigits = /mL\/min\/(?:1\.73 ?m2|\{1\.73_m2\})|\b10\*\d+\/\w+|\bm2\b/g
const statuses =
  /\b(active|resolved|inactive|completed|stopped|on-hold|preliminary|registered|draft)\b/

/** Every dated statement of a text, each from the statement before it to its date. */
export function datedStatements(text: string): readonly DatedStatement[] {
  const plain = text.replace(unitsWithDigits, 'unit')
  const found: DatedStatement[] = []
  let from = 0
  for (const match of plain.matchAll(datePattern)) {
    const before = plain.slice(from, match.index)
    from = match.index + match[0].length
    // A statement begins after the sentence or the list item before it.
    const clause = before.split(/[.;] (?=\D)/).at(-1) ?? before
    const status = [...clause.matchAll(new RegExp(statuses, 'gi'))].at(-1)?.[1]?.toLowerCase()
    found.push({
      text: `${clause}${match[0]}`.trim(),
      date: isoOf(match.groups ?? {}),
      numbers: numbersBeforeDate(clause),
      words: (clause.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => word !== status),
      ...(status === undefined ? {} : { status })
    })
  }
  return found
}

function isoOf(groups: Readonly<Record<string, string | undefined>>): string {
  const { day, month: name, year, only } = groups
  if (only !== undefined) return only
  const number = String(months.indexOf(name ?? '') + 1).padStart(2, '0')
  return [year, number, ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
}

/** The last number before the date, with nothing but a unit or words between. */
function numbersBeforeDate(clause: string): readonly string[] {
  const last = /(\d+(?:\.\d+)?(?:\/\d+(?:\.\d+)?)?)[^\d]*$/.exec(clause)?.[1]
  return last === undefined ? [] : last.split('/')
}
