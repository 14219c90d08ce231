import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { buildCard, overrideReasons } from './card-builder.ts'
import { hasChromium, launchChromium, openPage } from './open-page.ts'
import type { OpenPage } from './open-page.ts'

/* The same page for people who use a keyboard, a narrow panel, or who need contrast. */

let browser: Browser
let open: OpenPage | undefined

const cards = [
  buildCard(1, {
    indicator: 'critical',
    summary: 'A critical card whose summary is long enough to need more than one line here',
    detail: '**Why:** a reason\n\n- one\n- two',
    overrideReasons,
    suggestions: [{ label: 'Do this', actions: [{ type: 'delete', resourceId: 'x/y' }] }],
    selectionBehavior: 'any'
  }),
  buildCard(2, { overrideReasons }),
  buildCard(3, { indicator: 'info', detail: 'AI-assisted, verified against 1 entry' })
]

describe.skipIf(!hasChromium)('the demo EHR’s page', () => {
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await open?.close()
    open = undefined
  })

  const show = async (given: { readonly width?: number; readonly hash?: string } = {}) => {
    open = await openPage(browser, { answer: () => ({ body: { cards } }), ...given })
    return open
  }

  it('is worked from the keyboard alone: choose a patient, order, override', async () => {
    const { page, service } = await show({ hash: '' })
    const first = page.getByRole('option', { name: /ada/ })
    for (let tabs = 0; tabs < 12 && !(await isFocused(page, first)); tabs += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Example, ben' }).waitFor()
    await page.locator('.card').first().waitFor()

    await page.keyboard.press('/')
    await page.keyboard.type('nap')
    expect(
      await page.getByRole('combobox', { name: /Add an order/ }).getAttribute('aria-expanded')
    ).toBe('true')
    await page.keyboard.press('Escape')
    expect(await page.locator('#picker-list').isVisible()).toBe(false)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.draft').waitFor()
    await page.getByText('Asking Curbside…').waitFor({ state: 'hidden' })

    const override = page.getByRole('button', { name: 'Override…' }).first()
    for (let tabs = 0; tabs < 25 && !(await isFocused(page, override)); tabs += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await page.locator('form.override').count()).toBe(0)
    await override.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('Curbside was told.').waitFor()
    expect(service.feedback[0]?.body.feedback?.[0]).toMatchObject({
      outcome: 'overridden',
      overrideReason: { reason: overrideReasons[0] }
    })
  })

  it('shows where the focus is', async () => {
    const { page } = await show()
    await page.locator('.card').first().waitFor()
    let stops = 0
    for (; stops < 60; stops += 1) {
      await page.keyboard.press('Tab')
      const [name, outline] = (await page.evaluate(`(() => {
        const focused = document.activeElement
        const style = getComputedStyle(focused)
        return [focused.localName, style.outlineStyle + ' ' + style.outlineWidth]
      })()`)) as [string, string]
      // Round once.
      if (name === 'body') break
      expect([name, outline]).toEqual([name, 'solid 3px'])
    }
    expect(stops).toBeGreaterThan(12)
  })

  it.for([360, 768, 1024, 1440])('has no sideways scrolling at %i pixels', async (width) => {
    const { page } = await show({ width })
    await page.locator('.card').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('nap')
    await page.keyboard.press('Enter')
    await page.locator('.draft').waitFor()
    const widest = await page.evaluate('document.documentElement.scrollWidth')
    expect(widest).toBeLessThanOrEqual(width)
    for (const name of ['Order entry', 'Decision support', 'Results']) {
      expect(await page.getByRole('heading', { name }).first().isVisible()).toBe(true)
    }
  })

  it('keeps name and allergies in sight on a narrow panel', async () => {
    const { page } = await show({ width: 360 })
    await page.locator('.card').first().waitFor()
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
    for (const text of ['Example, ada', 'Penicillin']) {
      const box = await page
        .getByRole('region', { name: 'Patient', exact: true })
        .getByText(text)
        .boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect(box?.y).toBeLessThan(200)
    }
  })

  it('has text that stands out enough everywhere (WCAG 2.2, 1.4.3: 4.5 to 1)', async () => {
    const { page } = await show()
    await page.locator('.card').first().waitFor()
    await page.getByRole('button', { name: 'Override…' }).first().click()
    const faint = await page.evaluate(faintTexts)
    expect(faint).toEqual([])
  })
})

function isFocused(page: Page, locator: ReturnType<Page['locator']>): Promise<boolean> {
  return page
    .evaluateHandle('document.activeElement')
    .then((active) => locator.evaluate((element, other) => element === other, active))
}

/** Runs in the page: every visible text whose contrast with what is behind it is below 4.5. */
const faintTexts = `(() => {
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
  const luminance = ([r, g, b]) => [r, g, b]
    .map((each) => each / 255)
    .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0)
  const behind = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const color = numbers(getComputedStyle(each).backgroundColor)
      if (color.length === 3 || color[3] > 0) return color
    }
    return [255, 255, 255]
  }
  const faint = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const text = walker.currentNode.textContent.trim()
    if (text === '' || element.closest('noscript') || !element.checkVisibility()) continue
    const pair = [luminance(numbers(getComputedStyle(element).color)), luminance(behind(element))]
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    if (ratio < 4.5) faint.push(text.slice(0, 40) + ' ' + ratio.toFixed(2))
  }
  return faint
})()`
