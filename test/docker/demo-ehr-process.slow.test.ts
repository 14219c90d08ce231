import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { endsWithParent } from '../support/server-process.ts'

/* The demo EHR as compose.yaml starts it: on every address of its container, with published ports. */

async function startEhrProcess(...args: string[]) {
  const child = spawn(process.execPath, [...endsWithParent, 'src/demo/ehr/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  const lines: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  const first = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    ended.then(() => '')
  ])
  return {
    first,
    url: /http:\S+(?=,)/.exec(first)?.[0] ?? '',
    said: () => lines.join(''),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    }
  }
}

const statusOf = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).once('error', reject)
  })

// Linux alone answers on all of 127.0.0.0/8.
const onLinux = test.skipIf(process.platform !== 'linux')

onLinux(
  'listens where it is told, stays http://127.0.0.1 and answers to no other name',
  async () => {
    await using ehr = await startEhrProcess('--host=0.0.0.0', '--port=0', '--as-of=2026-03-01')
    expect(ehr.first).toMatch(/^Demo EHR: http:\/\/127\.0\.0\.1:\d+, 13 invented patients$/)
    const port = new URL(ehr.url).port
    expect(await statusOf(ehr.url, `127.0.0.1:${port}`)).toBe(200)
    // Another address of this machine: reached, because it listens there.
    expect(await statusOf(`http://127.0.0.2:${port}`, `127.0.0.1:${port}`)).toBe(200)
    expect(await statusOf(ehr.url, `ehr.example.org:${port}`)).toBe(403)
    const start = (await (await fetch(`${ehr.url}/api/start`)).json()) as Record<string, unknown>
    expect(start).toMatchObject({
      asOf: '2026-03-01T12:00:00.000Z',
      curbsideUrl: 'http://127.0.0.1:8080'
    })
  }
)

onLinux('listens on loopback alone unless told otherwise', async () => {
  await using ehr = await startEhrProcess('--port=0')
  const port = new URL(ehr.url).port
  await expect(statusOf(`http://127.0.0.2:${port}`, `127.0.0.1:${port}`)).rejects.toThrow(
    'ECONNREFUSED'
  )
})

test.for<[string, RegExp]>([
  ['--port=99999', /99999 is not a port/],
  ['--as-of=yesterday', /--as-of is a date/],
  ['--curbside=cds.example.org', /--curbside is an address/]
])('refuses %s with a sentence', async ([wrong, sentence]) => {
  await using ehr = await startEhrProcess('--port=0', wrong)
  expect(await ehr.ended).toEqual([1, null])
  expect(ehr.said()).toMatch(sentence)
})
