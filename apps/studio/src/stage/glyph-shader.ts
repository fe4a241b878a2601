// Discs, arrows, lines, rectangles and hexagons: each a quad, cut out by its distance to the edge, so that edges are
// smooth without multisampling. uGlyph: shape (0 disc, 1 arrow, 2 line, 3 rectangle, 4 hexagon), size, pixels a unit.
// A quad is half a pixel wider than its shape; `local` is in units of the picture around the middle, x along the direction.

export const glyphVertexGl = `#version 300 es
precision highp float;
in vec4 aPlace;
in vec4 aColour;
out vec2 vLocal;
out vec2 vHalf;
out vec4 vColour;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform vec4 uGlyph;
void main() {
  int corner = gl_VertexID & 3;
  vec2 side = vec2(corner == 1 || corner == 2 ? 1.0 : -1.0, corner >= 2 ? 1.0 : -1.0);
  vec2 middle = aPlace.xy;
  vec2 along = vec2(1.0, 0.0);
  vec2 halfSize = vec2(uGlyph.y);
  if (uGlyph.x == 1.0) {
    if (dot(aPlace.zw, aPlace.zw) > 0.0) along = normalize(aPlace.zw);
    halfSize.y *= 0.56;
  } else if (uGlyph.x == 2.0) {
    vec2 span = aPlace.zw - aPlace.xy;
    float size = length(span);
    if (size > 0.0) along = span / size;
    middle += span * 0.5;
    halfSize = vec2(size * 0.5 + uGlyph.y, max(uGlyph.y, 0.5 / uGlyph.z));
  } else if (uGlyph.x == 3.0) {
    middle += aPlace.zw * 0.5;
    halfSize = aPlace.zw * 0.5;
  }
  vec2 local = side * (halfSize + 0.75 / uGlyph.z);
  vec2 place = middle + along * local.x + vec2(-along.y, along.x) * local.y;
  mat3 matrix = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
  vLocal = local;
  vHalf = halfSize;
  vColour = aColour;
}`;

export const glyphFragmentGl = `#version 300 es
precision highp float;
in vec2 vLocal;
in vec2 vHalf;
in vec4 vColour;
out vec4 outColour;
uniform vec4 uGlyph;
void main() {
  float far;
  if (uGlyph.x == 0.0) {
    far = length(vLocal) - vHalf.x;
  } else if (uGlyph.x == 1.0) {
    vec2 at = vec2(vLocal.x, abs(vLocal.y)) / vHalf.x;
    far = max(dot(at - vec2(1.0, 0.0), vec2(0.28267, 0.95922)), dot(at - vec2(-0.48, 0.0), vec2(-0.8, -0.6))) * vHalf.x;
  } else if (uGlyph.x == 4.0) {
    vec2 at = abs(vLocal);
    far = max(at.x, dot(at, vec2(0.5, 0.8660254))) - 0.8660254 * vHalf.x - 0.5 / uGlyph.z;
  } else {
    vec2 beyond = abs(vLocal) - vHalf;
    far = max(beyond.x, beyond.y);
  }
  float cover = clamp(0.5 - far * uGlyph.z, 0.0, 1.0);
  outColour = vec4(vColour.rgb, 1.0) * cover;
}`;

export const glyphWgsl = `
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
struct GlyphUniforms {
  uGlyph: vec4<f32>,
}
@group(0) @binding(0) var<uniform> globalUniforms: GlobalUniforms;
@group(1) @binding(0) var<uniform> localUniforms: LocalUniforms;
@group(2) @binding(0) var<uniform> glyphs: GlyphUniforms;

struct Vertex {
  @builtin(position) position: vec4<f32>,
  @location(0) local: vec2<f32>,
  @location(1) halfSize: vec2<f32>,
  @location(2) colour: vec4<f32>,
}

@vertex
fn mainVertex(
  @builtin(vertex_index) index: u32,
  @location(0) aPlace: vec4<f32>,
  @location(1) aColour: vec4<f32>,
) -> Vertex {
  let glyph = glyphs.uGlyph;
  let corner = index & 3u;
  let side = vec2<f32>(select(-1.0, 1.0, corner == 1u || corner == 2u), select(-1.0, 1.0, corner >= 2u));
  var middle = aPlace.xy;
  var along = vec2<f32>(1.0, 0.0);
  var halfSize = vec2<f32>(glyph.y);
  if (glyph.x == 1.0) {
    if (dot(aPlace.zw, aPlace.zw) > 0.0) { along = normalize(aPlace.zw); }
    halfSize.y *= 0.56;
  } else if (glyph.x == 2.0) {
    let span = aPlace.zw - aPlace.xy;
    let size = length(span);
    if (size > 0.0) { along = span / size; }
    middle += span * 0.5;
    halfSize = vec2<f32>(size * 0.5 + glyph.y, max(glyph.y, 0.5 / glyph.z));
  } else if (glyph.x == 3.0) {
    middle += aPlace.zw * 0.5;
    halfSize = aPlace.zw * 0.5;
  }
  let local = side * (halfSize + 0.75 / glyph.z);
  let place = middle + along * local.x + vec2<f32>(-along.y, along.x) * local.y;
  let matrix = globalUniforms.uProjectionMatrix * globalUniforms.uWorldTransformMatrix * localUniforms.uTransformMatrix;
  return Vertex(vec4<f32>((matrix * vec3<f32>(place, 1.0)).xy, 0.0, 1.0), local, halfSize, aColour);
}

@fragment
fn mainFragment(
  @location(0) local: vec2<f32>,
  @location(1) halfSize: vec2<f32>,
  @location(2) colour: vec4<f32>,
) -> @location(0) vec4<f32> {
  var far = 0.0;
  if (glyphs.uGlyph.x == 0.0) {
    far = length(local) - halfSize.x;
  } else if (glyphs.uGlyph.x == 1.0) {
    let at = vec2<f32>(local.x, abs(local.y)) / halfSize.x;
    far = max(
      dot(at - vec2<f32>(1.0, 0.0), vec2<f32>(0.28267, 0.95922)),
      dot(at - vec2<f32>(-0.48, 0.0), vec2<f32>(-0.8, -0.6)),
    ) * halfSize.x;
  } else if (glyphs.uGlyph.x == 4.0) {
    let at = abs(local);
    far = max(at.x, dot(at, vec2<f32>(0.5, 0.8660254))) - 0.8660254 * halfSize.x - 0.5 / glyphs.uGlyph.z;
  } else {
    let beyond = abs(local) - halfSize;
    far = max(beyond.x, beyond.y);
  }
  return vec4<f32>(colour.rgb, 1.0) * clamp(0.5 - far * glyphs.uGlyph.z, 0.0, 1.0);
}`;
