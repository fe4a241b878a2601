// Recurrent rate networks, oscillators and fields: what theory and earlier work say of them, at full size.
import { neurons } from '@selforg/core';

export const facts = [
  lyapunovFact(0.5, -0.53, 0.05),
  lyapunovFact(0.8, -0.21, 0.05),
  lyapunovFact(1.5, 0.035, 0.03),
  lyapunovFact(2, 0.098, 0.025),
  orderFact(1.25, 200000, 0.015),
  orderFact(2, 100000, 0.005),
  orderFact(4, 100000, 0.005),
  bumpFact(-0.8),
  bumpFact(-1.2),
  {
    id: 'echo-state-mackey-glass',
    claim:
      'Echo state network, 100 units, radius 1.25, leak .3, ridge 1e-5, 10 % connected: RMSE one step ahead on Mackey–Glass (τ = 17, unit variance), mean of 10 seeds',
    source: 'Jaeger & Haas 2004 (doi:10.1126/science.1091277); figures by an independent implementation: .0025 – .0032',
    expected: 'at most .0032',
    run() {
      const errors = Array.from({ length: 10 }, (_, seed) => mackeyGlassError(seed + 1));
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      return {
        value: `${mean.toFixed(4)} (${Math.min(...errors).toFixed(4)} – ${Math.max(...errors).toFixed(4)})`,
        holds: mean <= 0.0032,
      };
    },
  },
  capacityFact(50),
  capacityFact(100),
  {
    id: 'force-sines',
    claim:
      'FORCE, 400 units, g = 1.5: RMS error of a sum of four sines over 5 periods after 20 periods of learning, 5 seeds that succeed of 6 at least',
    source: 'Sussillo & Abbott 2009 (doi:10.1016/j.neuron.2009.07.018)',
    expected: 'below 0.1 on at least 5 of 6 seeds',
    run() {
      const errors = [1, 2, 3, 4, 5, 6].map(forceError);
      return {
        value: errors.map((error) => error.toFixed(3)).join(', '),
        holds: errors.filter((error) => error < 0.1).length >= 5,
      };
    },
  },
];

function lyapunovFact(gain, expected, tolerance) {
  return {
    id: `lyapunov-${gain}`,
    claim: `Chaotic rate network, N = 500, Δt = .1, g = ${gain}: largest Lyapunov exponent, mean of 6 networks`,
    source:
      'Sompolinsky, Crisanti & Sommers 1988 (doi:10.1103/PhysRevLett.61.259); figure by an independent implementation',
    expected: `${expected} ± ${tolerance}`,
    run() {
      const seeds = [1, 2, 3, 4, 5, 6];
      const all = seeds.map((seed) => neurons.networkLyapunov({ units: 500, gain, seed, timeStep: 0.1 }, 600, 200));
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
      return { value: mean.toFixed(3), holds: Math.abs(mean - expected) <= tolerance };
    },
  };
}

function orderFact(coupling, count, tolerance) {
  const expected = Math.sqrt(1 - 1 / coupling);
  return {
    id: `kuramoto-order-${coupling}`,
    claim: `Kuramoto, ${count} oscillators, Lorentzian of half width γ = .5, K = ${coupling}: order r`,
    source: 'Kuramoto 1975: r = √(1 − 2γ / K)',
    expected: `${expected.toFixed(4)} ± ${tolerance}`,
    run() {
      const oscillators = new neurons.KuramotoOscillators({ count, coupling, width: 0.5, timeStep: 0.1, seed: 1 });
      oscillators.step(800);
      let sum = 0;
      for (let t = 0; t < 800; t++) {
        oscillators.step();
        sum += oscillators.coherence;
      }
      return { value: (sum / 800).toFixed(4), holds: Math.abs(sum / 800 - expected) <= tolerance };
    },
  };
}

function bumpFact(rest) {
  const hat = { excitation: 8, excitationWidth: 100, inhibition: 7, inhibitionWidth: 200, globalInhibition: 0 };
  return {
    id: `amari-width-${-rest}`,
    claim: `Amari field, Gaussians of 100 and 200 cells, h = ${rest}: width of a bump at rest, between its starts from within and without`,
    source: 'Amari 1977 (doi:10.1007/BF00337259): ∫₀^a w = −h',
    expected: `${neurons.bumpWidths(hat, rest, 1000).at(-1)?.toFixed(1)} cells ± 1 %`,
    run() {
      const expected = neurons.bumpWidths(hat, rest, 1000).at(-1) ?? 0;
      const [inner, outer] = [100, 600].map((start) => restingWidth(hat, rest, start));
      const width = (inner + outer) / 2;
      return { value: `${width} (${inner} – ${outer})`, holds: Math.abs(width / expected - 1) <= 0.01 };
    },
  };
}

function restingWidth(hat, rest, start) {
  const cells = 2400;
  const field = new neurons.AmariField({ ...hat, width: cells, rest });
  field.u.fill(1, cells / 2 - start / 2, cells / 2 + start / 2);
  for (let t = 0; t < 1500; t++) field.step(t);
  return field.u.subarray(0, cells).filter((u) => u > 0).length;
}

function mackeyGlassError(seed) {
  const raw = neurons.mackeyGlass(4001, { skip: 500 });
  const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
  const deviation = Math.sqrt(raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / raw.length);
  const series = raw.map((x) => (x - mean) / deviation);
  const network = new neurons.EchoStateNetwork({
    units: 100,
    spectralRadius: 1.25,
    leak: 0.3,
    inputScale: 1,
    sparsity: 0.9,
    seed,
  });
  network.fit(series.subarray(0, 2000), series.subarray(1, 2001), { washout: 100, ridge: 1e-5 });
  const answers = network.predict(series.subarray(2000, 4000));
  return Math.sqrt(answers.reduce((sum, y, t) => sum + (y - series[2001 + t]) ** 2, 0) / 2000);
}

function capacityFact(units) {
  return {
    id: `memory-capacity-${units}`,
    claim: `Linear echo state network of ${units} units: memory capacity over ${3 * units} delays`,
    source: 'Jaeger 2002: at most the number of units',
    expected: `at most ${units}, more than half of it`,
    run() {
      const options = { units, leak: 1, activation: 'linear', bias: false, spectralRadius: 0.95, seed: 1 };
      const network = new neurons.EchoStateNetwork(options);
      const capacity = neurons
        .memoryCapacity(network, { delays: 3 * units, steps: 6000, washout: 500 })
        .reduce((sum, share) => sum + share, 0);
      return { value: capacity.toFixed(1), holds: capacity <= units && capacity > units / 2 };
    },
  };
}

function forceError(seed) {
  const learner = new neurons.ForceLearner({ units: 400, gain: 1.5, regularization: 0.1, seed });
  const target = new neurons.ForceTarget('sines', 60, 0.1);
  let squares = 0;
  for (let t = 0; t < 15000; t++) {
    const wanted = target.next(t);
    const output = learner.step();
    if (t < 12000 && t % 2 === 0) learner.learn(wanted);
    if (t >= 12000) squares += (output - wanted) ** 2;
  }
  return Math.sqrt(squares / 3000);
}
