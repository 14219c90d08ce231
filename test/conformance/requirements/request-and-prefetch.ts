import { item } from './requirement.ts'

const call = 'CDS Hooks, Calling a CDS Service'
const tokens = 'CDS Hooks, Prefetch Template'
const prefetch = 'CDS Hooks, Prefetch'
const epic = 'Practice: Epic'

export const requestAndPrefetch = {
  'H-022-call': item('client', 'all', call, 'POST of JSON to the address; an unknown id is a 404'),
  'H-023-hook': item('client', 'all', call, 'a hook that the service does not answer is a 400'),
  'H-024-hook-instance': item(
    'client',
    'all',
    call,
    'hookInstance is a UUID of any version and case; the same one twice is answered twice'
  ),
  'H-025-fhir-server': item('client', 'all', call, 'a token without fhirServer is a 400'),
  'H-026-context': item(
    'client',
    'all',
    'CDS Hooks, Calling a CDS Service; HAPI FHIR #5212',
    'a missing or empty context is a 400'
  ),
  'H-027-prefetch-optional': item(
    'client',
    'all',
    call,
    'prefetch may be absent, and its unknown keys are ignored'
  ),
  'H-028-request-extension': item(
    'client',
    'all',
    'CDS Hooks, Extensions',
    'an extension may stand at the root and on any object'
  ),
  'H-029-fast': item(
    'SHOULD',
    'all',
    'CDS Hooks, CDS Service Response',
    'a slow model never holds the answer beyond the deadline'
  ),
  'H-030-token-delimiters': item('SHALL', 'all', tokens, 'tokens stand in double braces'),
  'H-031-token-names': item(
    'SHALL',
    'all',
    tokens,
    'tokens are fields of the context or ids of the user, never an expression'
  ),
  'H-032-token-fields': item(
    'SHALL',
    'to2',
    tokens,
    'a token names a field that its hook offers for prefetch'
  ),
  'H-033-query-subset': item(
    'SHOULD',
    'all',
    'CDS Hooks, Prefetch Query Restrictions',
    'templates are reads and plain searches of one type'
  ),
  'H-034-sort-syntax': item('note', 'all', 'FHIR R4, Search', 'sorting is written as R4 does'),
  'H-035-no-dependent-templates': item(
    'SHALL',
    'only3',
    tokens,
    'a template that needs another stands after it; none needs one'
  ),
  'H-036-any-subset': item(
    'client',
    'all',
    prefetch,
    'any part of the prefetch may be sent, also in pages'
  ),
  'H-037-fetch-what-is-missing': item(
    'SHALL',
    'all',
    prefetch,
    'what was not prefetched is searched with exactly the published query'
  ),
  'H-038-prefetch-or-access': item(
    'SHOULD',
    'from2',
    prefetch,
    'prefetch alone and access alone give the same cards'
  ),
  'H-039-outcome-in-prefetch': item(
    'SHOULD',
    'from2',
    'CDS Hooks, Prefetch; Epic, warning 4101',
    'an OperationOutcome is looked for, as value and as entry, and its severity decides'
  ),
  'H-040-outcome-not-asked-again': item(
    'note',
    'from2',
    prefetch,
    'an OperationOutcome error is not searched again'
  ),
  'H-041-states-told-apart': item(
    'note',
    'all',
    prefetch,
    'absent, null, empty, failed, partial and present are told apart; unknown is never none'
  ),
  'H-042-precondition-failed': item(
    'SHALL',
    'all',
    'CDS Hooks, Prefetch; FHIR Resource Access',
    'the Patient neither sent nor readable is a 412'
  ),
  'H-043-thin-data-is-answered': item(
    'note',
    'all',
    'Da Vinci CRD, found-32',
    'data that is thin but delivered is a 200'
  ),
  'H-044-required-data': item(
    'note',
    'all',
    'CDS Hooks, Discovery, usageRequirements',
    'only the Patient is required, and usageRequirements says so'
  ),
  'H-045-access': item(
    'MAY',
    'all',
    'CDS Hooks, FHIR Resource Access',
    'fhirServer and fhirAuthorization are used to read more'
  ),
  'H-046-bearer': item(
    'SHALL',
    'all',
    'CDS Hooks, FHIR Resource Access',
    'every FHIR request carries the token'
  ),
  'H-047-broken-authorization': item(
    'client',
    'all',
    'CDS Hooks, Passing the Access Token',
    'a fhirAuthorization with a member missing is no token; the call goes on without'
  ),
  'H-048-token-is-transient': item(
    'SHALL',
    'all',
    'CDS Hooks, Passing the Access Token',
    'the token is in no log and no record, and no request is made after the answer'
  ),
  'H-049-expiry': item(
    'note',
    'all',
    'CDS Hooks, Passing the Access Token',
    'nothing is read after expires_in'
  ),
  'H-050-scopes': item(
    'note',
    'all',
    epic,
    'scope is any text; a 403 of the server is what counts, and is named'
  ),
  'H-051-rights-of-the-user': item(
    'client',
    'all',
    'CDS Hooks, Access Token',
    'what the user may not read is a gap, never an absence'
  ),
  'H-052-preregistered': item(
    'SHALL',
    'from2',
    'CDS Hooks, FHIR Resource Access',
    'the service is registered with the authorization server of the EHR',
    'Paper: the registration sheet says what to register.'
  ),
  'H-053-server-of-the-issuer': item(
    'note',
    'all',
    'Trust: threats 1, 2 and 22',
    'a token goes only to a server registered for its issuer, and to no page elsewhere'
  ),
  'H-054-one-patient': item(
    'note',
    'all',
    'Trust: threat 15',
    'a token or a Patient of somebody else is a 400'
  )
} as const
