import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { DemoPatient } from '../../src/demo/patients/demo-patient.ts'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { startDemo } from '../support/demo.ts'
import type { RunningDemoForTest } from '../support/demo.ts'
import { answered, cardsOn, openDemo, pickOrder } from './open-demo.ts'
import { hasChromium, launchChromium } from './open-page.ts'

/*
 * The demo as its reader meets it: three processes over real sockets and a real browser. For every
 * invented patient the card that its story promises is drawn, or the page says honestly that there is none.
 */

type Promised = readonly [order: number | 'opening', indicator: string, summary: RegExp]
const silence = 'silence'
const stories: Readonly<Record<string, readonly Promised[]>> = {
  'marisol-quintanilla': [[0, 'Critical', /eGFR 24 .*metformin is contraindicated below 30/]],
  'desmond-okonkwo': [[0, 'Critical', /Ibuprofen.*warfarin.*bleeding/i]],
  'piotr-wasilewski': [['opening', 'Warning', /10\.4.*ferritin 9 .*iron deficiency/i]],
  'eileen-macfarlane': [['opening', 'AI Info', /Calcium 11\.2 mg\/dL/]],
  'farideh-moshiri': [['opening', 'AI Warning', /Sodium .*130 mmol\/L/]],
  'ronaldo-freire': [['opening', 'Warning', /eGFR 78 .*to 47 /]],
  'harjit-dhaliwal': [['opening', 'Warning', /HbA1c 9\.8 %/]],
  'yuki-hasegawa': [
    ['opening', silence, /./],
    [1, silence, /./],
    [0, 'Critical', /Amoxicillin.*Penicillin.*Anaphylaxis/]
  ],
  'tobias-lindqvist': [[0, 'Warning', /reconcile allergy/]],
  'amara-nwachukwu': [[0, 'Critical', /lisinopril may injure the fetus/]],
  'lena-tsosie': [
    ['opening', silence, /./],
    [0, silence, /./]
  ],
  'margarethe-vaitkus': [
    ['opening', silence, /./],
    [0, silence, /./]
  ]
}
const slow = 'kealoha-nakamura'

const now = new Date()
const aYearAhead = new Date(
  Date.UTC(now.getUTCFullYear() + 1, now.getUTCMonth(), now.getUTCDate(), 12)
).toISOString()

let browser: Browser
let demo: RunningDemoForTest

describe.skipIf(!hasChromium)('the whole demo in a browser', () => {
  const patients = new Map(demoPatients(now.toISOString()).map((each) => [each.id, each]))
  beforeAll(async () => {
    ;[browser, demo] = await Promise.all([launchChromium(), startDemo()])
  })
  afterAll(async () => {
    await browser.close()
    await demo[Symbol.asyncDispose]()
  })
  const open = (patientId?: string, width = 1440) =>
    openDemo(browser, {
      ehrUrl: demo.ehrUrl,
      width,
      ...(patientId === undefined ? {} : { patientId })
    })

  it('has a story here for every patient of the list', async () => {
    await using shown = await open()
    const ids = await shown.page
      .locator('#patient-list li')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-id') ?? ''))
    expect(new Set(ids)).toEqual(new Set([...Object.keys(stories), slow]))
    expect(ids).toHaveLength(patients.size)
    expect(await shown.page.getByText('No chart is open').isVisible()).toBe(true)
  })

  it.for(Object.entries(stories))('%s: draws what the story promises', async ([id, promised]) => {
    await using shown = await open(id)
    for (const each of promised) {
      const [order] = each
      if (order !== 'opening') {
        await pickOrder(shown.page, patients.get(id)?.orders[order]?.label ?? 'no such order')
      }
      await expectOnPage(shown.page, each)
    }
    expect(shown.complaints).toEqual([])
  })

  it('shows a finding that is later than the answer when the chart is opened again', async () => {
    await using shown = await open(slow)
    const { page } = shown
    // Rules answer in time; the model's review does not.
    expect((await cardsOn(page)).filter(({ isFromAi }) => isFromAi)).toEqual([])
    expect(await page.locator('.failure').count()).toBe(0)
    await page.getByRole('option', { name: /Vaitkus/ }).click()
    await page.getByRole('heading', { name: /Vaitkus/ }).waitFor()
    await answered(page)
    // The stand-in takes seven seconds for this script; the answer may take four.
    await page.waitForTimeout(7000)
    await page.getByRole('option', { name: /Nakamura/ }).click()
    await page.getByRole('heading', { name: /Nakamura/ }).waitFor()
    await answered(page)
    await expectOnPage(page, [
      'opening',
      'AI Warning',
      /Systolic blood pressure 156 .*not controlled/
    ])
  })

  it('takes an accepted suggestion over into the drafts and tells Curbside', async () => {
    await using shown = await open('marisol-quintanilla')
    const { page } = shown
    await pickOrder(page, 'metformin 500 mg, renewal')
    const critical = page.locator('.card-critical')
    await critical.getByRole('button', { name: /eGFR/ }).click()
    await page.locator('.draft').nth(1).waitFor()
    expect(await page.locator('.draft.changed').innerText()).toContain('changed by a suggestion')
    expect(await page.getByRole('button', { name: 'Sign 2 orders' }).isVisible()).toBe(true)
    const told = await lastCall(page, 'order-select feedback')
    expect(told).toMatch(/200 after/)
    expect(told).toMatch(/"outcome": "accepted"[\s\S]*"acceptedSuggestions"/)
  })

  it('takes an order away with the suggestion that says so, and its card with it', async () => {
    await using shown = await open('desmond-okonkwo')
    const { page } = shown
    await pickOrder(page, 'ibuprofen')
    await page.getByRole('button', { name: /Remove the order for ibuprofen/i }).click()
    await page.getByText('Removed by the suggestion: ibuprofen').waitFor()
    expect(await page.locator('.draft').count()).toBe(0)
    await expect.poll(() => page.locator('.card-critical').count()).toBe(0)
  })

  it('holds an overridden card back at the next call, with the reason told to Curbside', async () => {
    await using shown = await open('harjit-dhaliwal')
    const { page } = shown
    const card = page.locator('.card', { hasText: 'HbA1c 9.8 %' })
    await card.getByRole('button', { name: 'Override…' }).click()
    const reason = card.getByRole('radio').first()
    const words = await card.locator('.reason').first().innerText()
    await reason.check()
    await card.getByRole('button', { name: 'Override', exact: true }).click()
    await card.getByText('Curbside was told.').waitFor()
    expect(await card.locator('.card-outcome').innerText()).toBe(`Overridden: ${words.trim()}`)
    const told = await lastCall(page, 'patient-view feedback')
    expect(told).toMatch(/200 after/)
    expect(told).toMatch(/"outcome": "overridden"[\s\S]*"overrideReason"/)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Ask again' }).click()
    await answered(page)
    expect((await cardsOn(page)).filter(({ summary }) => /HbA1c 9\.8/.test(summary))).toEqual([])
  })

  it('shows request and answer of a call, and of its secrets only the beginning', async () => {
    await using shown = await open('piotr-wasilewski')
    const text = await lastCall(shown.page, 'patient-view')
    expect(text).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/cds-services\/patient-view/)
    expect(text).toMatch(/"hook": "patient-view"[\s\S]*"cards": \[/)
    expect(text).toMatch(/"authorization": "Bearer [\w-]{12}… \(\d{3,} characters\)"/)
    expect(text).toMatch(/"access_token": "[\w-]{12}… \(43 characters\)"/)
    // A JWT, or 256 random bits as base64url.
    expect(text).not.toMatch(/eyJ[\w-]{10,}\.|[\w-]{43}/)
  })

  it('is worked from the keyboard alone, from the list of patients to the override', async () => {
    await using shown = await open()
    const { page } = shown
    await tabTo(page, '#patient-list li')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Okonkwo/ }).waitFor()
    await answered(page)
    await pickOrder(page, 'ibuprofen')
    await page.locator('.card-critical').waitFor()
    await tabTo(page, '.card-critical button[id$="-override"]')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('Curbside was told.').waitFor()
    expect(await page.locator('.card-outcome').innerText()).toMatch(/^Overridden: \w/)
  })

  it('fits a panel of 360 pixels, and says at the order what stands in the cards below', async () => {
    await using shown = await open('marisol-quintanilla', 360)
    const { page } = shown
    await pickOrder(page, 'metformin 500 mg, renewal')
    const widest = () => page.evaluate('document.documentElement.scrollWidth')
    expect(await widest()).toBeLessThanOrEqual(360)
    const raw = await page.getByRole('button', { name: 'Raw call' }).boundingBox()
    const switched = await page.getByLabel('Prefetch').boundingBox()
    // On one line with its neighbour.
    expect(Math.abs((raw?.y ?? 0) - (switched?.y ?? 99))).toBeLessThan(8)
    await page.getByRole('button', { name: /Decision support: 1 critical/ }).click()
    const heading = await page.getByRole('heading', { name: 'Decision support' }).boundingBox()
    const banner = await page.locator('#banner').boundingBox()
    expect(heading?.y).toBeGreaterThanOrEqual((banner?.y ?? 0) + (banner?.height ?? 999))
    expect(heading?.y).toBeLessThan(200)
    await page.getByRole('button', { name: 'Raw call' }).click()
    expect(await widest()).toBeLessThanOrEqual(360)
  })
})

describe.skipIf(!hasChromium)('the whole demo with its clinical day a year ahead', () => {
  let later: RunningDemoForTest
  let window: Browser
  beforeAll(async () => {
    ;[window, later] = await Promise.all([launchChromium(), startDemo('--as-of', aYearAhead)])
  })
  afterAll(async () => {
    await window.close()
    await later[Symbol.asyncDispose]()
  })

  it.for(['desmond-okonkwo', 'eileen-macfarlane', 'margarethe-vaitkus'])(
    '%s: draws what the story promises',
    async (id) => {
      const patient = demoPatients(aYearAhead).find((each) => each.id === id)
      const orders = patient?.orders ?? []
      await using shown = await openDemo(window, { ehrUrl: later.ehrUrl, patientId: id })
      expect(await shown.page.locator('#today').innerText()).toContain(aYearAhead.slice(0, 4))
      expect(await shown.page.locator('#chart').innerText()).toContain(newestResult(patient))
      for (const each of stories[id] ?? []) {
        const [order] = each
        if (order !== 'opening') await pickOrder(shown.page, orders[order]?.label ?? 'no order')
        await expectOnPage(shown.page, each)
      }
    }
  )
})

async function expectOnPage(page: Page, [, indicator, summary]: Promised): Promise<void> {
  const cards = await cardsOn(page)
  if (indicator === silence) {
    expect(cards).toEqual([])
    expect(await page.locator('.failure').count()).toBe(0)
    expect(await page.locator('.no-cards').innerText()).toContain('This is not reassurance')
    return
  }
  const found = cards.find((each) => summary.test(each.summary))
  const isFromAi = indicator.startsWith('AI ')
  expect(found?.indicator, JSON.stringify(cards)).toBe(indicator.replace('AI ', ''))
  expect(found?.isFromAi).toBe(isFromAi)
  expect(found?.detail).toMatch(
    isFromAi
      ? /^AI-assisted, verified against \d+ entries[\s\S]*Scripted stand-in, not a medical model/
      : /^Rule [RL]-\d\d, version \d/
  )
  expect(found?.detail).toMatch(/Why[\s\S]*Do[\s\S]*Source/)
}

/** The day of the newest result as the chart prints it: `4 Mar 2027`. */
function newestResult(patient: DemoPatient | undefined): string {
  const days = (patient?.bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Observation' && 'effectiveDateTime' in resource
      ? [String(resource.effectiveDateTime).slice(0, 10)]
      : []
  )
  const newest = days.reduce((latest, day) => (day > latest ? day : latest), '0000-01-01')
  const [year = 0, month = 0, day = 0] = newest.split('-').map(Number)
  return `${day} ${'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(month * 3 - 3, month * 3)} ${year}`
}

/** What the drawer shows of the newest call of this name. */
async function lastCall(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Raw call' }).click()
  const choice = page.locator('#raw-choice')
  const labels = await choice.locator('option').allInnerTexts()
  const index = labels.findIndex((label) => label.startsWith(`${name}: `))
  expect(index, labels.join(', ')).toBeGreaterThanOrEqual(0)
  await choice.selectOption(String(index))
  return page.locator('#raw-body').innerText()
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key does not lead to ${selector}.`)
}
