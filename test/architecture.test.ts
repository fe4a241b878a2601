import { readdirSync, readFileSync } from 'node:fs';
import { cruise, type IForbiddenRuleType, type IReporterOutput } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const core = '^packages/core/';
const render = '^packages/render/';
const learning = '^packages/learning/';
const apps = '^apps/';

/** The rooms of docs/architecture.md: arrows point down only. */
const forbidden: IForbiddenRuleType[] = [
  { name: 'core-knows-no-one', from: { path: core }, to: { path: [render, learning, apps] } },
  { name: 'render-knows-core', from: { path: render }, to: { path: [learning, apps] } },
  { name: 'learning-knows-core', from: { path: learning }, to: { path: [render, apps] } },
  { name: 'studio-knows-no-cli', from: { path: '^apps/studio/' }, to: { path: '^apps/cli/' } },
  { name: 'core-needs-no-node', from: { path: `${core}src/` }, to: { dependencyTypes: ['core'] } },
  {
    name: 'only-render-node-needs-node',
    from: { path: `${render}src/`, pathNot: `${render}src/node` },
    to: { dependencyTypes: ['core'] },
  },
  { name: 'studio-needs-no-node', from: { path: '^apps/studio/src/' }, to: { dependencyTypes: ['core'] } },
  { name: 'tensorflow-only-in-learning', from: { pathNot: learning }, to: { path: 'node_modules/@tensorflow' } },
  { name: 'no-circles', from: {}, to: { circular: true } },
  { name: 'no-missing', from: {}, to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)|^virtual:' } },
];

describe('architecture', () => {
  it('imports point down only, and core runs without Node', async () => {
    const folders = [
      'packages/core/src',
      'packages/render/src',
      'packages/learning/src',
      'apps/cli/src',
      'apps/studio/src',
    ];
    const { output }: IReporterOutput = await cruise(folders, {
      baseDir: root,
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules', '/dist/'] },
      enhancedResolveOptions: {
        conditionNames: ['import', 'default', 'types'],
        exportsFields: ['exports'],
        extensions: ['.ts', '.js', '.mjs', '.d.ts'],
      },
    });
    if (typeof output === 'string') throw new Error(output);
    expect(output.summary.totalCruised).toBeGreaterThan(60);
    expect(output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('core has no DOM, clock, console or chance of its own', () => {
    const files = readdirSync(`${root}packages/core/src`, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(`${root}packages/core/src/${file}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(text, file).not.toMatch(
        /\b(Math\.random|Date\.now|performance\.|console\.|document\.|process\.)/, // `window.` here is one on a lattice
      );
      // Their results differ between engines: `kernels/math.ts` computes them where they decide a trajectory.
      expect(text, file).not.toMatch(/\bMath\.(exp|log|sin|cos|tan|pow|atan|tanh|cbrt|hypot)\w*\(/);
    }
  });

  it('every dependency is pinned to one version', () => {
    const manifests = [
      'package.json',
      ...['core', 'render', 'learning'].map((name) => `packages/${name}/package.json`),
      'apps/cli/package.json',
      'apps/studio/package.json',
    ];
    for (const file of manifests) {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
        readFileSync(`${root}${file}`, 'utf8'),
      );
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
        expect(version, `${name} in ${file}`).toMatch(/^\d+\.\d+\.\d+$/);
      }
    }
  });
});
