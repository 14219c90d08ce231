import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'hooks/**/*.test.ts'],
    exclude: ['test/browser/**'],
    // Node's own loader, as in production: the default runner accepts what Node refuses.
    experimental: { viteModuleRunner: false },
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
    testTimeout: 20_000,
    hookTimeout: 30_000
  }
})
