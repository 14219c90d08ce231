/** A relative FHIR query, taken apart so that it can be sent without building a path from text. */
export type FhirQuery =
  | { readonly kind: 'read'; readonly resourceType: string; readonly id: string }
  | {
      readonly kind: 'search'
      readonly resourceType: string
      readonly parameters: Readonly<Record<string, string[]>>
    }

/**
 * FHIR R4, id. Dots alone are refused although the pattern of the standard lets them pass: in a URL
 * `..` leaves the type, and a client that does not encode ids would leave the FHIR base.
 */
export function isFhirId(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(text) && !/^\.+$/.test(text)
}

/** Reads `Type/id` or `Type?search`; undefined when it is neither, and then nothing may be sent. */
export function fhirQuery(text: string): FhirQuery | undefined {
  const match = /^([A-Z][A-Za-z]{0,63})(?:\/([^/?#]+)|\?([^#]+))$/.exec(text)
  if (match === null) return undefined
  const [, resourceType = '', id, search] = match
  if (search === undefined) return isFhirId(id) ? { kind: 'read', resourceType, id } : undefined
  const parameters = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(search)) {
    parameters.set(name, [...(parameters.get(name) ?? []), value])
  }
  return { kind: 'search', resourceType, parameters: Object.fromEntries(parameters) }
}

/**
 * The parameters without order and page size, for a server that refuses those; undefined when there
 * is nothing to leave out. What is asked for stays the same.
 */
export function plainerSearch(
  parameters: Readonly<Record<string, string[]>>
): Readonly<Record<string, string[]>> | undefined {
  const { _sort: order, _count: pageSize, ...rest } = parameters
  return order === undefined && pageSize === undefined ? undefined : rest
}
