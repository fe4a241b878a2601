// Shaders that decode the pixels of a raster on the graphics card. Its bytes lie one after the other in texels of 32 bits,
// whatever the raster's own rows are. There is one program for each way to store a cell and to look at it, with no branch
// that is the same for all pixels: a processor that plays the graphics card runs them three times as fast as a common one.

export type CellKind = 'bits' | 'index' | 'rgba';
/** plain: the cell under the pixel's middle. fine: cells blend over a pixel at their border. far: mean of many cells. */
export type Filter = 'plain' | 'fine' | 'far';

interface Language {
  readonly cell: Readonly<Record<CellKind, string>>;
  readonly filter: Readonly<Record<Filter, string>>;
}

const gl: Language = {
  cell: {
    bits: `
  int at = cell.y * int(uGrid.z) + (cell.x >> 3);
  uint value = (texel(at >> 2) >> uint(((at & 3) << 3) + 7 - (cell.x & 7))) & 1u;
  return texelFetch(uPalette, ivec2(int(value), 0), 0).rgb;`,
    index: `
  int at = cell.y * int(uGrid.z) + cell.x;
  uint value = (texel(at >> 2) >> uint((at & 3) << 3)) & 255u;
  return texelFetch(uPalette, ivec2(int(value), 0), 0).rgb;`,
    rgba: `
  uint word = texel(cell.y * int(uGrid.x) + cell.x);
  return vec3(float(word & 255u), float((word >> 8) & 255u), float((word >> 16) & 255u)) / 255.0;`,
  },
  filter: {
    plain: `
  vec3 colour = cellColour(ivec2(vCell));`,
    fine: `
  vec2 corner = floor(vCell - 0.5);
  vec2 share = clamp((vCell - 1.0 - corner) * uLook.z + 0.5, 0.0, 1.0);
  ivec2 cell = ivec2(corner);
  vec3 top = mix(cellColour(cell), cellColour(cell + ivec2(1, 0)), share.x);
  vec3 bottom = mix(cellColour(cell + ivec2(0, 1)), cellColour(cell + ivec2(1, 1)), share.x);
  vec3 colour = mix(top, bottom, share.y);
  vec2 edge = step(fract(vCell), vec2(uLook.y));
  colour = mix(colour, vec3(0.5), uLook.w * max(edge.x, edge.y));`,
    far: `
  vec3 colour = vec3(0.0);
  int taps = int(min(4.0, ceil(uLook.y)));
  for (int row = 0; row < taps; row++) {
    for (int column = 0; column < taps; column++) {
      vec2 offset = (vec2(float(column), float(row)) + 0.5) / float(taps) - 0.5;
      colour += cellColour(ivec2(floor(vCell + offset * uLook.y)));
    }
  }
  colour /= float(taps * taps);`,
  },
};

/**
 * uPlace: x, y, width, height in the picture. uGrid: columns, rows, bytes a row.
 * uLook: texels a texture row (as a power of two), cells a screen pixel across, sharpness, strength of lines between cells.
 */
export const rasterVertexGl = `#version 300 es
precision highp float;
in vec2 aPosition;
out vec2 vCell;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform vec4 uPlace;
uniform vec4 uGrid;
void main() {
  vCell = aPosition * uGrid.xy;
  vec2 place = uPlace.xy + aPosition * uPlace.zw;
  mat3 matrix = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
}`;

export const rasterFragmentGl = (kind: CellKind, filter: Filter): string => `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
in vec2 vCell;
out vec4 outColour;
uniform vec4 uGrid;
uniform vec4 uLook;
uniform usampler2D uTexels;
uniform sampler2D uPalette;

uint texel(int at) {
  int power = int(uLook.x);
  return texelFetch(uTexels, ivec2(at & ((1 << power) - 1), at >> power), 0).r;
}

vec3 cellColour(ivec2 place) {
  ivec2 cell = clamp(place, ivec2(0), ivec2(uGrid.xy) - 1);${gl.cell[kind]}
}

void main() {${gl.filter[filter]}
  outColour = vec4(colour, 1.0);
}`;

const wgsl: Language = {
  cell: {
    bits: `
  let at = cell.y * i32(raster.uGrid.z) + (cell.x >> 3u);
  let value = (texel(at >> 2u) >> u32(((at & 3) << 3u) + 7 - (cell.x & 7))) & 1u;
  return textureLoad(uPalette, vec2<i32>(i32(value), 0), 0).rgb;`,
    index: `
  let at = cell.y * i32(raster.uGrid.z) + cell.x;
  let value = (texel(at >> 2u) >> u32((at & 3) << 3u)) & 255u;
  return textureLoad(uPalette, vec2<i32>(i32(value), 0), 0).rgb;`,
    rgba: `
  let word = texel(cell.y * i32(raster.uGrid.x) + cell.x);
  return vec3<f32>(f32(word & 255u), f32((word >> 8u) & 255u), f32((word >> 16u) & 255u)) / 255.0;`,
  },
  filter: {
    plain: `
  let colour = cellColour(vec2<i32>(at));`,
    fine: `
  let corner = floor(at - 0.5);
  let share = clamp((at - 1.0 - corner) * raster.uLook.z + 0.5, vec2<f32>(0.0), vec2<f32>(1.0));
  let cell = vec2<i32>(corner);
  let top = mix(cellColour(cell), cellColour(cell + vec2<i32>(1, 0)), share.x);
  let bottom = mix(cellColour(cell + vec2<i32>(0, 1)), cellColour(cell + vec2<i32>(1, 1)), share.x);
  let edge = step(fract(at), vec2<f32>(raster.uLook.y));
  let colour = mix(mix(top, bottom, share.y), vec3<f32>(0.5), raster.uLook.w * max(edge.x, edge.y));`,
    far: `
  var colour = vec3<f32>(0.0);
  let taps = i32(min(4.0, ceil(raster.uLook.y)));
  for (var row = 0; row < taps; row++) {
    for (var column = 0; column < taps; column++) {
      let offset = (vec2<f32>(f32(column), f32(row)) + 0.5) / f32(taps) - 0.5;
      colour += cellColour(vec2<i32>(floor(at + offset * raster.uLook.y)));
    }
  }
  colour /= f32(taps * taps);`,
  },
};

export const rasterWgsl = (kind: CellKind, filter: Filter): string => `
struct GlobalUniforms {
  uProjectionMatrix: mat3x3<f32>,
  uWorldTransformMatrix: mat3x3<f32>,
  uWorldColorAlpha: vec4<f32>,
  uResolution: vec2<f32>,
}
struct LocalUniforms {
  uTransformMatrix: mat3x3<f32>,
  uColor: vec4<f32>,
  uRound: f32,
}
struct RasterUniforms {
  uPlace: vec4<f32>,
  uGrid: vec4<f32>,
  uLook: vec4<f32>,
}
@group(0) @binding(0) var<uniform> globalUniforms: GlobalUniforms;
@group(1) @binding(0) var<uniform> localUniforms: LocalUniforms;
@group(2) @binding(0) var<uniform> raster: RasterUniforms;
@group(2) @binding(1) var uTexels: texture_2d<u32>;
@group(2) @binding(2) var uPalette: texture_2d<f32>;

struct Vertex {
  @builtin(position) position: vec4<f32>,
  @location(0) cell: vec2<f32>,
}

@vertex
fn mainVertex(@location(0) aPosition: vec2<f32>) -> Vertex {
  let place = raster.uPlace.xy + aPosition * raster.uPlace.zw;
  let matrix = globalUniforms.uProjectionMatrix * globalUniforms.uWorldTransformMatrix * localUniforms.uTransformMatrix;
  return Vertex(vec4<f32>((matrix * vec3<f32>(place, 1.0)).xy, 0.0, 1.0), aPosition * raster.uGrid.xy);
}

fn texel(at: i32) -> u32 {
  let power = u32(raster.uLook.x);
  return textureLoad(uTexels, vec2<i32>(at & ((1i << power) - 1i), at >> power), 0).r;
}

fn cellColour(place: vec2<i32>) -> vec3<f32> {
  let cell = clamp(place, vec2<i32>(0), vec2<i32>(raster.uGrid.xy) - 1);${wgsl.cell[kind]}
}

@fragment
fn mainFragment(@location(0) at: vec2<f32>) -> @location(0) vec4<f32> {${wgsl.filter[filter]}
  return vec4<f32>(colour, 1.0);
}`;
