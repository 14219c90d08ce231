import { defineConfig } from 'vitest/config'
import { shared } from './support/vitest-shared.ts'

/** `npm run test:slow`: processes, attacks, hostile servers, the whole demo, published records. */
export default defineConfig({
  test: { ...shared, include: ['test/**/*.slow.test.ts'] }
})
