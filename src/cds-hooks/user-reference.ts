import type { CdsRequest } from './request.ts'

/** Types that a user may be (CDS Hooks 2.0.1, context.userId), and those that are seen instead. */
const types = [
  'Practitioner',
  'PractitionerRole',
  'Patient',
  'RelatedPerson',
  'Person',
  'Device',
  'Organization',
  'Group',
  'HealthcareService',
  'CareTeam'
] as const

const fhirIdOnly = /^[A-Za-z0-9\-._]{1,64}$/

/** Who calls: as `Type/id`, where that can be read; and whether it is a clinician. */
export interface User {
  readonly reference: string | undefined
  readonly isPractitioner: boolean
}

/**
 * A user is the type and id of its reference, whatever form that has: `Practitioner/m1`, the same
 * below a base, of a version, in another case of the type or with blanks are one person. Undefined
 * for what is no reference to anybody.
 */
export function userReference(text: string): string | undefined {
  const plain = text.replaceAll(/\s+/g, '').replace(/[?#].*$/, '')
  const parts = plain.replace(/\/+$/, '').split('/')
  if (parts.at(-2) === '_history') parts.splice(-2)
  const [type, id] = parts.slice(-2)
  if (parts.length < 2 || type === undefined || id === undefined) return undefined
  if (!/^[A-Za-z0-9\-._]{1,64}$/.test(id) || !/^[A-Za-z]+$/.test(type)) return undefined
  const named = types.find((one) => one.toLowerCase() === type.toLowerCase()) ?? type
  return `${named}/${id}`
}

/** Since 1.0 the user stands in the context; older clients put it at the root. */
export function userOf(request: CdsRequest): User | undefined {
  const text = request.context.userId ?? request.userId ?? request.user
  if (text === undefined) return undefined
  // Old clients send a bare id, which tells no type: taken at their word.
  const bare = text.trim()
  if (fhirIdOnly.test(bare)) return { reference: bare, isPractitioner: true }
  const reference = userReference(text)
  return { reference, isPractitioner: /^Practitioner(?:Role)?\//.test(reference ?? '') }
}
