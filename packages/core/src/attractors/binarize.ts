import type { Pixels } from '../bytes/png.js';

/**
 * An image as a pattern of ±1, row-major, +1 where it is dark: shrunk or stretched to width × height by the mean over
 * each cell's area, then cut at Otsu's threshold. What is transparent is white paper.
 *
 * Otsu's threshold rather than the mean: it finds the gap between ink and paper however little ink there is, where
 * the mean of a page with a thin drawing lies within the grain of the paper.
 */
export function binarize(image: Pixels, width: number, height: number): Int8Array {
  const shades = greyLevels(image, width, height);
  const threshold = otsuThreshold(shades);
  return Int8Array.from(shades, (shade) => (shade <= threshold ? 1 : -1));
}

/** Mean luminance (0 black to 255 white, rounded) of the part of the image under each cell, row-major. */
export function greyLevels(image: Pixels, width: number, height: number): Uint8Array {
  const across = spans(image.width, width);
  const down = spans(image.height, height);
  const shades = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let area = 0;
      for (let v = Math.floor(down[y]); v < down[y + 1]; v++) {
        const tall = Math.min(v + 1, down[y + 1]) - Math.max(v, down[y]);
        for (let u = Math.floor(across[x]); u < across[x + 1]; u++) {
          const part = tall * (Math.min(u + 1, across[x + 1]) - Math.max(u, across[x]));
          sum += part * luminance(image, v * image.width + u);
          area += part;
        }
      }
      shades[y * width + x] = Math.round(sum / area);
    }
  }
  return shades;
}

/** Edges of `cells` equal cells along `length` pixels. */
const spans = (length: number, cells: number) => Array.from({ length: cells + 1 }, (_, i) => (i * length) / cells);

/** Rec. 709 weights, on white paper. */
function luminance({ data }: Pixels, pixel: number): number {
  const [red, green, blue, alpha] = data.subarray(4 * pixel, 4 * pixel + 4);
  const shade = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 255 + ((shade - 255) * alpha) / 255;
}

/**
 * The last shade of the darker class, where the variance between the two classes is greatest (Otsu 1979,
 * doi:10.1109/TSMC.1979.4310076); mid-grey for an image of one shade.
 */
export function otsuThreshold(shades: Uint8Array): number {
  const histogram = new Float64Array(256);
  for (const shade of shades) histogram[shade]++;
  const total = histogram.reduce((sum, n, shade) => sum + n * shade, 0);
  let threshold = 127;
  let greatest = 0;
  let darker = 0;
  let sum = 0;
  for (let shade = 0; shade < 255; shade++) {
    darker += histogram[shade];
    sum += histogram[shade] * shade;
    const lighter = shades.length - darker;
    if (darker === 0 || lighter === 0) continue;
    const apart = sum / darker - (total - sum) / lighter;
    const between = darker * lighter * apart * apart;
    if (between > greatest) [greatest, threshold] = [between, shade];
  }
  return threshold;
}
