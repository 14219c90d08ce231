import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProposalReader } from '../../src/model/proposal-reader.ts'
import { aProposalText, aProposed } from './a-proposal.ts'
import type { ProposedMeaning } from '../../src/model/proposal/proposal.ts'

function aMeaning(concept: string): ProposedMeaning {
  const slots = { effect: null, detail: null } as const
  return {
    relation: 'raises-risk-of',
    ...slots,
    subjects: [1],
    objects: [0],
    conceptKind: 'harm',
    concept
  }
}

function pieces(text: string, sizes: readonly number[]): string[] {
  const cut: string[] = []
  let from = 0
  for (let i = 0; from < text.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1
    cut.push(text.slice(from, from + size))
    from += size
  }
  return cut
}

test('gives the same findings however the text is cut', () => {
  const text = aProposalText([
    aProposed({ meanings: [aMeaning('Braces } ] " and \\ inside.')] }),
    aProposed({ urgency: 'soon' })
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
      const reader = new ProposalReader()
      const findings = pieces(text, sizes).flatMap((piece) => reader.write(piece))
      expect(findings.map(({ finding }) => finding)).toEqual(JSON.parse(text).findings)
      expect(reader.end()).toEqual({ couldNotAssess: [], lost: [] })
    })
  )
})

test('gives nothing whole for any text that was cut short', () => {
  const text = aProposalText()
  for (let length = 0; length < text.length; length += 1) {
    const reader = new ProposalReader()
    const findings = reader.write(text.slice(0, length))
    expect(reader.end()).toBeUndefined()
    expect(
      findings.every(({ finding }) => JSON.stringify(finding) === JSON.stringify(aProposed()))
    ).toBe(true)
  }
})

test('survives garbage, and what follows it', () => {
  const reader = new ProposalReader()
  expect([...reader.write('Sure! '), ...reader.write(aProposalText())]).toEqual([])
  expect(reader.end()).toBeUndefined()
})

test('text after the answer makes the whole malformed, not its findings', () => {
  const reader = new ProposalReader()
  expect(reader.write(aProposalText())).toHaveLength(1)
  expect(reader.write(' And now the weather.')).toEqual([])
  expect(reader.end()).toBeUndefined()
})

describe('of a server that promises no schema', () => {
  const text = aProposalText([
    aProposed({ meanings: [aMeaning('Backticks ``` and ` inside, and ```json too.')] }),
    aProposed({ urgency: 'soon' })
  ])
  const read = (written: string, size = written.length) => {
    const reader = new ProposalReader({ mayFence: true })
    const findings = pieces(written, [size]).flatMap((piece) => reader.write(piece))
    return { findings: findings.length, whole: reader.end() !== undefined }
  }

  test.for([
    ['bare', text],
    ['white space around it', `\n  ${text}\n\n`],
    ['a fence', `\`\`\`json\n${text}\n\`\`\``],
    ['a fence without a language', `\`\`\`\n${text}\n\`\`\`\n`],
    ['a fence of another system', `\r\n\`\`\`JSON \r\n${text}\r\n\`\`\`  \r\n`]
  ] as const)('%s: whole, however it is cut', ([, written]) => {
    for (let size = 1; size <= 40; size += 1) {
      expect(read(written, size), `pieces of ${size}`).toEqual({ findings: 2, whole: true })
    }
  })

  test.for([
    ['words before', `Sure! ${text}`, 0],
    ['words before a fence', `Here:\n\`\`\`json\n${text}\n\`\`\``, 0],
    ['a fence that is not closed', `\`\`\`json\n${text}`, 2],
    ['a fence closed by half', `\`\`\`json\n${text}\n\`\``, 2],
    ['words behind a fence', `\`\`\`json\n${text}\n\`\`\` All is well.`, 2],
    ['two fences', `\`\`\`json\n${text}\n\`\`\`\n\`\`\`json\n${text}\n\`\`\``, 2],
    ['a fence closed by four', `\`\`\`json\n${text}\n\`\`\`\``, 2],
    ['another language', `\`\`\`javascript\n${text}\n\`\`\``, 0],
    ['a fence within the JSON', `\`\`\`json\n${text.replace(',', ',```')}\n\`\`\``, 0]
  ] as const)('%s: not whole, however it is cut', ([, written, findings]) => {
    for (let size = 1; size <= 40; size += 1) {
      expect(read(written, size), `pieces of ${size}`).toEqual({ findings, whole: false })
    }
  })

  test('a server that enforces the schema has no fence to put', () => {
    const reader = new ProposalReader()
    expect(reader.write(`\`\`\`json\n${text}\n\`\`\``)).toEqual([])
    expect(reader.end()).toBeUndefined()
  })
})

test.for([
  ['nothing that is a fact', { facts: [{ kind: 'rumour', alias: 'O1' }] }, 'fact malformed'],
  ['no facts at all', { facts: 'all well' }, 'fact malformed']
] as const)('nothing is left of a finding with %s', ([, given, loss]) => {
  const reader = new ProposalReader()
  const [read] = reader.write(aProposalText([{ ...aProposed(), ...given }]))
  expect(read?.finding).toBeUndefined()
  expect(read?.lost.map(({ part, reason }) => `${part} ${reason}`)).toContain(loss)
})

test('a finding too many is counted, and costs no other', () => {
  const reader = new ProposalReader()
  const read = reader.write(aProposalText(Array.from({ length: 9 }, () => aProposed())))
  expect(read.filter(({ finding }) => finding !== undefined)).toHaveLength(8)
  expect(read.at(-1)).toEqual({
    finding: undefined,
    lost: [{ part: 'finding', reason: 'over-limit' }]
  })
  expect(reader.end()).toBeDefined()
})
