/** Sizes of the clusters of open sites, by flood fill, and whether one reaches from the first row to the last. */
export function floodFill(open: readonly boolean[], width: number, joined: (a: number, b: number) => boolean) {
  const seen = new Set<number>();
  const sizes: number[] = [];
  let spans = false;
  for (let start = 0; start < open.length; start++) {
    if (!open[start] || seen.has(start)) continue;
    const cluster = [start];
    seen.add(start);
    for (const node of cluster) {
      const x = node % width;
      const around = [x > 0 ? node - 1 : -1, x < width - 1 ? node + 1 : -1, node - width, node + width];
      for (const other of around) {
        if (other < 0 || other >= open.length || !open[other] || seen.has(other) || !joined(node, other)) continue;
        seen.add(other);
        cluster.push(other);
      }
    }
    sizes.push(cluster.length);
    spans ||= cluster.some((node) => node < width) && cluster.some((node) => node >= open.length - width);
  }
  return { sizes, spans };
}
