import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { startEhr } from '../../src/demo/ehr/start-ehr.ts'
import type { RunningEhr } from '../../src/demo/ehr/start-ehr.ts'
import type { EhrPatient } from '../../src/demo/ehr/ehr-patient.ts'
import { buildPatient } from '../demo/ehr/ehr-builder.ts'
import { startFakeCdsService } from '../demo/ehr/fake-cds-service.ts'
import type { Arrived, FakeAnswer, FakeCdsService } from '../demo/ehr/fake-cds-service.ts'

/** A system Chromium; where there is none, the tests that need it are skipped. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
export const hasChromium = existsSync(chromiumPath)

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
}

export interface OpenPage {
  readonly page: Page
  readonly ehr: RunningEhr
  readonly service: FakeCdsService
  /** What the browser complained about: script errors, refused content. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** The demo EHR with a scripted CDS service behind it, open in a browser. */
export async function openPage(
  browser: Browser,
  given: {
    readonly answer: (arrived: Arrived) => FakeAnswer | Promise<FakeAnswer>
    readonly patients?: readonly EhrPatient[]
    readonly hash?: string
    readonly width?: number
    readonly height?: number
  }
): Promise<OpenPage> {
  const service = await startFakeCdsService(given.answer)
  const patients = given.patients ?? [buildPatient('ada'), buildPatient('ben')]
  const ehr = await startEhr({ patients, formulary: [], curbsideUrl: service.url, port: 0 })
  const viewport = { width: given.width ?? 1440, height: given.height ?? 900 }
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${ehr.url}/${given.hash ?? '#/patient/ada'}`)
  return {
    page,
    ehr,
    service,
    complaints,
    close: async () => {
      await context.close()
      await ehr.close()
      await service.close()
    }
  }
}
