/** What every run of the tests has in common. */
export const shared = {
  // Node's own loader, as in production: the default runner accepts what Node refuses.
  experimental: { viteModuleRunner: false },
  // Limits tell a hanging test from a busy machine, nothing else.
  testTimeout: 120_000,
  hookTimeout: 120_000
}
