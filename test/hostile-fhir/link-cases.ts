import type { Place } from './behaviours.ts'
import type { HostileCase } from './hostile-case.ts'
import { everyKind, oneRequestEach, searches } from './hostile-case.ts'

/* Addresses that a server names: further pages and redirects. None but its own base may be asked. */

const page = '/fhir/Condition?page=2'
const notFollowed = ['partial more-pages']

const link = (name: string, to: (place: Place) => string): HostileCase => ({
  name: `next: ${name}`,
  sick: searches,
  behaviour: { does: 'link', to },
  audited: notFollowed,
  requestsMax: oneRequestEach
})

const redirect = (name: string, status: number, to: (place: Place) => string): HostileCase => ({
  name: `${status} ${name}`,
  sick: searches,
  behaviour: { does: 'redirect', status, to },
  audited: ['unknown failed'],
  requestsMax: oneRequestEach
})

const toStranger = ({ stranger }: Place) => stranger + page
const toItself = ({ base }: Place) => `${base}/Condition?page=2`

export const linkCases: readonly HostileCase[] = [
  link('a strange origin', toStranger),
  { ...link('a port that begins like its own', toStranger), lookAlike: true },
  link('another registered server', ({ neighbour }) => neighbour + page),
  link('the own address as userinfo of a stranger', ({ origin, stranger }) => {
    const { host } = new URL(stranger)
    return `${origin}@${host}${page}`
  }),
  link(
    'the own host under another name',
    ({ base }) => `${base.replace('127.0.0.1', 'localhost')}/Condition?page=2`
  ),
  link('the own origin, outside the base', ({ origin }) => `${origin}/admin?page=2`),
  link('a path that begins like the base', ({ base }) => `${base}-other/Condition?page=2`),
  link('a step out of the base', ({ base }) => `${base}/Condition/../../admin?page=2`),
  link('an encoded step', ({ base }) => `${base}/%2e%2e/admin?page=2`),
  link('a metadata service', () => 'http://169.254.169.254/latest/meta-data'),
  link('a file', () => 'file:///etc/passwd'),
  {
    ...link('itself', ({ asked }) => asked),
    requestsMax: 1 + 2 * searches.length
  },
  {
    name: 'next: always a new page',
    sick: searches,
    behaviour: { does: 'link-on', afterMs: 0 },
    audited: ['partial capped', 'partial late'],
    requestsMax: 1 + 10 * searches.length
  },
  {
    name: 'next: always a new page, 300 ms each',
    sick: searches,
    behaviour: { does: 'link-on', afterMs: 300 },
    audited: ['partial late'],
    requestsMax: 1 + 6 * searches.length
  },
  ...[301, 302, 307, 308].map((status) => redirect('to a stranger', status, toStranger)),
  redirect('to another registered server', 307, ({ neighbour }) => neighbour + page),
  redirect('within the base', 302, toItself),
  redirect('within the base', 308, toItself),
  { ...redirect('to a stranger, Patient too', 302, toStranger), sick: everyKind }
]
