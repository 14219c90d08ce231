import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import type { Arrived, FakeAnswer } from '../demo/ehr/fake-cds-service.ts'
import { buildCard, overrideReasons, withLowerDose } from './card-builder.ts'
import { hasChromium, launchChromium, openPage } from './open-page.ts'
import type { OpenPage } from './open-page.ts'

/*
 * The demo EHR's page in a real browser, against a CDS service that says what each test needs. What
 * arrives at that service is what the page made the EHR send.
 */

let browser: Browser
let open: OpenPage | undefined

const answerWith =
  (cards: readonly unknown[], whenOrdering: readonly unknown[] = []) =>
  ({ body }: Arrived): FakeAnswer => ({
    body: { cards: body.hook === 'patient-view' ? cards : whenOrdering }
  })

describe.skipIf(!hasChromium)('the demo EHR’s page', () => {
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await open?.close()
    open = undefined
  })

  const show = async (
    answer: Parameters<typeof openPage>[1]['answer'],
    given: Partial<Parameters<typeof openPage>[1]> = {}
  ) => {
    open = await openPage(browser, { answer, ...given })
    return open
  }
  const pick = async ({ page }: OpenPage, words = 'naproxen') => {
    await page.keyboard.press('/')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }

  describe('the chart', () => {
    it('opens by address with banner, allergies, problems, medications and a trend', async () => {
      const { page, complaints } = await show(answerWith([]))
      await page.getByRole('heading', { name: 'Example, ada' }).waitFor()
      const banner = page.getByRole('region', { name: 'Patient', exact: true })
      expect(await banner.innerText()).toMatch(/68 y female[\s\S]*Penicillin/)
      const chart = page.getByRole('region', { name: 'Chart' })
      expect(await chart.innerText()).toContain('Lisinopril 10 MG Oral Tablet')
      const trend = chart.getByRole('img', { name: /Creatinine: from 0.9 on 3 Feb 2025 to 1.6/ })
      expect(await trend.locator('polyline').count()).toBe(1)
      expect(complaints).toEqual([])
    })

    it('sends nothing but patient-view when a chart is opened, and says who no patient is', async () => {
      const { page, service } = await show(answerWith([]), { hash: '#/patient/nobody' })
      await page.getByText('This EHR has no such patient.').waitFor()
      expect(service.hooks).toEqual([])
      await page.goto(page.url().replace('nobody', 'ben'))
      await page.locator('.no-cards').waitFor()
      expect(service.hooks.map(({ body }) => [body.hook, body.context.patientId])).toEqual([
        ['patient-view', 'ben']
      ])
    })
  })

  describe('cards', () => {
    it('are drawn worst first, each with its indicator as a word, and announced', async () => {
      const { page } = await show(
        answerWith([
          buildCard(1, { indicator: 'info' }),
          buildCard(2, { indicator: 'critical' }),
          buildCard(3)
        ])
      )
      await page.locator('.card').first().waitFor()
      const heads = await page.locator('.card .indicator').allInnerTexts()
      expect(heads.map((text) => text.trim())).toEqual(['Critical', 'Warning', 'Info'])
      const said = await page.locator('#cards-said').innerText()
      expect(said).toMatch(/^3 cards\. critical: Card number 2/)
    })

    it('draw markdown as text and nodes: no HTML, no image, no link but http', async () => {
      const detail = [
        'AI-assisted, verified against 2 entries',
        '',
        '**Why:** eGFR 38 &lt; 45\nand \\*falling\\*',
        '- one',
        '- [guideline](https://guideline.example/a)',
        '',
        '<img src=x onerror="document.title=1"> <script>document.title=2</script>',
        '[bad](javascript:alert(1)) ![pixel](https://evil.example/p.png)'
      ].join('\n')
      const links = [
        { label: 'Run', url: 'javascript:alert(1)', type: 'absolute' },
        { label: 'App', url: 'https://app.example', type: 'smart' }
      ]
      const { page, complaints } = await show(answerWith([buildCard(1, { detail, links })]))
      const card = page.locator('.card')
      await card.waitFor()
      expect(await card.locator('.tag-ai').innerText()).toBe('AI-assisted')
      expect(await card.locator('.card-detail strong').innerText()).toBe('Why:')
      expect(await card.locator('.card-detail').innerText()).toContain(
        'eGFR 38 < 45\nand *falling*'
      )
      expect(await card.locator('.card-detail li').allInnerTexts()).toEqual(['one', 'guideline'])
      expect(await card.locator('.card-detail').innerText()).toContain('<img src=x onerror=')
      expect(await card.locator('img, script, iframe').count()).toBe(0)
      const targets = await card
        .locator('a')
        .evaluateAll((all) =>
          all.map((each) => [each.getAttribute('href'), each.getAttribute('rel')])
        )
      expect(targets).toEqual([
        ['https://guideline.example/a', 'noopener noreferrer'],
        ['https://guideline.example/kidney', 'noopener noreferrer']
      ])
      expect(await page.title()).toBe('Example, ada – Demo EHR')
      expect(complaints).toEqual([])
    })

    it('that break the standard are counted, not drawn', async () => {
      const { page } = await show(
        answerWith([
          buildCard(1),
          buildCard(2, { indicator: 'hard-stop' }),
          buildCard(3, { suggestions: [{ label: 'Do' }], selectionBehavior: 'all' })
        ])
      )
      await page.getByText('2 cards could not be read and are not shown.').waitFor()
      expect(await page.locator('.card h3').allInnerTexts()).toEqual(['Card number 1'])
    })

    it('never read as reassurance when there are none', async () => {
      const { page } = await show(answerWith([]))
      await page.locator('.no-cards').waitFor()
      const body = await page.getByRole('complementary').innerText()
      expect(body).toContain('This is not reassurance')
      expect(body).not.toMatch(/all clear/i)
    })

    it('say plainly that Curbside could not answer', async () => {
      const { page, service } = await show(() => ({
        status: 412,
        body: { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'No Patient.' }] }
      }))
      const failure = page.locator('.failure')
      await failure.waitFor()
      expect(await failure.innerText()).toBe(
        'Curbside could not answer (412: No Patient.). This chart was not checked.'
      )
      await service.close()
      await page.getByRole('button', { name: 'Ask again' }).click()
      await page.locator('.failure', { hasText: 'could not be reached' }).waitFor()
      expect(await page.locator('.no-cards').count()).toBe(0)
    })
  })

  describe('orders', () => {
    const suggestions = (arrived: Arrived) => [
      {
        label: 'Lower the dose',
        uuid: '22222222-2222-4222-8222-222222222222',
        actions: [{ type: 'update', description: '250 mg', resource: withLowerDose(arrived) }]
      },
      {
        label: 'Leave it out',
        uuid: '33333333-3333-4333-8333-333333333333',
        actions: [
          { type: 'delete', description: 'Remove', resourceId: 'MedicationRequest/draft-1' }
        ]
      }
    ]
    const aboutTheDose = (arrived: Arrived): FakeAnswer => {
      const draft = JSON.stringify(arrived.body.context.draftOrders ?? {})
      if (!draft.includes('"value":500')) return { body: { cards: [] } }
      const card = buildCard(7, {
        indicator: 'critical',
        suggestions: suggestions(arrived),
        selectionBehavior: 'at-most-one'
      })
      return { body: { cards: [card] } }
    }

    it('picked from the list are sent as the selection among the drafts', async () => {
      const shown = await show(answerWith([]))
      await shown.page.locator('.no-cards').waitFor()
      await pick(shown)
      await expect.poll(() => shown.service.hooks.length).toBe(2)
      const { context, hook } = shown.service.hooks[1]!.body
      expect(hook).toBe('order-select')
      expect(context.selections).toEqual(['MedicationRequest/draft-1'])
      expect(context.draftOrders?.entry[0]?.resource).toMatchObject({
        id: 'draft-1',
        status: 'draft',
        intent: 'order',
        subject: { reference: 'Patient/ada' }
      })
    })

    it('are changed by a suggestion, which is reported as accepted and asked about again', async () => {
      const shown = await show(aboutTheDose)
      const { page, service } = shown
      await page.locator('.no-cards').waitFor()
      await pick(shown)
      await page.getByRole('button', { name: 'Lower the dose' }).click()
      await expect.poll(() => page.getByLabel('Dose').inputValue()).toBe('250')
      expect(await page.getByLabel('How often').inputValue()).toBe('1')
      expect(await page.locator('.draft').innerText()).toContain('changed by a suggestion')
      await expect.poll(() => service.feedback.length).toBe(1)
      expect(service.feedback[0]).toMatchObject({
        path: '/cds-services/order-select/feedback',
        body: {
          feedback: [
            {
              card: buildCard(7).uuid,
              outcome: 'accepted',
              acceptedSuggestions: [{ id: '22222222-2222-4222-8222-222222222222' }]
            }
          ]
        }
      })
      await expect.poll(() => page.locator('.card-critical').count()).toBe(0)
      expect(service.hooks).toHaveLength(3)
    })

    it('are taken away by a suggestion, and with the last one its cards', async () => {
      const shown = await show(aboutTheDose)
      await shown.page.locator('.no-cards').waitFor()
      await pick(shown)
      await shown.page.getByRole('button', { name: 'Leave it out' }).click()
      await expect.poll(() => shown.page.locator('.draft').count()).toBe(0)
      await expect.poll(() => shown.page.locator('.card').count()).toBe(0)
      await expect.poll(() => shown.service.feedback.length).toBe(1)
      expect(shown.service.hooks).toHaveLength(2)
    })

    it('are asked about again when their dose is edited, with what the form does not show kept', async () => {
      const shown = await show(answerWith([]))
      const { page, service } = shown
      await page.locator('.no-cards').waitFor()
      await pick(shown)
      await page.getByLabel('Dose').fill('375')
      await page.getByLabel('How often').selectOption('three times daily')
      await expect.poll(() => service.hooks.length).toBe(4)
      expect(service.hooks[3]!.body.context.draftOrders?.entry[0]?.resource).toMatchObject({
        medicationCodeableConcept: { coding: [{ code: '198014' }] },
        dosageInstruction: [
          {
            text: '375 mg three times daily',
            timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: { value: 375, unit: 'mg' } }]
          }
        ]
      })
    })

    it('become part of the record when signed', async () => {
      const shown = await show(answerWith([]))
      await shown.page.locator('.no-cards').waitFor()
      await pick(shown)
      await shown.page.getByRole('button', { name: 'Sign 1 order' }).click()
      const medications = shown.page.locator('.panel', { hasText: 'Medications' })
      await medications.getByText('Naproxen 500 MG Oral Tablet').waitFor()
      expect(await shown.page.locator('.draft').count()).toBe(0)
    })
  })

  describe('overriding', () => {
    it('sends the chosen reason of the card and the comment, and says so on the card', async () => {
      const { page, service } = await show(answerWith([buildCard(5, { overrideReasons })]))
      await page.getByRole('button', { name: 'Override…' }).click()
      await page.getByRole('button', { name: 'Override', exact: true }).click()
      await page.getByText('Choose a reason or write one.').waitFor()
      expect(service.feedback).toEqual([])
      await page.getByLabel('Does not fit this patient').check()
      await page.getByLabel('Comment (optional)').fill('On dialysis')
      await page.getByRole('button', { name: 'Override', exact: true }).click()
      await page.getByText('Curbside was told.').waitFor()
      expect(service.feedback[0]?.body.feedback).toEqual([
        {
          card: buildCard(5).uuid,
          outcome: 'overridden',
          overrideReason: { reason: overrideReasons[1], userComment: 'On dialysis' },
          outcomeTimestamp: expect.stringMatching(/Z$/)
        }
      ])
      expect(await page.locator('.card-outcome').innerText()).toBe(
        'Overridden: Does not fit this patient. On dialysis'
      )
    })

    it('is not offered where the card has no uuid to speak of', async () => {
      const { page } = await show(answerWith([buildCard(5, { uuid: undefined })]))
      await page.locator('.card').waitFor()
      expect(await page.getByRole('button', { name: 'Override…' }).count()).toBe(0)
    })
  })

  describe('late answers', () => {
    it('for another patient are dropped', async () => {
      const held: ((answer: FakeAnswer) => void)[] = []
      const { page, service } = await show(({ body }) =>
        body.context.patientId === 'ada'
          ? new Promise<FakeAnswer>((resolve) => held.push(resolve))
          : { body: { cards: [buildCard(2, { summary: 'About ben' })] } }
      )
      await page.getByText('Asking Curbside…').waitFor()
      await expect.poll(() => held.length).toBe(1)
      await page.getByRole('option', { name: /ben/ }).click()
      await page.locator('.card', { hasText: 'About ben' }).waitFor()
      held[0]!({ body: { cards: [buildCard(1, { summary: 'About ada' })] } })
      await page.getByText('1 late answer dropped').waitFor()
      expect(await page.locator('.card', { hasText: 'About ada' }).count()).toBe(0)
      expect(service.hooks).toHaveLength(2)
    })

    it('for an order as it was before are dropped', async () => {
      const held: ((answer: FakeAnswer) => void)[] = []
      const shown = await show(({ body }) => {
        if (body.hook === 'patient-view') return { body: { cards: [] } }
        const isFirst = JSON.stringify(body.context).includes('"value":500')
        return isFirst
          ? new Promise<FakeAnswer>((resolve) => held.push(resolve))
          : { body: { cards: [buildCard(2, { summary: 'About 250' })] } }
      })
      await shown.page.locator('.no-cards').waitFor()
      await pick(shown)
      await expect.poll(() => held.length).toBe(1)
      await shown.page.getByLabel('Dose').fill('250')
      await shown.page.getByLabel('Dose').blur()
      await shown.page.locator('.card', { hasText: 'About 250' }).waitFor()
      held[0]!({ body: { cards: [buildCard(1, { summary: 'About 500' })] } })
      await shown.page.getByText('1 late answer dropped').waitFor()
      expect(await shown.page.locator('.card h3').allInnerTexts()).toEqual(['About 250'])
    })
  })

  it('keeps the warning about one order while another is picked, until the first is gone', async () => {
    const shown = await show(({ body }) => ({
      body: {
        cards: (body.context.selections ?? []).map((each, index) =>
          buildCard(index + 1, { summary: `About ${each.split('/')[1]}` })
        )
      }
    }))
    const { page } = shown
    const summaries = () => page.locator('.card h3').allInnerTexts()
    await page.locator('.no-cards').waitFor()
    await pick(shown)
    await expect.poll(summaries).toEqual(['About draft-1'])
    await pick(shown, 'lisinopril')
    await expect.poll(summaries).toEqual(['About draft-1', 'About draft-2'])
    await page.getByRole('button', { name: 'Remove Naproxen 500 MG Oral Tablet' }).click()
    await expect.poll(summaries).toEqual(['About draft-2'])
  })

  describe('for integrators', () => {
    it('shows what Curbside reads while it works, with times', async () => {
      const { page } = await show(async ({ body }) => {
        await fetch(`${body.fhirServer}/Condition?patient=ada`, {
          headers: { authorization: `Bearer ${body.fhirAuthorization.access_token}` }
        })
        return { body: { cards: [buildCard(1)] } }
      })
      const line = page.locator('#activity-line')
      await expect
        .poll(() => line.innerText())
        .toMatch(/patient-view · answered after \d+ ms with 1 card · 1 FHIR request$/)
      await line.click()
      expect(await page.locator('#activity-list code').allInnerTexts()).toEqual([
        'patient-view sent',
        'GET Condition?patient=ada',
        'answer'
      ])
    })

    it('shows the raw call with secrets shortened, and closes on Escape', async () => {
      const { page, service } = await show(answerWith([buildCard(1)]))
      await page.locator('.card').waitFor()
      await page.getByRole('button', { name: 'Raw call' }).click()
      const drawer = page.getByRole('dialog', { name: 'Raw call' })
      const text = await drawer.innerText()
      expect(text).toContain('"hook": "patient-view"')
      expect(text).toContain('"summary": "Card number 1"')
      expect(text).not.toContain(service.hooks[0]!.body.fhirAuthorization.access_token)
      await page.keyboard.press('Escape')
      expect(await drawer.isVisible()).toBe(false)
    })

    it('sends as much prefetch as the switch says', async () => {
      const { page, service } = await show(answerWith([]))
      await page.locator('.no-cards').waitFor()
      for (const mode of ['everything', 'none']) {
        await page.getByLabel('Prefetch').selectOption(mode)
        await page.getByRole('button', { name: 'Ask again' }).click()
        await page.locator('.no-cards').waitFor()
      }
      await expect.poll(() => service.hooks.length).toBe(3)
      expect(service.hooks.map(({ body }) => Object.keys(body.prefetch ?? {}))).toEqual([
        ['patient'],
        ['patient', 'conditions', 'laboratory'],
        []
      ])
    })
  })

  it('is served under a policy that lets no card become code', async () => {
    const { ehr } = await show(answerWith([]))
    const answer = await fetch(ehr.url)
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
  })
})
