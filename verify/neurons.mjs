// Facts of single neurons that need long runs or fine sweeps.
import { createSimulation, neurons } from '@selforg/core';

const { fiCurve, hodgkinHuxleyNeuron, izhikevichNeuron, morrisLecarClasses, morrisLecarNeuron, simulate } = neurons;
const { fitzHughNagumoNeuron, leakyNeuron, restAt, fitzHugh } = neurons;

/** The least of some currents, `step` apart, for which something holds. */
function onset(from, to, step, holds) {
  for (let i = 0; from + i * step <= to + step / 2; i++) {
    const current = Number((from + i * step).toFixed(6));
    if (holds(current)) return current;
  }
  return Number.NaN;
}

/** Euler's method as most programs have it: the potential first, then the gates. */
const axon = (current, duration) =>
  simulate(hodgkinHuxleyNeuron(), { current, duration, timeStep: 0.01, method: 'sequential' });

/** How far the potential still swings after a small push away from rest. */
function swing(current) {
  const [v, w] = restAt(fitzHugh, current);
  const model = { ...fitzHughNagumoNeuron(), start: [v + 1e-3, w] };
  const { voltages } = simulate(model, { current, duration: 20000, timeStep: 1, method: 'adaptive', tolerance: 1e-9 });
  const late = voltages.subarray(-200);
  return Math.max(...late) - Math.min(...late);
}

const TYPES = { RS: [0.02, 0.2, -65, 8], IB: [0.02, 0.2, -55, 4], CH: [0.02, 0.2, -50, 2], FS: [0.1, 0.2, -65, 2] };

export const facts = [
  {
    id: 'izhikevich-counts',
    claim: 'Izhikevich, I = 10, 1 s, half-steps: spikes of RS, IB, CH, FS',
    source: 'Izhikevich 2003',
    expected: '20, 27, 43, 63',
    run() {
      const counts = Object.values(TYPES).map(([a, b, c, d]) => {
        const options = { current: 10, duration: 1000, timeStep: 1, method: 'half-steps' };
        return simulate(izhikevichNeuron({ a, b, c, d }), options).spikes.filter((time) => time < 1000).length;
      });
      return { value: counts.join(', '), holds: counts.join(', ') === '20, 27, 43, 63' };
    },
  },
  {
    id: 'hodgkin-huxley-spike',
    claim: 'Hodgkin–Huxley, Euler 0.01 ms: least current for one spike',
    source: 'Hodgkin & Huxley 1952',
    expected: '2.3 µA/cm²',
    run() {
      const value = onset(2, 3, 0.1, (current) => axon(current, 200).spikes.length > 0);
      return { value, holds: value === 2.3 };
    },
  },
  {
    id: 'hodgkin-huxley-train',
    claim: 'Hodgkin–Huxley, Euler 0.01 ms: least current for a train',
    source: 'Hodgkin & Huxley 1952',
    expected: '6.2 to 6.3 µA/cm²',
    run() {
      const value = onset(5.9, 6.6, 0.05, (current) => axon(current, 2000).spikes.some((time) => time > 1900));
      return { value, holds: value >= 6.2 && value <= 6.3 };
    },
  },
  {
    id: 'hodgkin-huxley-rate',
    claim: 'Hodgkin–Huxley, Euler 0.01 ms: rate at 10 µA/cm²',
    source: 'Hodgkin & Huxley 1952',
    expected: '68.7 Hz ± 0.1',
    run() {
      const { spikes } = axon(10, 5000);
      const rate = (1000 * (spikes.length - 1)) / (spikes.at(-1) - spikes[0]);
      return { value: rate.toFixed(2), holds: Math.abs(rate - 68.7) <= 0.1 };
    },
  },
  {
    id: 'hodgkin-huxley-peak',
    claim: 'Hodgkin–Huxley, Euler 0.01 ms: peak of the first spike at 10 µA/cm²',
    source: 'Hodgkin & Huxley 1952',
    expected: '+40.7 mV ± 0.1',
    run() {
      const peak = axon(10, 100).voltages.reduce((most, v) => Math.max(most, v));
      return { value: peak.toFixed(2), holds: Math.abs(peak - 40.7) <= 0.1 };
    },
  },
  {
    id: 'hodgkin-huxley-block',
    claim: 'Hodgkin–Huxley at 150 µA/cm²: no spikes after the first 100 ms, potential raised',
    source: 'Hodgkin & Huxley 1952',
    expected: '0 spikes above −60 mV',
    run() {
      const { spikes, voltages } = axon(150, 2000);
      const late = spikes.filter((time) => time > 100).length;
      const lowest = Math.min(...voltages.subarray(-1000));
      return { value: `${late} spikes at ${lowest.toFixed(1)} mV`, holds: late === 0 && lowest > -60 };
    },
  },
  {
    id: 'fitzhugh-nagumo-hopf',
    claim: 'FitzHugh–Nagumo, a = 0.7, b = 0.8, τ = 12.5: currents between which rest is unstable',
    source: 'FitzHugh 1961',
    expected: '0.3313 and 1.4187 (± 0.001)',
    run() {
      const low = onset(0.328, 0.335, 0.0005, (current) => swing(current) > 1e-3);
      const high = onset(1.415, 1.422, 0.0005, (current) => swing(current) < 1e-3);
      const holds = Math.abs(low - 0.3313) <= 0.001 && Math.abs(high - 1.4187) <= 0.001;
      return { value: `${low} and ${high}`, holds };
    },
  },
  {
    id: 'morris-lecar-classes',
    claim: 'Morris–Lecar: onset of firing from rest in class I, and where rest ends in class II',
    source: 'Rinzel & Ermentrout 1998',
    expected: '40 and 94 µA/cm² (± 0.2)',
    run() {
      const options = { timeStep: 2, method: 'adaptive', transient: 3000, duration: 6000 };
      const fires = (params) => (current) => {
        const model = morrisLecarNeuron(params, current);
        const pushed = { ...model, start: [model.start[0] + 0.01, model.start[1]] };
        return fiCurve(pushed, [current], options)[0] > 0;
      };
      const one = onset(39.6, 40.4, 0.05, fires(morrisLecarClasses.classI));
      const two = onset(93.4, 94.4, 0.05, fires(morrisLecarClasses.classII));
      return { value: `${one} and ${two}`, holds: Math.abs(one - 40) <= 0.2 && Math.abs(two - 94) <= 0.2 };
    },
  },
  {
    id: 'leaky-intervals',
    claim: 'Leaky integrate-and-fire: largest error of 10 000 intervals against t_ref + τ ln(RI / (RI − θ))',
    source: 'Lapicque 1907',
    expected: 'below 1e-6 ms',
    run() {
      const cell = { timeConstant: 10, resistance: 10, rest: -65, threshold: -50, reset: -65, refractory: 2 };
      const { spikes } = simulate(leakyNeuron(cell), { current: 2, duration: 160000, timeStep: 0.1 });
      const exact = 2 + 10 * Math.log(20 / 5);
      let worst = 0;
      for (let i = 1; i < 10000; i++) worst = Math.max(worst, Math.abs(spikes[i] - spikes[i - 1] - exact));
      return { value: worst.toExponential(1), holds: worst < 1e-6 && spikes.length > 10000 };
    },
  },
  {
    id: 'three-claims',
    claim: 'Rate neuron: adapts to constant input, goes on after it, fires without it; ReLU does none',
    source: 'Benda & Herz 2003',
    expected: 'all three',
    run() {
      const run = (preset, time) => {
        const { params } = preset;
        const simulation = createSimulation({ system: 'rate-neuron', params });
        simulation.step(time);
        return simulation.measures();
      };
      const [adapts, goesOn, fires] = [
        { params: { adaptation: 1.5 } },
        { params: { adaptation: 0, excitation: 1, width: 150, input: 'step', onset: 400 } },
        { params: { adaptation: 0, tonic: 0.3, input: 'constant', current: 0 } },
      ];
      const shown = [
        run(adapts, 260).rate > 2 * run(adapts, 790).rate &&
          run(adapts, 260).artificial === run(adapts, 790).artificial,
        run(goesOn, 5000).rate > 0.8 && run(goesOn, 5000).artificial === 0,
        run(fires, 1000).rate > 0.4 && run(fires, 1000).artificial === 0,
      ];
      return { value: shown.every(Boolean) ? 'all three' : shown.join(', '), holds: shown.every(Boolean) };
    },
  },
];
