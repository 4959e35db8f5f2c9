/** Small symmetric matrices by their eigenvalues, for curvature and covariance. */

export type Matrix = readonly (readonly number[])[]

export type Eigen = {
  readonly values: readonly number[]
  /** vectors[i] belongs to values[i]; they are orthonormal. */
  readonly vectors: Matrix
}

const MOST_SWEEPS = 50

/**
 * All eigenvalues and eigenvectors, by Jacobi's rotations (Golub and Van Loan, Matrix Computations,
 * section 8.5), which are accurate also where the values differ by many orders of magnitude.
 *
 * @example eigenOf([[2, 1], [1, 2]]).values // [1, 3]
 */
export function eigenOf(matrix: Matrix): Eigen {
  const a = matrix.map((row) => [...row])
  const vectors = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false
    for (let p = 0; p < a.length; p++)
      for (let q = p + 1; q < a.length; q++) rotated = rotate(a, vectors, p, q) || rotated
    if (!rotated) break
  }
  return { values: a.map((row, i) => row[i] ?? Number.NaN), vectors }
}

/** Turns the axes p and q so that the entry between them is zero; false if it is already. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): boolean {
  const [rowP = [], rowQ = [], vectorP = [], vectorQ = []] = [a[p], a[q], vectors[p], vectors[q]]
  const [pp, qq, pq] = [rowP[p] ?? 0, rowQ[q] ?? 0, rowP[q] ?? 0]
  if (!(Math.abs(pq) > 1e-17 * Math.sqrt(Math.abs(pp * qq)))) return false
  const theta = (qq - pp) / (2 * pq)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = tangent * cosine
  for (const row of a) {
    const [u = 0, v = 0] = [row[p], row[q]]
    row[p] = cosine * u - sine * v
    row[q] = sine * u + cosine * v
  }
  turn(rowP, rowQ, cosine, sine)
  turn(vectorP, vectorQ, cosine, sine)
  return true
}

function turn(one: number[], other: number[], cosine: number, sine: number): void {
  for (const [i, u] of one.entries()) {
    const v = other[i] ?? 0
    one[i] = cosine * u - sine * v
    other[i] = sine * u + cosine * v
  }
}

/**
 * The matrix with the same eigenvectors and `change` made to each eigenvalue.
 *
 * @example withEigenvalues(eigenOf([[2, 0], [0, 4]]), (value) => 1 / value) // [[0.5, 0], [0, 0.25]]
 */
export function withEigenvalues(
  { values, vectors }: Eigen,
  change: (value: number) => number,
): number[][] {
  const changed = values.map(change)
  const axes = [...values.keys()]
  const entry = (i: number, j: number) =>
    axes.reduce((sum, k) => {
      const vector = vectors[k] ?? []
      return sum + (changed[k] ?? 0) * (vector[i] ?? 0) * (vector[j] ?? 0)
    }, 0)
  return axes.map((i) => axes.map((j) => entry(i, j)))
}

/** @example times([[1, 2], [3, 4]], [1, 1]) // [3, 7] */
export const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * (vector[j] ?? 0), 0))
