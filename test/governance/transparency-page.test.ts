import { describe, expect, test } from 'vitest'
import type { HeldBackFacts, TransparencyFacts } from '../../src/governance/transparency-facts.ts'
import {
  transparencyJson as jsonOf,
  transparencyPage as pageOf
} from '../../src/governance/transparency-page.ts'

function factsOf(given: Partial<TransparencyFacts> = {}): TransparencyFacts {
  return {
    version: '0.1.0',
    contact: 'cds@hospital.example',
    deidentification: { profile: 'minimised', notes: 'off' },
    model: { kind: 'azure-foundry', deployments: ['medical-frontier', 'medical-frontier-fast'] },
    services: [
      {
        id: 'patient-view',
        title: 'Chart review',
        description: 'Looks at the longitudinal record.',
        policyVersion: '1',
        contentSha256: 'a'.repeat(64),
        cardsMax: 3,
        adviceValidDays: 7,
        holdBackDays: 90
      }
    ],
    knowledge: { rows: 900, read: 40, added: [], changes: [] },
    rules: [
      {
        id: 'R-01',
        version: '1',
        title: 'Metformin and kidney function',
        topic: 'metforminEgfr',
        hooks: ['order-select'],
        source: {
          title: 'Prescribing information',
          section: 'Section 4',
          url: 'https://label.example.org/x?a=1&b=2',
          date: '2025',
          verified: false
        }
      }
    ],
    ...given
  }
}

const nothing: HeldBackFacts = { days: 30, counts: [] }
const transparencyPage = (facts: TransparencyFacts, heldBack: HeldBackFacts = nothing) =>
  pageOf(facts, heldBack)
const transparencyJson = (facts: TransparencyFacts, heldBack: HeldBackFacts = nothing) =>
  jsonOf(facts, heldBack)

const text = (html: string) => html.replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')

describe('the transparency page', () => {
  test('names its parts, the model, the services, and each rule with version and source', () => {
    const page = transparencyPage(factsOf())
    const titles = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1])
    expect(titles).toEqual([
      'What Curbside is',
      'Who uses it and who decides',
      'What the model sees',
      'What the model is not given',
      'How statements of the model are verified',
      'How rules work',
      'What is held to be true of drugs and tests',
      'What happens when something fails',
      'Known limits',
      'How to give feedback',
      'When cards are held back',
      'What is kept',
      'For patients',
      'Contact',
      'Services',
      'What was held back',
      'Rules'
    ])
    for (const named of [
      'azure-foundry, deployment medical-frontier, medical-frontier-fast',
      'Profile of what is sent: minimised; clinical notes: off',
      'cds@hospital.example',
      'Chart review: Looks at the longitudinal record.',
      'Curbside version 0.1.0',
      'at most for 90 days',
      'R-01'
    ]) {
      expect(page).toContain(named)
    }
    expect(page).toContain(
      '<a href="https://label.example.org/x?a=1&amp;b=2" rel="noreferrer">Prescribing information, Section 4</a>, 2025 (text not re-read by Curbside)'
    )
  })

  test('without a model speaks of no model, in both forms', () => {
    const facts = factsOf({ model: { kind: 'none', deployments: [] } })
    expect(transparencyPage(facts)).toContain('In this installation no AI model is asked.')
    const rest = text(transparencyPage(facts)).replace('no AI model is asked', '')
    expect(rest).not.toMatch(/\bAI\b|artificial|second reading|the model/i)
    const ids = transparencyJson(facts).sections.map(({ id }) => id)
    expect(ids).not.toContain('what-the-model-sees')
    expect(ids).toContain('for-patients')
  })

  test('names nobody as contact when the configuration does not', () => {
    expect(transparencyPage(factsOf({ contact: null }))).toContain(
      'Ask the organisation that runs your record system.'
    )
  })

  test('holds no script, and nothing of its facts becomes markup or an unsafe link', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='y'>`
    const [service] = factsOf().services
    const [rule] = factsOf().rules
    const page = transparencyPage(
      factsOf({
        version: evil,
        contact: evil,
        model: { kind: evil, deployments: [evil] },
        services: [{ ...service!, id: evil, title: evil, description: evil, policyVersion: evil }],
        rules: [
          {
            ...rule!,
            id: evil,
            title: evil,
            version: evil,
            hooks: [evil],
            source: { ...rule!.source, title: evil, url: `javascript:alert(1)//${evil}` }
          }
        ]
      })
    )
    expect(page).not.toMatch(/<script|<img|javascript:|\son\w+='/i)
    expect(page.match(/<[a-z]+/g)).toEqual(
      expect.not.arrayContaining(['<script', '<img', '<iframe', '<link', '<form'])
    )
  })

  test('keeps what stands in an attribute inside it', () => {
    const [rule] = factsOf().rules
    const url = 'https://label.example.org/" onclick="alert(1)'
    const page = transparencyPage(
      factsOf({ rules: [{ ...rule!, id: '" onclick="x', source: { ...rule!.source, url } }] })
    )
    expect(page).toContain('id="rule-&quot; onclick=&quot;x"')
    expect(page).not.toMatch(/"\s+onclick/)
  })

  test.for([
    ['minimised', 'days before today', 'calendar dates, record'],
    ['shifted', 'days between events are exact', 'calendar dates, record'],
    ['strict-year', 'only the year and the order of days', 'calendar dates beyond the year, record']
  ] as const)('says of the profile %s what it tells of time', ([profile, told, kept]) => {
    const page = transparencyPage(factsOf({ deidentification: { profile, notes: 'off' } }))
    expect(page).toContain(`Profile of what is sent: ${profile}`)
    expect(page).toContain(told)
    expect(page).toContain(kept)
    if (profile !== 'minimised') expect(page).not.toContain('days before today')
  })

  test.for(['minimised', 'shifted', 'strict-year'] as const)(
    'claims nothing that cannot be claimed, in %s',
    (profile) => {
      const facts = factsOf({ deidentification: { profile, notes: 'off' } })
      const page = text(transparencyPage(facts)).toLowerCase()
      for (const claim of [
        'de-identified',
        'safe harbor',
        'hipaa',
        'exempt',
        'certified',
        'validated',
        'guarantee',
        'proven',
        'fda',
        'does not store',
        'anonymised',
        'anonymized'
      ]) {
        expect(page, claim).not.toContain(claim)
      }
    }
  )

  test.for(['azure-foundry', 'none'])(
    'tells patients in words of at most grade eight (model %s)',
    (kind) => {
      const { sections } = transparencyJson(factsOf({ model: { kind, deployments: [] } }))
      const paragraph = sections.find(({ id }) => id === 'for-patients')?.paragraphs.join(' ') ?? ''
      expect(paragraph.length).toBeGreaterThan(200)
      expect(gradeOf(paragraph)).toBeLessThanOrEqual(8)
    }
  )

  test('as JSON is the same content with its facts', () => {
    const facts = factsOf()
    const json = JSON.parse(JSON.stringify(transparencyJson(facts)))
    expect(json.facts).toEqual(facts)
    const page = transparencyPage(facts)
    for (const section of json.sections) expect(page).toContain(`<section id="${section.id}">`)
  })
})

/** Flesch-Kincaid grade level, syllables counted as groups of vowels without a silent e. */
function gradeOf(paragraph: string): number {
  const sentences = paragraph.split(/[.!?]+\s/).filter((part) => part !== '').length
  const words = paragraph.match(/[A-Za-z]+/g) ?? []
  const syllables = words.reduce((sum, word) => {
    const groups = word
      .toLowerCase()
      .replace(/(?<=[^aeiouyl])e$/, '')
      .match(/[aeiouy]+/g)
    return sum + Math.max(1, groups?.length ?? 1)
  }, 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

describe('quiet', () => {
  const forAll = { users: 3, reasons: ['wrong-data'], withinDays: 30, days: 14 }
  const [service] = factsOf().services
  const withPolicy = factsOf({ services: [{ ...service!, holdBackForAll: forAll }] })

  test('is explained, with the numbers of each service', () => {
    const page = text(transparencyPage(withPolicy))
    expect(page).toContain('When enough different users have overridden the same matter')
    expect(page).toContain(
      'an override counts for its user for 90 days; those of 3 users within 30 days (wrong-data) for everyone for 14 days'
    )
  })

  test('that no policy extends to everyone is said to be the user’s own', () => {
    const page = text(transparencyPage(factsOf()))
    expect(page).toContain('What one user overrides stays visible to all others.')
    expect(page).toContain('an override counts for its user for 90 days, and for nobody else')
  })

  test('tells what was held back by topic; a number that could point at one patient it does not', () => {
    const counts = [
      { ehr: 'general', topic: 't1', title: 'Apixaban', heldFor: 'everyone', findings: 12 },
      { ehr: 'general', topic: 't2', title: 'QT', heldFor: 'user', findings: 'fewer than 5' }
    ] as const
    const page = text(transparencyPage(withPolicy, { days: 30, counts }))
    expect(page.replaceAll(/\s+/g, ' ')).toMatch(
      /general Apixaban \( t1 \) everyone 12 general QT \( t2 \) the user who overrode it fewer than 5/
    )
  })

  test('that could not be read is no claim that nothing was held back', () => {
    expect(text(transparencyPage(withPolicy, null))).toContain(
      'could not be read just now. This does not mean that it was nothing.'
    )
    expect(text(transparencyPage(withPolicy))).toContain(
      'Nothing was held back in the last 30 days.'
    )
  })
})

test('what a site made of the knowledge tables is told, with owner and reason', () => {
  const change = {
    row: 'U-nsaids',
    to: 'off',
    owner: 'Pharmacy',
    reason: 'Seen on the ward every day',
    date: '2026-11-01'
  }
  const facts = factsOf({
    knowledge: { rows: 901, read: 40, added: ['SITE-statin-digoxin'], changes: [change] }
  })
  const page = pageOf(facts, null)
  expect(page).toContain('This site has added 1 of its own: SITE-statin-digoxin.')
  expect(page).toContain('switched off U-nsaids: Seen on the ward every day (Pharmacy, 2026-11-01)')
  expect(pageOf(factsOf(), null)).toContain('This site has added no rows of its own.')
})
