import { readConcept, systems } from './concept.ts'
import { textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

/** LOINC: blood pressure panels, with and without all of their parts. */
const panels: ReadonlySet<string> = new Set(['85354-9', '55284-4', '35094-2', '18684-1', '96607-7'])
const name = /^(?:blood pressure|bp)\b(?!.*\b(?:goal|target|position|location|site|cuff|method)\b)/i
/** `150/95`, `150/95 mm Hg`, `BP: 150 / 95 sitting`: in mm Hg by every convention. */
const both = /(?:^|[^\d/.])(\d{2,3})\s*\/\s*(\d{2,3})(?![\d/.])/

const partCodes = [
  { code: '8480-6', display: 'Systolic blood pressure' },
  { code: '8462-4', display: 'Diastolic blood pressure' }
] as const

/** The two parts of a blood pressure that was sent as one text; undefined for everything else. */
export function pressuresIn(
  resource: LooseObject
): readonly { readonly part: LooseObject; readonly place: string }[] | undefined {
  const text = textOf(resource['valueString'])
  const values = text === undefined ? null : both.exec(text)
  if (values === null || !isPressure(resource)) return undefined
  return partCodes.map(({ code, display }, at) => ({
    part: {
      code: { coding: [{ system: systems.loinc, code, display }] },
      valueQuantity: { value: Number(values[at + 1]), unit: 'mm[Hg]', code: 'mm[Hg]' }
    },
    place: code
  }))
}

function isPressure(resource: LooseObject): boolean {
  const { codes, label } = readConcept(resource['code'])
  return (
    codes.some(({ system, code }) => system === systems.loinc && panels.has(code)) ||
    name.test(label)
  )
}
