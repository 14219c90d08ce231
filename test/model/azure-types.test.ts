/*
 * `@azure/openai` has no code, so only the compiler can tell whether it is there: the same lines
 * must compile with it and must not compile without it.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'azure-types-'))
afterAll(() => rmSync(folder, { recursive: true }))

const root = resolve(import.meta.dirname, '..', '..')
const lines = `
import type { ChatCompletionChunk } from 'openai/resources/index'
export const prompt = (chunk: ChatCompletionChunk) => chunk.prompt_filter_results?.[0]
export const answer = (chunk: ChatCompletionChunk) => chunk.choices[0]?.content_filter_results
`

function compile(text: string): Promise<string> {
  writeFileSync(join(folder, 'lines.ts'), text)
  const compilerOptions = { module: 'nodenext', target: 'esnext', strict: true, noEmit: true }
  const options = { compilerOptions: { ...compilerOptions, types: [] }, files: ['lines.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  return new Promise((done) => {
    execFile(tsc, ['-p', folder], { cwd: folder }, (_, stdout) => done(stdout))
  })
}

test('the filter results of Azure are typed with @azure/openai, and not without', async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  expect(await compile(`import type {} from '@azure/openai/types'\n${lines}`)).toBe('')
  const without = await compile(lines)
  expect(without).toMatch(/TS2339.*prompt_filter_results/)
  expect(without).toMatch(/TS2339.*content_filter_results/)
})
