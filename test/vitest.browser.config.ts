import { defineConfig } from 'vitest/config'

/** Needs a Chromium; `npm test` does not run these. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
