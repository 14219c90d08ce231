import type { Browser, Page } from 'playwright-core'

export interface OpenDemo extends AsyncDisposable {
  readonly page: Page
  /** What the browser complained about: script errors, refused content. */
  readonly complaints: readonly string[]
}

/** A fresh window on a running demo; without a patient, its list alone. */
export async function openDemo(
  browser: Browser,
  given: { readonly ehrUrl: string; readonly patientId?: string; readonly width?: number }
): Promise<OpenDemo> {
  const viewport = { width: given.width ?? 1440, height: 900 }
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const { patientId } = given
  await page.goto(`${given.ehrUrl}/${patientId === undefined ? '' : `#/patient/${patientId}`}`)
  if (patientId === undefined) await page.locator('#patient-list li').first().waitFor()
  else await answered(page)
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** Until no call is under way and something stands where cards are drawn. */
export async function answered(page: Page): Promise<void> {
  await page.locator('.card, .no-cards, .failure').first().waitFor()
  await page.locator('.waiting').waitFor({ state: 'hidden' })
}

/** Picks an order in the drug picker by its words, and waits for what Curbside says to it. */
export async function pickOrder(page: Page, words: string): Promise<void> {
  const drafts = await page.locator('.draft').count()
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.locator('.draft').nth(drafts).waitFor()
  await answered(page)
}

/** The words of every card on the page: indicator, summary, detail. */
export async function cardsOn(page: Page): Promise<
  readonly {
    readonly indicator: string
    readonly isFromAi: boolean
    readonly summary: string
    readonly detail: string
  }[]
> {
  return Promise.all(
    (await page.locator('.card').all()).map(async (card) => ({
      indicator: (await card.locator('.indicator').innerText()).trim(),
      isFromAi: (await card.locator('.tag-ai').count()) === 1,
      summary: await card.locator('h3').innerText(),
      detail: await card.locator('.card-detail').innerText()
    }))
  )
}
