import { defineConfig } from 'vitest/config';

// Tests of packages run on their TypeScript sources; what lies in test/ runs on what the build made, as users do.
const source = { resolve: { conditions: ['selforg:source'] }, ssr: { resolve: { conditions: ['selforg:source'] } } };

export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      {
        ...source,
        test: { name: 'packages', include: ['packages/*/test/**/*.test.ts', 'test/contract/**/*.test.ts'] },
      },
      {
        test: {
          name: 'whole',
          include: ['test/*.test.ts', 'apps/*/test/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['packages/core/src/**'], exclude: ['**/generated/**', '**/*.d.ts'] },
  },
});
