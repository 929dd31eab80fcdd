import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['{contract,sdk,cli,src,console/src}/**/*.test.ts', '{test,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['test/support/postgres-run.ts'],
    // Most servers that are started here make no song.
    env: { WARM_UP: 'false' },
    reporters: ['default', './test/support/plain-summary.ts'],
    // Real processes, sockets and memory limits on a machine that others may be using: there, once more; twice is a fault.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // These name TypeScript files under the condition `source`, which Node itself cannot load.
    server: { deps: { inline: [/@modelcontextprotocol/, /eventsource/] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // No test changes what others import, and a worker need not load the server for each file again.
    isolate: false,
    // Two cores: more workers than that only make timing-sensitive tests wait for each other.
    maxWorkers: 2,
  },
})
