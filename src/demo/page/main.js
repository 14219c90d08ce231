// @ts-check
import { ActivityStrip } from './activity-strip.js'
import { CardsPane, toTheCards } from './cards-pane.js'
import { drawBanner, drawChart, drawStory } from './chart-view.js'
import { byId, h } from './dom.js'
import { applySuggestion, draftName, newDraft, referenceOf } from './draft-orders.js'
import { listen, postOrders, readChart, readStart } from './ehr-api.js'
import { HookCalls } from './hook-calls.js'
import { OrdersPane } from './orders-pane.js'
import { PatientList } from './patient-list.js'
import { RawCalls } from './raw-call.js'
import { counted, shortDate } from './words.js'
/** @import { ChartShown, DraftResource, Suggestion } from './wire.d.ts' */

const start = await readStart()
const again = byId('ask-again', HTMLButtonElement)
const prefetch = byId('prefetch', HTMLSelectElement)
const raw = new RawCalls()
const strip = new ActivityStrip()

/** @type {ChartShown | undefined} */
let chart
/** @type {readonly DraftResource[]} */
let drafts = []
let draftsMade = 0

const calls = new HookCalls({
  onChange: () => {
    cards.draw(calls.answers)
    strip.mention(calls.dropped)
  },
  onExchange: (name, exchange) => raw.add(name, exchange)
})

const cards = new CardsPane({
  applySuggestion: takeSuggestion,
  onExchange: (name, exchange) => raw.add(name, exchange)
})

const orders = new OrdersPane({
  onPick: ({ resource }) => {
    if (chart === undefined) return
    const given = { id: newId(), patientId: chart.head.id, asOf: start.asOf, user: start.user }
    const draft = newDraft(resource, given)
    setDrafts([...drafts, draft], [referenceOf(draft)])
  },
  onEdit: (edited) => {
    const reference = referenceOf(edited)
    setDrafts(
      drafts.map((each) => (referenceOf(each) === reference ? edited : each)),
      [reference]
    )
  },
  onRemove: (reference) => {
    const left = drafts.filter((each) => referenceOf(each) !== reference)
    setDrafts(left, left.map(referenceOf))
    orders.focusPicker()
  },
  onSign: () => void sign()
})

const list = new PatientList(start.patients, start.asOf, (id) => {
  location.hash = `#/patient/${encodeURIComponent(id)}`
})

byId('today', HTMLTimeElement).append(shortDate(start.asOf))
prefetch.append(
  ...start.prefetchModes.map((mode) => h('option', { selected: mode === 'patient only' }, mode))
)
again.addEventListener('click', askAll)
byId('skip', HTMLAnchorElement).addEventListener('click', (event) => {
  // The address names the open patient; a jump on the page is no other patient.
  event.preventDefault()
  toTheCards()
})
cards.draw([])
globalThis.addEventListener('hashchange', () => void openFromAddress())
document.addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  orders.focusPicker()
})
await new Promise((ready) => {
  // Without its event stream the page works; it only cannot tell what happens meanwhile.
  setTimeout(ready, 2000)
  listen({
    onSession: (session) => {
      calls.useSession(session)
      ready(undefined)
    },
    onEvent: (event) => strip.add(event)
  })
})
await openFromAddress()

async function openFromAddress() {
  const encoded = /^#\/patient\/([^/]+)$/.exec(location.hash)?.[1]
  const id = encoded === undefined ? undefined : decodeURIComponent(encoded)
  if (id === undefined || id === chart?.head.id) return
  closeChart()
  const read = await readChart(id).catch(() => undefined)
  // Another patient was chosen meanwhile.
  if (!location.hash.endsWith(encodeURIComponent(id))) return
  if (read === undefined) {
    byId('chart', HTMLElement).replaceChildren(
      h('p', { class: 'empty' }, 'This EHR has no such patient.')
    )
    return
  }
  showChart(read)
  drawStory(read.head)
  orders.offer(read.orders)
  orders.draw(drafts)
  again.hidden = false
  list.mark(id)
  document.title = `${read.head.name} – Demo EHR`
  askAll()
}

/** Nothing of the last patient may stay on the screen while the next one is read. */
function closeChart() {
  chart = undefined
  drafts = []
  orders.confirm('')
  calls.clear()
  orders.close()
  byId('banner', HTMLElement).replaceChildren()
  byId('chart', HTMLElement).replaceChildren()
  byId('story', HTMLElement).hidden = true
  again.hidden = true
}

/** @param {ChartShown} read */
function showChart(read) {
  chart = read
  drawBanner(read, start.asOf)
  drawChart(read)
}

function askAll() {
  if (chart === undefined) return
  void calls.ask('patient-view', { patientId: chart.head.id, prefetch: prefetch.value })
  if (drafts.length > 0) askAboutOrders(drafts.map(referenceOf))
}

/** @param {readonly string[]} selections */
function askAboutOrders(selections) {
  if (chart === undefined) return
  const { id } = chart.head
  void calls.ask('order-select', {
    patientId: id,
    prefetch: prefetch.value,
    draftOrders: drafts,
    selections
  })
}

/**
 * @param {readonly DraftResource[]} after
 * @param {readonly string[]} selections what the user has just picked or changed
 * @param {readonly string[]} [pointedOut]
 */
function setDrafts(after, selections, pointedOut = []) {
  drafts = after
  orders.confirm('')
  orders.draw(drafts, pointedOut)
  if (drafts.length === 0) calls.forgetOrders()
  else askAboutOrders(selections)
}

/**
 * @param {Suggestion} suggestion
 * @returns {string} what could not be done, or nothing
 */
function takeSuggestion(suggestion) {
  const { drafts: after, changed } = applySuggestion(drafts, suggestion, newId)
  const isSame = changed.length === 0 && after.length === drafts.length
  if (isSame && (suggestion.actions ?? []).length > 0)
    return 'That order is no longer here; nothing was changed.'
  if (isSame) return ''
  const removed = drafts.filter(
    (each) => !after.some((other) => referenceOf(other) === referenceOf(each))
  )
  setDrafts(after, changed, changed)
  if (removed.length > 0)
    orders.confirm(`Removed by the suggestion: ${removed.map(draftName).join(', ')}`)
  return ''
}

async function sign() {
  if (chart === undefined) return
  const { id } = chart.head
  const read = await postOrders(id, drafts)
    .then(() => readChart(id))
    .catch(() => undefined)
  if (chart?.head.id !== id) return
  if (read === undefined) return orders.tell('The orders could not be signed.')
  const { length } = drafts
  setDrafts([], [])
  orders.confirm(`${counted(length, 'order')} signed into the record`)
  showChart(read)
  askAll()
}

function newId() {
  draftsMade += 1
  return `draft-${draftsMade}`
}
