/** What the reference reads of the parameters of boids. */
export interface Given {
  width: number;
  height: number;
  boundary: string;
  perception: number;
  personal: number;
  sight: number;
  separation: number;
  alignment: number;
  cohesion: number;
  speed: number;
  slowest: number;
  maxForce: number;
}

/**
 * One step of the formula in the docstring of `boids`, all pairs, in doubles. `error` bounds what single precision may
 * change; it is infinite for an agent with a neighbour on the very edge of what it sees.
 */
export function referenceStep(agents: Float32Array, given: Given): { next: number[]; error: number }[] {
  const { width, height, perception, personal, speed } = given;
  const slowest = given.slowest * speed;
  const cosine = Math.cos((given.sight * Math.PI) / 360);
  const torus = given.boundary === 'torus';
  const nearest = (d: number, size: number) => (torus ? d - size * Math.round(d / size) : d);
  const rounding = 2 ** -22 * (width + height);
  const rows = Array.from({ length: agents.length / 4 }, (_, i) => Array.from(agents.subarray(4 * i, 4 * i + 4)));

  return rows.map(([x, y, u, v], i) => {
    let [n, toX, toY, relU, relV, pushX, pushY, error] = [0, 0, 0, 0, 0, 0, 0, 4 * rounding];
    rows.forEach(([x2, y2, u2, v2], j) => {
      if (i === j) return;
      const dx = nearest(x2 - x, width);
      const dy = nearest(y2 - y, height);
      const d = Math.sqrt(dx * dx + dy * dy);
      const own = Math.sqrt(u * u + v * v);
      const ahead = dx * u + dy * v - cosine * d * own;
      const isAntipode = torus && (width / 2 - Math.abs(dx) < rounding || height / 2 - Math.abs(dy) < rounding);
      const isOnEdge = Math.abs(d - perception) < 2 * rounding || isAntipode;
      const isOnViewEdge =
        given.sight < 360 && Math.abs(ahead) < 4 * rounding * (own + 1e-3) && (d > 0 || d < rounding);
      if ((isOnEdge || isOnViewEdge) && d < Math.max(perception, personal) + 2 * rounding && d > 0) error = Infinity;
      if (given.sight < 360 && ahead < 0) return;
      if (d < perception) {
        n += 1;
        toX += dx;
        toY += dy;
        relU += u2 - u;
        relV += v2 - v;
      }
      if (d < personal) {
        const near = Math.max(d * d, personal ** 2 * 1e-4);
        const weight = personal ** 2 / near - 1;
        pushX -= weight * dx;
        pushY -= weight * dy;
        // How fast the push changes with the distance, times what rounding may do to that.
        error += ((given.separation * speed) / personal) * rounding * (1 + (3 * personal ** 2) / near);
      }
    });
    let ax = personal > 0 ? ((given.separation * speed) / personal) * pushX : 0;
    let ay = personal > 0 ? ((given.separation * speed) / personal) * pushY : 0;
    if (n > 0) {
      const cohesion = (given.cohesion * speed) / perception;
      ax += (given.alignment * relU + cohesion * toX) / n;
      ay += (given.alignment * relV + cohesion * toY) / n;
      error += (cohesion + given.alignment) * rounding * 4;
    }
    error += 1e-5 * (Math.abs(ax) + Math.abs(ay) + speed);
    const force = Math.hypot(ax, ay);
    const limit = force > given.maxForce ? given.maxForce / force : 1;
    let [u2, v2] = [u + ax * limit, v + ay * limit];
    const pace = Math.hypot(u2, v2);
    if (pace > speed) {
      u2 *= speed / pace;
      v2 *= speed / pace;
    } else if (pace < slowest) {
      // Too slow is sped up, and its errors with it; at rest there is no heading to keep.
      error = pace > 10 * error ? (error * 2 * slowest) / pace : Infinity;
      u2 *= slowest / pace;
      v2 *= slowest / pace;
    } else if (slowest > 0 && pace < 2 * error) error = Infinity;
    return { next: [x + u2, y + v2, u2, v2], error };
  });
}

/** What {@link referenceStep} gives, wrapped around the torus or reflected by the walls. */
export function settle([x, y, u, v]: number[], given: Given): number[] {
  const fold = (p: number, speed: number, size: number): [number, number] => {
    if (given.boundary === 'torus') return [p - size * Math.floor(p / size), speed];
    const mirrored = p < 0 ? -p : p > size ? 2 * size - p : p;
    return [Math.max(0, Math.min(size, mirrored)), p < 0 || p > size ? -speed : speed];
  };
  const [[px, pu], [py, pv]] = [fold(x, u, given.width), fold(y, v, given.height)];
  return [px, py, pu, pv];
}
