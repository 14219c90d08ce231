import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../browser/open-page.ts'
import { startDemo } from './demo.ts'
import { answerHelp } from './help.ts'

/*
 * `npm run screenshots`: the demo in a real browser, and docs/first-card.png as README shows it.
 * `-- --all DIR` writes one picture per state of the page instead, for people who review it;
 * `-- --cards` the single cards that docs/cards.md explains.
 */

answerHelp(`npm run screenshots [-- --all DIR | --cards]
Pictures of the demo in a real browser: docs/first-card.png; every state; the cards of docs/cards.md.`)

interface Scene {
  readonly patient: string
  readonly width?: number
  readonly height?: number
  /** What is typed into the drug picker; none: the chart alone. */
  readonly order?: string
  /** And then. */
  readonly secondOrder?: string
  /** Only the card whose text matches is drawn. */
  readonly card?: RegExp
  /** After the cards are there. */
  readonly afterwards?: (page: Page) => Promise<void>
}

const narrow = { width: 360, height: 800 }
const firstCard: Scene = {
  patient: 'marisol-quintanilla',
  order: 'metformin 500 mg, renewal',
  afterwards: (page) => page.locator('#picker').blur()
}

const scenes: Readonly<Record<string, Scene>> = {
  'critical-at-the-order': firstCard,
  'critical-ibuprofen': { patient: 'desmond-okonkwo', order: 'ibuprofen' },
  longitudinal: { patient: 'piotr-wasilewski' },
  'ai-assisted': { patient: 'eileen-macfarlane' },
  silence: { patient: 'margarethe-vaitkus' },
  'no-patient': { patient: '' },
  'patient-without-results': { patient: 'lena-tsosie' },
  overriding: {
    patient: 'desmond-okonkwo',
    order: 'ibuprofen',
    afterwards: (page) => page.getByRole('button', { name: 'Override…' }).first().click()
  },
  accepted: {
    patient: 'desmond-okonkwo',
    order: 'ibuprofen',
    afterwards: (page) => page.locator('.suggestions button').first().click()
  },
  picker: {
    patient: 'desmond-okonkwo',
    afterwards: async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('ibu')
    }
  },
  'open-trend': {
    patient: 'marisol-quintanilla',
    afterwards: async (page) => {
      await page.locator('summary.result-line').first().click()
      await page.locator('summary.result-line').first().scrollIntoViewIfNeeded()
    }
  },
  'raw-call': { patient: 'marisol-quintanilla', afterwards: openRaw },
  activity: {
    patient: 'harjit-dhaliwal',
    afterwards: (page) => page.locator('#activity-line').click()
  },
  'narrow-patients': { patient: '', ...narrow },
  'narrow-chart': { patient: 'ronaldo-freire', ...narrow },
  'narrow-critical': { ...firstCard, ...narrow, afterwards: toTheCard },
  'narrow-results': {
    patient: 'marisol-quintanilla',
    ...narrow,
    afterwards: (page) => page.locator('.result-line').first().scrollIntoViewIfNeeded()
  },
  'narrow-raw': { patient: 'ronaldo-freire', ...narrow, afterwards: openRaw },
  tablet: { patient: 'piotr-wasilewski', width: 900, height: 1100 }
}

/** What docs/cards.md shows, by the names of its pictures. */
const cardScenes: Readonly<Record<string, Scene>> = {
  'one-critical': { ...firstCard, card: /metformin is contraindicated/ },
  'joined-criticals': {
    patient: 'desmond-okonkwo',
    order: 'ibuprofen 400',
    secondOrder: 'sulfamethoxazole',
    height: 1300,
    card: /more critical/
  },
  'stated-dose': { patient: 'farideh-moshiri', order: 'simvastatin 40', card: /limit 20 mg/ },
  'ai-assisted': { patient: 'eileen-macfarlane', card: /AI-assisted/ },
  longitudinal: { patient: 'piotr-wasilewski', card: /Rule L-/ },
  'cannot-assess': { patient: 'lena-tsosie', order: 'metformin', card: /Not known/ }
}

const { values } = parseArgs({
  options: { all: { type: 'string' }, only: { type: 'string' }, cards: { type: 'boolean' } }
})
const docs = join(import.meta.dirname, '..', '..', 'docs')
await using demo = await startDemo()
const browser = await launchChromium()
try {
  if (values.cards === true) {
    mkdirSync(join(docs, 'cards'), { recursive: true })
    for (const [name, scene] of Object.entries(cardScenes)) {
      if (values.only !== undefined && !name.includes(values.only)) continue
      await shoot(browser, scene, join(docs, 'cards', `${name}.png`))
    }
  } else if (values.all === undefined) {
    await shoot(browser, firstCard, join(docs, 'first-card.png'))
  } else {
    mkdirSync(values.all, { recursive: true })
    for (const [name, scene] of Object.entries(scenes)) {
      if (values.only !== undefined && !name.includes(values.only)) continue
      await shoot(browser, scene, join(values.all, `${name}.png`))
    }
  }
} finally {
  await browser.close()
}

async function shoot(opened: Browser, scene: Scene, path: string): Promise<void> {
  const { patient, order, secondOrder, card, afterwards, width = 1440, height = 900 } = scene
  const context = await opened.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${demo.ehrUrl}/${patient === '' ? '' : `#/patient/${patient}`}`)
  if (patient === '') await page.locator('#patient-list li').first().waitFor()
  else await answered(page)
  for (const [index, one] of [order, secondOrder].filter((each) => each !== undefined).entries()) {
    await page.keyboard.press('/')
    await page.keyboard.type(one)
    await page.keyboard.press('Enter')
    await page.locator('.draft').nth(index).waitFor()
    await answered(page)
  }
  await afterwards?.(page)
  await answered(page, patient)
  const drawn = card === undefined ? page : page.locator('.card').filter({ hasText: card }).first()
  await drawn.screenshot({ path })
  await context.close()
}

/** Until no call is under way and something stands where cards are drawn. */
async function answered(page: Page, patient = 'any'): Promise<void> {
  if (patient === '') return
  await page.locator('.card, .no-cards, .failure').first().waitFor()
  await page.locator('.waiting').waitFor({ state: 'hidden' })
}

async function openRaw(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Raw call' }).click()
}

async function toTheCard(page: Page): Promise<void> {
  await page.locator('.card').first().scrollIntoViewIfNeeded()
}
