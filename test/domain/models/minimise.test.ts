import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimise } from '../../../functions/domain/models/minimise.ts'
import {
  eigenOf,
  times,
  withEigenvalues,
} from '../../../functions/domain/models/symmetric-matrix.ts'

describe('the eigenvalues of a symmetric matrix', () => {
  const entry = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  const anySymmetric = fc
    .array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 })
    .map((rows) => rows.map((row, i) => row.map((x, j) => x + (rows[j]?.[i] ?? 0))))

  it('make it up again with their vectors, which it only stretches', () => {
    fc.assert(
      fc.property(anySymmetric, (matrix) => {
        const eigen = eigenOf(matrix)
        const again = withEigenvalues(eigen, (value) => value)
        for (const [i, row] of matrix.entries())
          for (const [j, x] of row.entries()) expect(again[i]?.[j]).toBeCloseTo(x, 8)
        for (const [k, vector] of eigen.vectors.entries()) {
          const stretched = times(matrix, vector)
          for (const [i, x] of vector.entries())
            expect(stretched[i]).toBeCloseTo((eigen.values[k] ?? 0) * x, 8)
        }
      }),
    )
  })

  it('are right if they are far apart', () => {
    const { values } = eigenOf([
      [1e8, 1],
      [1, 1e-6],
    ])
    expect(Math.max(...values)).toBeCloseTo(1e8, 0)
    expect(Math.min(...values) / (1e-6 - 1e-8)).toBeCloseTo(1, 6)
  })
})

describe('the minimum', () => {
  it('of a narrow curved valley (Rosenbrock) is at its bottom', () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => 1 + 100 * (y - x * x) ** 2 + (1 - x) ** 2
    const { at, value, converged, curvature } = minimise(valley, [-1.2, 1])
    expect(at[0]).toBeCloseTo(1, 4)
    expect(at[1]).toBeCloseTo(1, 4)
    expect(value).toBeCloseTo(1, 9)
    expect(converged).toBe(true)
    // Of the matrix [[802, -400], [-400, 200]].
    expect(Math.min(...curvature.values)).toBeCloseTo(0.3994, 3)
  })

  it('of any bowl is found wherever one begins', () => {
    const anyPlace = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(anyPlace, anyPlace, (start, bottom) => {
        const bowl = (at: readonly number[]) =>
          at.reduce((sum, x, i) => sum + (i + 1) * Math.cosh(x - (bottom[i] ?? 0)), 0)
        const found = minimise(bowl, start)
        for (const [i, x] of found.at.entries()) expect(x).toBeCloseTo(bottom[i] ?? 0, 4)
        expect(found.converged).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is not claimed of a trough, nor found beyond an edge, nor if there is nothing', () => {
    const trough = minimise(([x = 0]) => 5 + x * x, [1, 1])
    expect(Math.min(...trough.curvature.values)).toBeCloseTo(0, 6)
    const edge = minimise(([x = 0]) => (x < 1 ? Number.POSITIVE_INFINITY : x), [3])
    expect(edge.at[0]).toBeCloseTo(1, 2)
    expect(minimise(() => Number.POSITIVE_INFINITY, [0, 0]).converged).toBe(false)
  })
})
