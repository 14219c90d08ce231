import { defineConfig } from 'vitest/config'
import { shared } from './support/vitest-shared.ts'

/** `npm test`: everything that is quick and needs nothing installed. */
export default defineConfig({
  test: {
    ...shared,
    include: ['test/**/*.test.ts', 'hooks/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/**/*.slow.test.ts'],
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' }
  }
})
