import { Buffer, BufferUsage, Geometry, GlProgram, GpuProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import { CORNER_BYTES, GLYPH_BYTES, GLYPHS, type GlyphLayer } from '../worker/picture.js';
import type { Camera } from '../worker/protocol.js';
import { glyphFragmentGl, glyphVertexGl, glyphWgsl } from './glyph-shader.js';

/** Two triangles a mark, over its four corners. */
function quadOrder(count: number): Uint32Array<ArrayBuffer> {
  const quad = [0, 1, 2, 0, 2, 3];
  return Uint32Array.from({ length: count * 6 }, (_, i) => 4 * Math.floor(i / 6) + quad[i % 6]);
}

/** Draws all marks of one layer in one call. */
export class GlyphMark {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #uniforms = new UniformGroup({ uGlyph: { value: new Float32Array(4), type: 'vec4<f32>' } });
  readonly #corners = new Buffer({
    data: new Float32Array(GLYPH_BYTES / 4),
    usage: BufferUsage.VERTEX | BufferUsage.COPY_DST,
    shrinkToFit: false,
  });
  readonly #order = new Buffer({
    data: quadOrder(1),
    usage: BufferUsage.INDEX | BufferUsage.COPY_DST,
    shrinkToFit: false,
  });
  readonly #geometry: Geometry;
  readonly #shader: Shader;

  /** @param isOpaque fills without looking at what was there before */
  constructor(isOpaque = false) {
    const stride = CORNER_BYTES;
    this.#geometry = new Geometry({
      attributes: {
        aPlace: { buffer: this.#corners, format: 'float32x4', stride, offset: 0 },
        aColour: { buffer: this.#corners, format: 'unorm8x4', stride, offset: 16 },
      },
      indexBuffer: this.#order,
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

  update({ shape, size, count, corners }: GlyphLayer): void {
    this.mesh.visible = count > 0;
    if (this.#order.data.length !== count * 6 && count > 0) this.#order.data = quadOrder(count);
    this.#corners.data = new Float32Array(corners);
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
