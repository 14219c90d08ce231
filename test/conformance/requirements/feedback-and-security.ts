import { item } from './requirement.ts'

const feedback = 'CDS Hooks, Feedback'
const trust = 'CDS Hooks, Trusting CDS Clients'
const practices = 'CDS Hooks, Security and Best Practices'
const errors = 'CDS Hooks, HTTP Status Codes'
const extensions = 'CDS Hooks, Extensions'

export const feedbackAndSecurity = {
  'H-092-feedback-address': item('MAY', 'from2', feedback, '/cds-services/{id}/feedback is there'),
  'H-093-feedback-body': item(
    'client',
    'from2',
    feedback,
    'card, outcome and time are needed, accepted needs suggestions; else a 400'
  ),
  'H-094-feedback-repeats': item(
    'note',
    'from2',
    feedback,
    'several entries at once, and the same again, are each kept once'
  ),
  'H-095-silence-is-nothing': item(
    'note',
    'from2',
    feedback,
    'no feedback is neither yes nor no: the card comes again'
  ),
  'H-096-feedback-answer': item(
    'note',
    'from2',
    feedback,
    'good feedback is a 200 with {}, for an unknown card as for a known one'
  ),
  'H-097-feedback-audience': item(
    'note',
    'from2',
    feedback,
    'its token is for the feedback address or for the service'
  ),
  'H-098-epic-feedback': item(
    'note',
    'from2',
    'Practice: Epic',
    'overrideReasons with reasons in extensions is understood'
  ),
  'H-099-comments': item(
    'note',
    'from2',
    feedback,
    'a comment is in no log, and what looks like an identifier is not kept'
  ),
  'H-100-authentication': item('SHOULD', 'all', trust, 'a call without a token is a 401'),
  'H-101-bearer-token': item('client', 'all', trust, 'the token is a signed JWT, as Bearer'),
  'H-102-token-header': item(
    'client',
    'all',
    trust,
    'alg, kid and typ are needed; jku may be there'
  ),
  'H-103-token-claims': item(
    'client',
    'all',
    trust,
    'iss, aud, exp, iat and jti are needed; tenant, nbf and sub may be there'
  ),
  'H-104-audience': item(
    'SHALL',
    'all',
    trust,
    'aud is the configured address called, in a list or alone, or what the site registered'
  ),
  'H-105-no-symmetric': item('SHALL NOT', 'all', trust, 'alg none and HS256 are refused'),
  'H-106-algorithms': item(
    'RECOMMENDED',
    'all',
    trust,
    'ES384 and RS384 are accepted, and ES256 and RS256'
  ),
  'H-107-issuer-first': item(
    'SHOULD',
    'all',
    trust,
    'issuer and jku are on a list, and nothing is fetched for others'
  ),
  'H-108-once': item(
    'note',
    'all',
    practices,
    'a token is accepted once, also of two copies at once'
  ),
  'H-109-bare-401': item(
    'note',
    'all',
    practices,
    'every 401 has the same bytes, without a reason'
  ),
  'H-110-key-rotation': item(
    'note',
    'all',
    practices,
    'a new kid is fetched; unknown ones are not fetched again and again'
  ),
  'H-111-public-sandbox': item(
    'note',
    'all',
    'Practice: CDS Hooks Sandbox',
    'the public sandbox, whose private key is public, is refused outside development'
  ),
  'H-112-mutual-tls': item(
    'MAY',
    'all',
    trust,
    'mutual TLS may be asked for',
    'TLS ends at the proxy before Curbside; client certificates are asked for there.'
  ),
  'H-113-cors': item(
    'note',
    'all',
    'CDS Hooks, CORS',
    'browsers are answered only from registered origins, without a token for the preflight'
  ),
  'H-114-agreement': item(
    'SHOULD',
    'all',
    practices,
    'data, hooks and tokens are agreed with the EHR',
    'Paper: between the site and the vendor.'
  ),
  'H-115-token-stays': item(
    'note',
    'all',
    'Da Vinci CRD, sec-5, sec-6 and sec-9',
    'the token goes to the FHIR server and to nobody else'
  ),
  'H-116-age-of-data': item('note', 'all', practices, 'a value on a card has its date'),
  'H-117-outcome-on-errors': item(
    'SHOULD',
    'only3',
    errors,
    'every answer that is no 2xx is an OperationOutcome without patient or stack'
  ),
  'H-118-one-answer': item(
    'note',
    'all',
    'CDS Hooks, CDS Service Response; Practice: Epic',
    'a call is answered once; what comes later is for the next call'
  ),
  'H-119-outage': item(
    'note',
    'all',
    errors,
    'a model that fails is said on a card; a store that fails is a 503'
  ),
  'H-120-extension': item(
    'SHALL',
    'all',
    extensions,
    'an extension is an object of named elements'
  ),
  'H-121-epic-extensions': item(
    'note',
    'all',
    'Practice: Epic',
    'the extensions that Epic sends are taken and change nothing'
  ),
  'H-122-crd-extensions': item(
    'note',
    'all',
    'Da Vinci CRD, Extensions',
    'unknown configuration is ignored; a card names the resources it speaks of'
  )
} as const
