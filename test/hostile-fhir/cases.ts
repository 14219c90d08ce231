import type { HostileCase } from './hostile-case.ts'
import { everyKind, oneRequestEach, searches } from './hostile-case.ts'
import { linkCases } from './link-cases.ts'
import { contentCases } from './content-cases.ts'

/* Faults of the transport; addresses stand in link-cases.ts, what is in the answers in content-cases.ts. */

const requestsMax = oneRequestEach
const asFhir = 'application/fhir+json'

const statusCases = ([500, 503, 502, 404, 410] as const).map((status): HostileCase => ({
  name: `${status}`,
  sick: searches,
  behaviour: { does: 'status', status },
  audited: status === 404 ? ['unknown failed', 'unknown not-offered'] : ['unknown failed'],
  requestsMax
}))

const transportCases: readonly HostileCase[] = [
  {
    name: 'sound, for comparison',
    sick: [],
    behaviour: { does: 'answer-well' },
    audited: ['present'],
    requestsMax
  },
  {
    name: 'dead port',
    sick: everyKind,
    behaviour: { does: 'refuse-connections' },
    audited: ['unknown failed'],
    requestsMax: 0
  },
  {
    name: 'connects and is silent',
    sick: everyKind,
    behaviour: { does: 'say-nothing' },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'silent but for the Patient',
    sick: searches,
    behaviour: { does: 'say-nothing' },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'only laboratory silent',
    sick: ['laboratory'],
    behaviour: { does: 'say-nothing' },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'headers after 10 s',
    sick: searches,
    behaviour: { does: 'wait', ms: 10_000 },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'a byte each 100 ms',
    sick: searches,
    behaviour: { does: 'drip', everyMs: 100 },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'only medications a byte each 100 ms',
    sick: ['medications'],
    behaviour: { does: 'drip', everyMs: 100 },
    audited: ['unknown late'],
    requestsMax
  },
  {
    name: 'socket reset in the body',
    sick: searches,
    behaviour: { does: 'reset-in-the-body' },
    audited: ['unknown failed'],
    requestsMax
  },
  ...statusCases,
  {
    name: '500, Patient too',
    sick: everyKind,
    behaviour: { does: 'status', status: 500 },
    audited: ['unknown failed'],
    requestsMax
  },
  {
    name: '429, Retry-After 1 s',
    sick: searches,
    behaviour: { does: 'status', status: 429, headers: { 'retry-after': '1' } },
    audited: ['unknown failed'],
    requestsMax
  },
  {
    name: '401 everywhere',
    sick: everyKind,
    behaviour: { does: 'status', status: 401 },
    audited: ['unknown forbidden'],
    requestsMax
  },
  {
    name: '401 for laboratory alone',
    sick: ['laboratory'],
    behaviour: { does: 'status', status: 401 },
    audited: ['unknown forbidden'],
    requestsMax
  },
  {
    name: '403 for medications alone',
    sick: ['medications'],
    behaviour: { does: 'status', status: 403 },
    audited: ['unknown forbidden'],
    requestsMax
  },
  {
    name: 'token expires between two pages: 401',
    sick: searches,
    behaviour: { does: 'break-off', with: { does: 'status', status: 401 } },
    audited: ['partial forbidden'],
    requestsMax: 1 + 2 * searches.length
  },
  {
    name: '503 instead of the second page',
    sick: searches,
    behaviour: { does: 'break-off', with: { does: 'status', status: 503 } },
    audited: ['partial failed'],
    requestsMax: 1 + 2 * searches.length
  },
  {
    name: 'silent instead of the second page',
    sick: searches,
    behaviour: { does: 'break-off', with: { does: 'say-nothing' } },
    audited: ['partial late'],
    requestsMax: 1 + 2 * searches.length
  },
  {
    name: 'HTML with 200',
    sick: searches,
    behaviour: { does: 'text', text: '<html>Please sign in</html>', type: 'text/html' },
    audited: ['unknown malformed'],
    requestsMax
  },
  {
    name: 'HTML that says it is FHIR',
    sick: searches,
    behaviour: { does: 'text', text: '<html>Please sign in</html>', type: asFhir },
    audited: ['unknown malformed'],
    requestsMax
  }
]

/** They cost the service memory or time on purpose, and are measured alone. */
const heavyCases: readonly HostileCase[] = [
  {
    name: 'gzip bomb of 200 MB, unasked',
    sick: searches,
    behaviour: { does: 'gzip', bytes: 200_000_000 },
    audited: ['unknown failed'],
    requestsMax
  },
  {
    name: '300 MB in chunks',
    sick: searches,
    behaviour: { does: 'pour', bytes: 300_000_000, announced: false },
    audited: ['unknown failed'],
    requestsMax
  },
  {
    name: '300 MB, announced',
    sick: searches,
    behaviour: { does: 'pour', bytes: 300_000_000, announced: true },
    audited: ['unknown failed'],
    requestsMax
  }
]

export const lightCases = [...transportCases, ...linkCases, ...contentCases.light]
export const measuredAlone = [...heavyCases, ...contentCases.heavy]
export const hostileCases = [...lightCases, ...measuredAlone]
