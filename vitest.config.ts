import { defineConfig } from 'vitest/config';

// Tests of packages run on their TypeScript sources; what lies in test/ runs on what the build made, as users do.
const source = { resolve: { conditions: ['selforg:source'] }, ssr: { resolve: { conditions: ['selforg:source'] } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'packages',
          include: ['packages/*/test/**/*.test.ts', 'test/contract/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/*.test.ts'],
          exclude: ['test/studio*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'studio',
          include: ['test/studio*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['packages/core/src/**'], exclude: ['**/generated/**', '**/*.d.ts'] },
  },
});
