import { item } from './requirement.ts'

const general = 'CDS Hooks, HTTP and JSON'
const discovery = 'CDS Hooks, Discovery'
const practice = 'Practice: what EHRs were seen to do'

export const transportAndDiscovery = {
  'H-001-json': item('SHALL', 'all', general, 'every address of the API answers JSON'),
  'H-002-https': item(
    'SHALL',
    'all',
    general,
    'no address is configured without TLS, save loopback in development'
  ),
  'H-003-no-empty-values': item(
    'SHALL NOT',
    'all',
    general,
    'no null, empty text, empty list or empty object stands in an answer, save the list of cards'
  ),
  'H-004-absent-is-omitted': item(
    'SHALL',
    'all',
    general,
    'an attribute without value is left out'
  ),
  'H-005-fhir-json': item(
    'SHALL',
    'only3',
    general,
    'a resource in an action is valid FHIR JSON of R4'
  ),
  'H-006-strict-json': item('SHOULD NOT', 'only3', general, 'no comment or trailing comma is sent'),
  'H-007-unknown-ignored': item(
    'note',
    'all',
    'Da Vinci CRD, found-33; HAPI FHIR #6262',
    'unknown attributes at any level change nothing'
  ),
  'H-008-discovery-address': item('SHALL', 'all', discovery, 'GET /cds-services is answered'),
  'H-009-services-list': item('SHALL', 'all', discovery, 'discovery has the list "services"'),
  'H-010-discovery-200': item('SHALL', 'all', discovery, 'discovery that works is a 200'),
  'H-011-no-services': item(
    'SHOULD',
    'from2',
    discovery,
    'without services the list is empty',
    'All services of hooks/ are always listed; there is no configuration without one.'
  ),
  'H-012-service-fields': item(
    'SHALL',
    'all',
    discovery,
    'each service has hook, description and id as text'
  ),
  'H-013-service-title': item('RECOMMENDED', 'all', discovery, 'each service has a title'),
  'H-014-service-prefetch': item(
    'MAY',
    'all',
    discovery,
    'prefetch is an object of names and FHIR queries'
  ),
  'H-015-usage-requirements': item(
    'MAY',
    'from2',
    discovery,
    'usageRequirements says what a call needs'
  ),
  'H-016-version': item(
    'RECOMMENDED',
    'only3',
    discovery,
    'each service says which version of the standard it claims: 2.0.1'
  ),
  'H-017-service-address': item(
    'SHALL',
    'all',
    discovery,
    'each id listed is a safe path and answers at /cds-services/{id}'
  ),
  'H-018-one-id-per-hook': item(
    'MAY',
    'from2',
    discovery,
    'one id may serve several hooks; here each hook has its own, so that no client mixes them up'
  ),
  'H-019-discovery-with-token': item(
    'note',
    'all',
    'CDS Hooks, Trusting CDS Clients',
    'a site may close discovery; then it needs a token made for its address'
  ),
  'H-020-prefetch-on-paper': item(
    'note',
    'all',
    practice,
    'the prefetch is told to sites that never read discovery',
    'Paper: the registration sheet lists it; nothing goes over the wire.'
  ),
  'H-021-capability-page': item(
    'SHOULD',
    'only3',
    discovery,
    'a public page for people says what the service does'
  )
} as const
