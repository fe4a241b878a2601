// Compiles each kernel of assembly/ to WebAssembly SIMD and embeds it as a base64 string in a TypeScript module,
// so that Node, a worker and a bundler load it with no extra file. `build-kernels.mjs dense boids` compiles those two only.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}/src/kernels/generated`;
/** Parts of kernels, imported by the others. */
const shared = new Set([
  'boids-sight',
  'codebook-batch',
  'codebook-book',
  'codebook-exact',
  'codebook-online',
  'codebook-scan',
  'codebook-search',
  'codebook-tiles',
  'halo',
  'hashlife-base',
  'hashlife-hash',
  'hashlife-node',
  'hashlife-regions',
  'hashlife-store',
  'heap',
  'noise',
  'panels',
  'sandpile-list',
  'simd-math',
  'sparse-arena',
  'sparse-extent',
  'sparse-step',
  'sparse-tile',
  'sparse-view',
  'spiking-noise',
  'spiking-synapses',
]);
/** Kernels that work on a memory of others, imported as `env.memory`. */
const guests = new Set(['dense', 'hashlife', 'masks', 'sparse']);
/** Kernels for engines that have relaxed SIMD. */
const relaxed = new Set(['codebook-relaxed']);

const files = (await readdir(`${root}/assembly`)).filter((file) => file.endsWith('.ts'));
const names = files.map((file) => basename(file, '.ts')).filter((name) => !shared.has(name));

const asked = process.argv.slice(2);

await mkdir(out, { recursive: true });
for (const name of asked.length > 0 ? asked : names) {
  const wasm = await compile(name);
  const constant = `${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Wasm`;
  const module = `// Compiled from assembly/${name}.ts\nexport const ${constant} =\n  '${wasm.toString('base64')}';\n`;
  // Renamed into place: a test that runs meanwhile never reads half a kernel.
  await writeFile(`${out}/${name}.ts.${process.pid}`, module);
  await rename(`${out}/${name}.ts.${process.pid}`, `${out}/${name}.ts`);
  console.log(`${name}: ${wasm.length} bytes`);
}

async function compile(name) {
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      `assembly/${name}.ts`,
      '--outFile=kernel.wasm',
      '-O3',
      '--noAssert',
      '--converge',
      '--runtime=stub',
      '--enable=simd',
      '--use=abort=',
      ...(guests.has(name) ? ['--importMemory'] : []),
      ...(relaxed.has(name) ? ['--enable=relaxed-simd'] : []),
    ],
    {
      // asc asks for files that may not exist while it resolves imports: those are `null`, not errors.
      readFile: (path, base) => readFile(`${base === '.' ? root : base}/${path}`, 'utf8').catch(() => null),
      writeFile: (path, contents) => files.set(path, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${name}: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(files.get('kernel.wasm'));
}
