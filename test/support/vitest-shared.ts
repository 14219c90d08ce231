/** What every run of the tests has in common. */
export const shared = {
  // Node's own loader, as in production: the default runner accepts what Node refuses.
  experimental: { viteModuleRunner: false },
  // One for each core: the default leaves one of two idle.
  maxWorkers: '100%',
  // Limits tell a hanging test from a busy machine, nothing else.
  testTimeout: 120_000,
  hookTimeout: 120_000
}
