/** What went wrong on the FHIR side, as a value: routes turn it into status and OperationOutcome. */
export interface FhirFailure {
  readonly status: number
  readonly code: string
  readonly diagnostics: string
}

export function operationOutcome(failure: FhirFailure): object {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: failure.code, diagnostics: failure.diagnostics }]
  }
}

export function badRequest(diagnostics: string): FhirFailure {
  return { status: 400, code: 'invalid', diagnostics }
}

export function notSupported(diagnostics: string): FhirFailure {
  return { status: 400, code: 'not-supported', diagnostics }
}

export function notFound(diagnostics: string): FhirFailure {
  return { status: 404, code: 'not-found', diagnostics }
}

export const forbidden: FhirFailure = {
  status: 403,
  code: 'forbidden',
  diagnostics: 'This access token is bound to another patient.'
}

/** One text for missing, unknown, expired and revoked: no oracle for guessing. */
export const unauthorized: FhirFailure = {
  status: 401,
  code: 'login',
  diagnostics: 'A valid access token is needed.'
}
