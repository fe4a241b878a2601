/** JSON in which whole numbers that a double cannot hold are strings, so that no reader rounds them. */
export function toJson(value: unknown, space?: number): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part), space);
}
