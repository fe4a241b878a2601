// Networks of spiking neurons: neuron-steps a second and seconds a biological second, against plain JavaScript (arrays of
// doubles, the same synapses), numpy and Brian2 where they are installed.
import { spawnSync } from 'node:child_process';
import { createRandom, neurons } from '@selforg/core';
import { rate, report } from './measure.mjs';

const chance = () => ({ start: createRandom(1), cells: createRandom(1), wiring: 5n, kick: 7n, noise: 7n, outer: 7n });

/** Runs `steps` of a network at each call. */
function stepping(network, steps) {
  let time = 0;
  return () => {
    for (const end = time + steps; time < end; time++) network.advance(time);
  };
}

const izhikevichOptions = { inhibitory: 0.2, excitation: 0.5, inhibition: 1, noiseE: 5, noiseI: 2 };
const izhikevich = (count, fanOut) =>
  new neurons.IzhikevichNetwork({ ...izhikevichOptions, neurons: count, fanOut }, chance());

/** The paper’s program in JavaScript: doubles, Math.random, dense weights. */
function plainIzhikevich(count = 1000) {
  const excitatory = 0.8 * count;
  const cells = Array.from({ length: 8 }, () => new Float64Array(count));
  const [v, u, a, b, c, d, input, noise] = cells;
  const weights = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const r = Math.random();
    const excites = i < excitatory;
    [v[i], a[i], b[i]] = [-65, excites ? 0.02 : 0.02 + 0.08 * r, excites ? 0.2 : 0.25 - 0.05 * r];
    [c[i], d[i], noise[i]] = excites ? [-65 + 15 * r * r, 8 - 6 * r * r, 5] : [-65, 2, 2];
    u[i] = b[i] * v[i];
    for (let j = 0; j < count; j++) weights[i * count + j] = excites ? 0.5 * Math.random() : -Math.random();
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return {
    advance() {
      for (let i = 0; i < count; i++) input[i] = noise[i] * normal();
      for (let i = 0; i < count; i++) {
        if (v[i] < 30) continue;
        v[i] = c[i];
        u[i] += d[i];
        for (let j = 0; j < count; j++) input[j] += weights[i * count + j];
      }
      for (let i = 0; i < count; i++) {
        v[i] += 0.5 * (0.04 * v[i] * v[i] + 5 * v[i] + 140 - u[i] + input[i]);
        v[i] += 0.5 * (0.04 * v[i] * v[i] + 5 * v[i] + 140 - u[i] + input[i]);
        u[i] += a[i] * (b[i] * v[i] - u[i]);
      }
    },
  };
}

const numpyIzhikevich = `
import numpy as np, time
r = np.random.default_rng(1); E, I = 800, 200; N = E + I
re, ri = r.random(E), r.random(I)
a = np.r_[.02 * np.ones(E), .02 + .08 * ri]; b = np.r_[.2 * np.ones(E), .25 - .05 * ri]
c = np.r_[-65 + 15 * re**2, -65 * np.ones(I)]; d = np.r_[8 - 6 * re**2, 2 * np.ones(I)]
S = np.c_[.5 * r.random((N, E)), -r.random((N, I))].T.copy(); s = np.r_[5 * np.ones(E), 2 * np.ones(I)]
v = -65 * np.ones(N); u = b * v
def run(n):
    global v, u
    for _ in range(n):
        x = s * r.standard_normal(N); f = np.nonzero(v >= 30)[0]
        v[f] = c[f]; u[f] += d[f]
        x += S[f].sum(0)
        v += .5 * (.04 * v**2 + 5 * v + 140 - u + x); v += .5 * (.04 * v**2 + 5 * v + 140 - u + x)
        u += a * (b * v - u)
run(1000); t = time.process_time(); run(4000); print(4000 * N / (time.process_time() - t))
`;

const options = { neurons: 4000, connectivity: 0.02, excitation: 1, inhibition: 1, drive: 0, kick: 50, timeStep: 0.1 };
const vogelsAbbott = (synapses) => new neurons.VogelsAbbottNetwork({ ...options, synapses }, chance());

/** CUBA in JavaScript: doubles, one neuron after the other, with the same synapses. */
function plainCurrents() {
  const { wiring } = vogelsAbbott('current');
  const { starts, targets } = wiring;
  const [v, ge, gi, wait] = Array.from({ length: 4 }, () => new Float64Array(4000));
  const [mem, e, i] = [20, 5, 10].map((tau) => Math.exp(-0.1 / tau));
  const [fromE, fromI] = [((e - mem) * 5) / -15, ((i - mem) * 10) / -10];
  for (let n = 0; n < 4000; n++) v[n] = -60 + 10 * Math.random();
  const fired = [];
  return {
    advance() {
      fired.length = 0;
      for (let n = 0; n < 4000; n++) {
        if (wait[n] > 0) wait[n]--;
        else v[n] = -49 + (v[n] + 49) * mem + ge[n] * fromE + gi[n] * fromI;
        ge[n] *= e;
        gi[n] *= i;
        if (v[n] <= -50) continue;
        [v[n], wait[n]] = [-60, 50];
        fired.push(n);
      }
      for (const n of fired) {
        for (let t = starts[n]; t < starts[n + 1]; t++) {
          if (n < 3200) ge[targets[t]] += 1.62;
          else gi[targets[t]] -= 9;
        }
      }
    },
  };
}

const brian = `
import sys, time
from brian2 import *
prefs.codegen.target = 'cython'; defaultclock.dt = .1*ms; seed(1)
taum, taue, taui, Vt, Vr, El, Ee, Ei = 20*ms, 5*ms, 10*ms, -50*mV, -60*mV, -49*mV, 0*mV, -80*mV
if sys.argv[1] == 'current':
    P = NeuronGroup(4000, '''dv/dt = (ge+gi-(v-El))/taum : volt (unless refractory)
    dge/dt = -ge/taue : volt
    dgi/dt = -gi/taui : volt''', threshold='v>Vt', reset='v=Vr', refractory=5*ms, method='exact')
    P.v = 'Vr+rand()*(Vt-Vr)'; we, wi = 1.62*mV, -9*mV
else:
    El = -60*mV
    P = NeuronGroup(4000, '''dv/dt = (El-v+ge*(Ee-v)+gi*(Ei-v))/taum : volt (unless refractory)
    dge/dt = -ge/taue : 1
    dgi/dt = -gi/taui : 1''', threshold='v>Vt', reset='v=Vr', refractory=5*ms, method='exponential_euler')
    P.v = 'El+(randn()*5-5)*mV'; P.ge = 'randn()*1.5+4'; P.gi = 'randn()*12+20'; we, wi = .6, 6.7
Ce = Synapses(P[:3200], P, on_pre='ge += we'); Ce.connect(p=.02)
Ci = Synapses(P[3200:], P, on_pre='gi += wi'); Ci.connect(p=.02)
run(300*ms); t = time.process_time(); run(2*second); print(2 / (time.process_time() - t))
`;

/** What a Python program prints, where Python and its libraries are there. */
function python(program, ...args) {
  const { stdout, status } = spawnSync('/usr/bin/python3', ['-c', program, ...args], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim().split('\n').at(-1)) : undefined;
}
const where = (name, value, note) => (value ? [[name, value, note]] : []);

report('Izhikevich’s network (neuron-steps of 1 ms a second, synapses and noise included)', [
  ['1000 neurons, all to all', rate(stepping(izhikevich(1000, 1000), 4000), 4e6)],
  ['plain JavaScript', rate(stepping(plainIzhikevich(), 1000), 1e6)],
  ...where('numpy', python(numpyIzhikevich)),
  ['10 000 neurons, 100 synapses each', rate(stepping(izhikevich(10000, 100), 400), 4e6)],
  ['100 000 neurons, 100 synapses each', rate(stepping(izhikevich(100000, 100), 40), 4e6)],
]);

for (const [synapses, name] of [
  ['current', 'CUBA'],
  ['conductance', 'COBA'],
]) {
  const network = vogelsAbbott(synapses);
  stepping(network, 3000)();
  report(`${name}, 4000 neurons, steps of 0.1 ms (biological seconds a second)`, [
    ['this', rate(stepping(network, 5000), 0.5)],
    ...(synapses === 'current' ? [['plain JavaScript', rate(stepping(plainCurrents(), 2000), 0.2)]] : []),
    ...where('Brian2, cython', python(brian, synapses), 'without its compilation'),
  ]);
}

const brunelOptions = { neurons: 12500, inputs: 1000, weight: 0.1, delay: 1.5, timeStep: 0.1, g: 5, externalRate: 2 };
const brunel = new neurons.BrunelNetwork(brunelOptions, chance());
stepping(brunel, 1000)();
report(
  'Brunel’s network, 12 500 neurons, 15.6 million synapses, asynchronous irregular (biological seconds a second)',
  [['this', rate(stepping(brunel, 1000), 0.1)]],
);
