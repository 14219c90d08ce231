import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Behaviour, Place } from './behaviours.ts'
import type { HostileCase } from './hostile-case.ts'
import { kindOf, matchesOf, searchOf, searchset, soundAnswer } from './world.ts'

const fhirJson = { 'content-type': 'application/fhir+json' }

/** Answers one request as the behaviour says. */
export function misbehave(outgoing: ServerResponse, behaviour: Behaviour, place: Place): void {
  const url = new URL(place.asked)
  switch (behaviour.does) {
    case 'answer-well':
      return sendJson(outgoing, soundAnswer(url))
    case 'refuse-connections':
    case 'say-nothing':
      return
    case 'wait':
      setTimeout(() => sendJson(outgoing, soundAnswer(url)), behaviour.ms).unref()
      return
    case 'drip':
      return drip(outgoing, JSON.stringify(soundAnswer(url)), behaviour.everyMs)
    case 'reset-in-the-body':
      outgoing.writeHead(200, fhirJson)
      outgoing.write('{"resourceType":"Bundle","entry":[')
      setTimeout(() => outgoing.socket?.resetAndDestroy(), 20)
      return
    case 'status':
      outgoing.writeHead(behaviour.status, { ...fhirJson, ...behaviour.headers })
      outgoing.end(JSON.stringify(refusal))
      return
    case 'text':
      outgoing.writeHead(200, behaviour.type ? { 'content-type': behaviour.type } : fhirJson)
      outgoing.end(behaviour.text)
      return
    case 'redirect':
      outgoing.writeHead(behaviour.status, { location: behaviour.to(place) }).end()
      return
    case 'gzip':
      outgoing.writeHead(200, { ...fhirJson, 'content-encoding': 'gzip' })
      outgoing.end(bombOf(behaviour.bytes))
      return
    case 'pour':
      return pour(outgoing, behaviour.bytes, behaviour.announced)
    case 'link':
    case 'link-on':
    case 'break-off':
    case 'entries':
      return answerSearch(outgoing, behaviour, place)
  }
}

function answerSearch(
  outgoing: ServerResponse,
  behaviour: Extract<Behaviour, { does: 'link' | 'link-on' | 'break-off' | 'entries' }>,
  place: Place
): void {
  const url = new URL(place.asked)
  const sound = matchesOf(url).map((resource) => ({ resource }))
  const page = Number(url.searchParams.get('page') ?? 1)
  url.searchParams.set('page', String(page + 1))
  switch (behaviour.does) {
    case 'link':
      return sendJson(outgoing, searchset(sound, behaviour.to(place)))
    case 'link-on':
      setTimeout(() => sendJson(outgoing, searchset(sound, url.href)), behaviour.afterMs)
      return
    case 'break-off':
      if (page > 1) return misbehave(outgoing, behaviour.with, place)
      return sendJson(outgoing, searchset(sound, url.href))
    case 'entries':
      return sendText(outgoing, entriesText(behaviour.of, place))
  }
}

// As some servers do: the identifiers of the request in the text of the error.
const refusal = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'Patient/p1, Zebulon Quandry' }]
}

const sendJson = (outgoing: ServerResponse, body: object): void =>
  sendText(outgoing, JSON.stringify(body))

function sendText(outgoing: ServerResponse, body: string | Buffer): void {
  outgoing.writeHead(200, fhirJson)
  outgoing.end(body)
}

const texts = new Map<string, Buffer>()

function entriesText(of: Extract<Behaviour, { does: 'entries' }>['of'], place: Place): Buffer {
  const url = new URL(place.asked)
  const key = `${place.base} ${kindOf(url)}`
  const text = texts.get(key) ?? Buffer.from(JSON.stringify(searchset(of(matchesOf(url), place))))
  texts.set(key, text)
  return text
}

/** Makes large answers ahead: while one is made, this process hears nobody. */
export function prepare({ sick, behaviour }: HostileCase, place: Omit<Place, 'asked'>): void {
  if (behaviour.does === 'gzip') bombOf(behaviour.bytes)
  if (behaviour.does !== 'entries') return
  for (const kind of sick) {
    entriesText(behaviour.of, { ...place, asked: `${place.base}/${searchOf(kind)}` })
  }
}

function drip(outgoing: ServerResponse, text: string, everyMs: number): void {
  outgoing.writeHead(200, fhirJson)
  let at = 0
  const timer = setInterval(() => {
    if (outgoing.destroyed || at >= text.length) return clearInterval(timer)
    outgoing.write(text[(at += 1) - 1])
  }, everyMs)
}

const bombs = new Map<number, Buffer>()

function bombOf(bytes: number): Buffer {
  const known = bombs.get(bytes)
  if (known !== undefined) return known
  const bomb = gzipSync(Buffer.alloc(bytes, ' '))
  bombs.set(bytes, bomb)
  return bomb
}

/** No faster than it is taken, so that a client that stops reading stops it. */
function pour(outgoing: ServerResponse, bytes: number, announced: boolean): void {
  outgoing.writeHead(200, announced ? { ...fhirJson, 'content-length': bytes } : fhirJson)
  const chunk = Buffer.alloc(64 * 1024, ' ')
  let left = bytes
  const more = () => {
    while (left > 0 && !outgoing.destroyed) {
      left -= chunk.length
      if (!outgoing.write(chunk)) {
        outgoing.once('drain', more)
        return
      }
    }
    outgoing.end()
  }
  more()
}
