import { Buffer, BufferUsage, Geometry, GlProgram, GpuProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import { GLYPH_BYTES, GLYPHS, type GlyphLayer } from '../worker/picture.js';
import type { Camera } from '../worker/protocol.js';
import { glyphFragmentGl, glyphVertexGl, glyphWgsl } from './glyph-shader.js';

/** Draws all marks of one layer in one call. */
export class GlyphMark {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #uniforms = new UniformGroup({ uGlyph: { value: new Float32Array(4), type: 'vec4<f32>' } });
  readonly #instances = new Buffer({
    data: new Float32Array(GLYPH_BYTES / 4),
    usage: BufferUsage.VERTEX | BufferUsage.COPY_DST,
    shrinkToFit: false,
  });
  readonly #geometry: Geometry;
  readonly #shader: Shader;

  /** @param isOpaque fills without looking at what was there before */
  constructor(isOpaque = false) {
    const stride = GLYPH_BYTES;
    this.#geometry = new Geometry({
      attributes: {
        aCorner: { buffer: new Float32Array([-1, -1, 1, -1, 1, 1, -1, 1]), format: 'float32x2' },
        aPlace: { buffer: this.#instances, format: 'float32x4', stride, offset: 0, instance: true },
        aColour: { buffer: this.#instances, format: 'unorm8x4', stride, offset: 16, instance: true },
      },
      indexBuffer: new Uint16Array([0, 1, 2, 0, 2, 3]),
    });
    this.#shader = new Shader({
      glProgram: GlProgram.from({ vertex: glyphVertexGl, fragment: glyphFragmentGl, name: 'glyphs' }),
      gpuProgram: GpuProgram.from({
        vertex: { source: glyphWgsl, entryPoint: 'mainVertex' },
        fragment: { source: glyphWgsl, entryPoint: 'mainFragment' },
        name: 'glyphs',
      }),
      resources: { glyphs: this.#uniforms },
    });
    const state = State.for2d();
    state.blend = !isOpaque;
    this.mesh = new Mesh({ geometry: this.#geometry, shader: this.#shader, state });
  }

  update({ shape, size, count, instances }: GlyphLayer): void {
    this.mesh.visible = count > 0;
    this.#geometry.instanceCount = count;
    this.#instances.data = new Float32Array(instances);
    this.#uniforms.uniforms.uGlyph.set([GLYPHS.indexOf(shape), size]);
  }

  look({ scale }: Camera): void {
    this.#uniforms.uniforms.uGlyph[2] = scale;
    this.#uniforms.update();
  }

  destroy(): void {
    this.mesh.destroy();
    this.#geometry.destroy(true);
    this.#shader.destroy();
  }
}
