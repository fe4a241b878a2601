/** Units of work per second: the median of five runs after a warm-up, on the processor's own clock for this process. */
export function rate(work, units) {
  work();
  const seconds = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return units / seconds.sort((a, b) => a - b)[2];
}

/** Prints each rate and how many times it is the first one's. */
export function report(title, rows) {
  console.log(`\n${title}`);
  const [[, first]] = rows;
  for (const [name, value, note = ''] of rows) {
    const ratio = first / value;
    console.log(
      `  ${name.padEnd(44)} ${format(value).padStart(9)}   ${ratio === 1 ? '' : `${ratio.toFixed(1)}×`} ${note}`,
    );
  }
}

function format(value) {
  const [size, prefix] = [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ].find(([limit]) => value >= limit) ?? [1, ' '];
  return `${(value / size).toPrecision(3)}${prefix}`;
}
