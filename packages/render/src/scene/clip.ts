type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The part of a stroke that lies in the frame (Liang & Barsky 1984); nothing where it lies outside or has no place. */
export function clip([x0, y0, x1, y1]: Stroke, frame: Frame | undefined): Stroke | undefined {
  const [dx, dy] = [x1 - x0, y1 - y0];
  if (Number.isNaN(dx) || Number.isNaN(dy)) return undefined;
  if (!frame) return [x0, y0, x1, y1];
  let [enter, leave] = [0, 1];
  const sides = [
    [-dx, x0 - frame.left],
    [dx, frame.right - x0],
    [-dy, y0 - frame.top],
    [dy, frame.bottom - y0],
  ];
  for (const [outward, room] of sides) {
    if (outward === 0 && room < 0) return undefined;
    if (outward < 0) enter = Math.max(enter, room / outward);
    if (outward > 0) leave = Math.min(leave, room / outward);
  }
  if (enter > leave) return undefined;
  return [x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy];
}
