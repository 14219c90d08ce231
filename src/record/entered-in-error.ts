import type { Resource } from '@medplum/fhirtypes'

const inError = 'entered-in-error'

/**
 * True when `status`, or the verificationStatus of Condition and AllergyIntolerance, says
 * entered-in-error (FHIR R4): such an entry never was a fact.
 */
export function isInError(resource: Resource): boolean {
  const { status, verificationStatus } = resource as {
    status?: unknown
    verificationStatus?: unknown
  }
  if (status === inError || verificationStatus === inError) return true
  if (typeof verificationStatus !== 'object' || verificationStatus === null) return false
  const coding: unknown = Reflect.get(verificationStatus, 'coding')
  return (
    Array.isArray(coding) &&
    (coding as unknown[]).some(
      (code) => typeof code === 'object' && code !== null && Reflect.get(code, 'code') === inError
    )
  )
}
