import { BufferImageSource, Geometry, GlProgram, GpuProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import type { TexelLayer } from '../worker/picture.js';
import type { Camera } from '../worker/protocol.js';
import { type CellKind, type Filter, rasterFragmentGl, rasterVertexGl, rasterWgsl } from './raster-shader.js';

const BITS = { bits: 1, index: 8, rgba: 32 } as const;
/** Screen pixels a cell from which lines between cells can be seen without being in the way. */
const LINES_FROM = 10;

/** How carefully to draw: `fast` while it runs on a processor that has to play the graphics card. */
export type Quality = 'fast' | 'fine';

/** Draws one raster: the quad that it lies on, its texels and its palette. */
export class RasterMark {
  readonly mesh: Mesh<Geometry, Shader>;
  readonly #uniforms = new UniformGroup({
    uPlace: { value: new Float32Array(4), type: 'vec4<f32>' },
    uGrid: { value: new Float32Array(4), type: 'vec4<f32>' },
    uLook: { value: new Float32Array(4), type: 'vec4<f32>' },
  });
  readonly #palette = new BufferImageSource({
    resource: new Uint8Array(1024),
    width: 256,
    height: 1,
    format: 'rgba8unorm',
    scaleMode: 'nearest',
  });
  readonly #shaders = new Map<string, Shader>();
  #texels = texture(new Uint32Array(64), 64);
  #layer: TexelLayer | undefined;

  constructor() {
    const geometry = new Geometry({
      attributes: { aPosition: { buffer: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), format: 'float32x2' } },
      indexBuffer: new Uint16Array([0, 1, 2, 0, 2, 3]),
    });
    // Opaque: blending would read every pixel before it is written.
    const state = new State();
    state.blend = false;
    this.mesh = new Mesh({ geometry, shader: this.#shader('bits', 'plain'), state });
  }

  update(layer: TexelLayer): void {
    this.#layer = layer;
    const { raster, texels, columns } = layer;
    if (this.#texels.width === columns && this.#texels.height === texels.length / columns) {
      this.#texels.resource = texels;
      this.#texels.update();
    } else this.#replaceTexels(texture(texels, columns));
    this.#setPalette(raster.palette);
    const { uPlace, uGrid } = this.#uniforms.uniforms;
    uPlace.set([layer.x, layer.y, layer.width, layer.height]);
    uGrid.set([raster.width, raster.height, Math.ceil((raster.width * BITS[raster.kind]) / 8)]);
    this.#uniforms.update();
  }

  look({ scale }: Camera, quality: Quality, hasLines: boolean): void {
    if (!this.#layer) return;
    const { width, raster, columns, isSmooth } = this.#layer;
    const pixels = (scale * width) / raster.width;
    const lines = hasLines && pixels >= LINES_FROM ? Math.min(0.22, (pixels - LINES_FROM + 2) / 60) : 0;
    const isExact = Number.isInteger(pixels) && !isSmooth && lines === 0;
    const filter = isExact || quality === 'fast' ? 'plain' : pixels < 0.8 ? 'far' : 'fine';
    this.mesh.shader = this.#shader(raster.kind, filter);
    this.#uniforms.uniforms.uLook.set([Math.log2(columns), 1 / pixels, isSmooth ? 1 : Math.max(1, pixels), lines]);
    this.#uniforms.update();
  }

  destroy(): void {
    this.mesh.destroy();
    for (const shader of this.#shaders.values()) shader.destroy();
    this.#texels.destroy();
    this.#palette.destroy();
  }

  #replaceTexels(next: BufferImageSource): void {
    const before = this.#texels;
    this.#texels = next;
    for (const shader of this.#shaders.values()) shader.resources.uTexels = next;
    before.destroy();
  }

  #setPalette(palette: Uint8Array): void {
    const colours = this.#palette.resource as Uint8Array;
    let isNew = false;
    for (let i = 0, at = 0; i < palette.length; i++) {
      isNew ||= colours[at] !== palette[i];
      colours[at++] = palette[i];
      if (i % 3 === 2) colours[at++] = 255;
    }
    if (isNew) this.#palette.update();
  }

  #shader(kind: CellKind, filter: Filter): Shader {
    const name = `raster-${kind}-${filter}`;
    const known = this.#shaders.get(name);
    if (known) return known;
    const source = rasterWgsl(kind, filter);
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex: rasterVertexGl, fragment: rasterFragmentGl(kind, filter), name }),
      gpuProgram: GpuProgram.from({
        vertex: { source, entryPoint: 'mainVertex' },
        fragment: { source, entryPoint: 'mainFragment' },
        name,
      }),
      resources: { raster: this.#uniforms, uTexels: this.#texels, uPalette: this.#palette },
    });
    this.#shaders.set(name, shader);
    return shader;
  }
}

function texture(texels: Uint32Array, columns: number): BufferImageSource {
  const size = { width: columns, height: texels.length / columns };
  // A texture of integers that is not read by nearest neighbour counts as incomplete.
  return new BufferImageSource({ resource: texels, ...size, format: 'r32uint', scaleMode: 'nearest' });
}
