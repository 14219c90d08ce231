import type { Resource } from '@medplum/fhirtypes'
import { clinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { Code } from '../../clinical/clinical-index.ts'
import { codesIn, readConcept } from '../../clinical/concept.ts'
import { listOf, objectOf, textOf } from '../../clinical/loose-json.ts'
import type { LooseObject } from '../../clinical/loose-json.ts'
import type { PatientRecord } from '../../record/patient-record.ts'
import { decodeBase64 } from './decode-base64.ts'
import { textOfHtml } from './text-of-html.ts'

/** One clinical note of the record, before anything of it was judged. */
export interface Note {
  readonly reference: string
  readonly codes: readonly Code[]
  readonly date: ClinicalDate | undefined
  /** Undefined when it has no text that can be read here. */
  readonly text: string | undefined
}

/** The notes that may be shown, most wanted first, and how many there are besides. */
export interface ReadNotes {
  readonly notes: readonly Note[]
  readonly more: number
}

const notesMax = 5
/** trust reference, 2.5: of one document. */
const noteCharactersMax = 20 * 1024
const recentDays = 365
// LOINC, document ontology: what tells most about a patient in fewest words stands first.
const kindOrder = ['18842-5', '11488-4', '34117-2', '28570-0', '11504-8', '34133-9', '11506-3']

/**
 * Clinical notes of the record: of the last year before older ones; discharge summaries,
 * consultations and the like before progress notes; the newest first. At most five.
 */
export function readNotes(record: PatientRecord, today: ClinicalDate): ReadNotes {
  const all = record.resources.flatMap((resource) => {
    const loose = objectOf(resource)
    return isShownNote(loose) ? [readNote(resource, loose, record.supporting)] : []
  })
  const sorted = all.toSorted(
    (one, other) =>
      ageClass(one, today) - ageClass(other, today) ||
      kindRank(one) - kindRank(other) ||
      (other.date?.epochDay ?? 0) - (one.date?.epochDay ?? 0) ||
      compareTexts(one.text ?? '', other.text ?? '')
  )
  return { notes: sorted.slice(0, notesMax), more: Math.max(0, sorted.length - notesMax) }
}

function isShownNote(document: LooseObject): boolean {
  return (
    document['resourceType'] === 'DocumentReference' &&
    document['status'] === 'current' &&
    document['docStatus'] !== 'entered-in-error' &&
    (listOf(document['category']).flatMap(codesIn).includes('clinical-note') ||
      codesIn(document['type']).some((code) => kindOrder.includes(code)))
  )
}

function readNote(
  resource: Resource,
  document: LooseObject,
  supporting: PatientRecord['supporting']
): Note {
  const period = objectOf(objectOf(document['context'])['period'])
  const date =
    clinicalDate(textOf(period['end']) ?? textOf(period['start'])) ??
    clinicalDate(textOf(document['date']))
  const attachments = listOf(document['content']).map((content) =>
    objectOf(objectOf(content)['attachment'])
  )
  const texts = attachments.map((attachment) => textOfAttachment(attachment, supporting))
  return {
    reference: `DocumentReference/${resource.id ?? ''}`,
    codes: readConcept(document['type']).codes,
    date,
    text: texts.find((text) => text !== undefined)?.slice(0, noteCharactersMax)
  }
}

/** Plain text and HTML alone; of a Binary only one that lies in the record already. */
function textOfAttachment(
  attachment: LooseObject,
  supporting: PatientRecord['supporting']
): string | undefined {
  const url = textOf(attachment['url']) ?? ''
  const binary = objectOf(supporting.get(/Binary\/[A-Za-z0-9\-.]+$/.exec(url)?.[0] ?? ''))
  const data = textOf(attachment['data']) ?? textOf(binary['data'])
  const type = textOf(attachment['contentType']) ?? textOf(binary['contentType']) ?? ''
  const [media = '', ...parameters] = type.toLowerCase().split(';')
  const isHtml = /^(?:text\/html|application\/xhtml\+xml)$/.test(media.trim())
  if (data === undefined || (!isHtml && media.trim() !== 'text/plain')) return undefined
  const text = decodeBase64(data, /charset=["']?([\w-]+)/.exec(parameters.join(';'))?.[1])
  return text === undefined || !isHtml ? text : textOfHtml(text)
}

function ageClass({ date }: Note, today: ClinicalDate): number {
  return date !== undefined && today.epochDay - date.epochDay <= recentDays ? 0 : 1
}

function kindRank({ codes }: Note): number {
  const ranks = codes.map(({ code }) => kindOrder.indexOf(code)).filter((rank) => rank >= 0)
  return ranks.length === 0 ? kindOrder.length : Math.min(...ranks)
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
