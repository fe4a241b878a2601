/**
 * The generalized Hebbian algorithm (Sanger 1989, doi:10.1016/0893-6080(89)90044-0): Δwᵢ = η yᵢ (x − Σ_{k ≤ i} yₖ wₖ). Each unit
 * learns by Oja's rule from what the units before it have left over, so that the weights tend to the principal
 * components, in their order.
 * @param weights one row of `x.length` numbers a unit, changed in place
 * @param rest scratch of `x.length` numbers
 */
export function sangerInto(weights: Float32Array, x: Float32Array, rate: number, rest: Float64Array): void {
  const inputs = x.length;
  rest.set(x);
  for (let row = 0; row < weights.length; row += inputs) {
    let y = 0;
    for (let i = 0; i < inputs; i++) y += weights[row + i] * x[i];
    for (let i = 0; i < inputs; i++) {
      rest[i] -= y * weights[row + i];
      weights[row + i] += rate * y * rest[i];
    }
  }
}
