// @ts-check
/** @import { CallEvent, ChartShown, Exchange, Start } from './wire.d.ts' */

/** @returns {Promise<Start>} */
export async function readStart() {
  return asked('/api/start')
}

/**
 * @param {string} id
 * @returns {Promise<ChartShown>}
 */
export async function readChart(id) {
  return asked(`/api/patients/${encodeURIComponent(id)}`)
}

/**
 * @param {Readonly<Record<string, unknown>>} call
 * @returns {Promise<Exchange>}
 */
export async function postHook(call) {
  return posted('/api/hooks', call)
}

/**
 * @param {string} serviceId
 * @param {Readonly<Record<string, unknown>>} entry
 * @returns {Promise<Exchange>}
 */
export async function postFeedback(serviceId, entry) {
  return posted('/api/feedback', { serviceId, entry })
}

/**
 * @param {string} patientId
 * @param {readonly unknown[]} drafts
 * @returns {Promise<{ readonly signed: number }>}
 */
export async function postOrders(patientId, drafts) {
  return posted('/api/orders', { patientId, drafts })
}

/**
 * What happens during this page's own calls. The session is told to `onSession` again after a reconnect.
 * @param {{ readonly onSession: (session: string) => void, readonly onEvent: (event: CallEvent) => void }} listeners
 */
export function listen({ onSession, onEvent }) {
  const source = new EventSource('/api/events')
  source.addEventListener('session', (event) => onSession(JSON.parse(event.data).session))
  source.addEventListener('message', (event) => onEvent(JSON.parse(event.data)))
}

/** @param {string} path */
async function asked(path) {
  const answer = await fetch(path)
  const body = await answer.json()
  if (!answer.ok) throw new Error(String(body.error ?? answer.status))
  return body
}

/**
 * @param {string} path
 * @param {object} body
 */
async function posted(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  const said = await answer.json()
  if (!answer.ok) throw new Error(String(said.error ?? answer.status))
  return said
}
