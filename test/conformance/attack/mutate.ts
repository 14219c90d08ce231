import { canary } from './valid-calls.ts'
import type { Mutation } from './mutations.ts'

type Place = {
  readonly holder: Record<string, unknown> | unknown[]
  readonly key: string | number
}

/** The bytes of a valid body after all its mutations: those of the tree first, then of the text. */
export function mutate(body: unknown, mutations: readonly Mutation[]): Buffer {
  const root = { body: structuredClone(body) }
  for (const mutation of mutations) if (mutation.does !== 'text') mutateTree(root, mutation)
  let bytes: Buffer = Buffer.from(JSON.stringify(root.body) ?? '')
  for (const mutation of mutations) {
    if (mutation.does === 'text') bytes = mutateText(bytes, mutation)
  }
  return bytes
}

function placesIn(holder: Record<string, unknown> | unknown[]): Place[] {
  const keys = Array.isArray(holder) ? holder.keys().toArray() : Object.keys(holder)
  // What a huge value added is not walked again.
  return keys.slice(0, 50).flatMap((key) => {
    const value = read({ holder, key })
    const below = typeof value === 'object' && value !== null ? placesIn(asHolder(value)) : []
    return [{ holder, key }, ...below]
  })
}

const asHolder = (value: object) => value as Record<string, unknown> | unknown[]

const read = ({ holder, key }: Place): unknown =>
  Array.isArray(holder) ? holder[Number(key)] : holder[key]

function write({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else holder[key] = value
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

function mutateTree(root: Record<string, unknown>, mutation: Mutation): void {
  const places = placesIn(root)
  const place = places[mutation.at % places.length]
  if (place === undefined) return
  const old = read(place)
  switch (mutation.does) {
    case 'replace':
      return write(place, structuredClone(mutation.value))
    case 'insert':
      if (Array.isArray(place.holder)) place.holder.push(structuredClone(mutation.value))
      else place.holder[`${canary}Added`] = structuredClone(mutation.value)
      return
    case 'delete':
      return remove(place)
    case 'wrap':
      return write(place, [old])
    case 'repeat': {
      const times = (JSON.stringify(old)?.length ?? 0) < 30_000 ? 40 : 1
      return write(
        place,
        Array.from({ length: times }, () => old)
      )
    }
    case 'rename':
      if (Array.isArray(place.holder)) return
      remove(place)
      return write({ ...place, key: `${String(place.key)}${canary}` }, old)
    case 'swap': {
      const other = places[(mutation.at * 7 + 3) % places.length]
      if (other === undefined) return
      // A copy: a tree that held itself could not be written.
      write(place, structuredClone(read(other)))
      return
    }
    case 'text':
      return
  }
}

function mutateText(bytes: Buffer, mutation: Extract<Mutation, { does: 'text' }>): Buffer {
  const place = bytes.length === 0 ? 0 : mutation.at % bytes.length
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  switch (mutation.kind) {
    case 'cut':
      return before
    case 'splice':
      return Buffer.concat([before, mutation.bytes, after])
    case 'bytes':
      return Buffer.from(mutation.bytes)
    case 'twice':
      return bytes.toString().startsWith('{')
        ? Buffer.from(`{"context":{"patientId":"${canary}"},"hook":1,${bytes.toString().slice(1)}`)
        : Buffer.concat([bytes, bytes])
    case 'deep': {
      const depth = 20 + (mutation.at % 3000)
      const bomb = `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`
      return Buffer.from(bytes.toString().replace('{', `{"${canary}deep":${bomb},`))
    }
    case 'prototype': {
      const key = mutation.at % 2 === 0 ? '__proto__' : 'constructor'
      return Buffer.from(bytes.toString().replace('{', `{"${key}":{"prototype":{"${canary}":1}},`))
    }
  }
}
