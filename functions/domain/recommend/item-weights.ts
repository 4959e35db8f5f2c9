/**
 * Weights between the items that sell most, from how often they are bought together: EASE^R (Steck
 * 2019, Embarrassingly shallow autoencoders for sparse data, WWW). They are the linear model that
 * best predicts whether an item is in a basket from the other items in it, so that of two items that
 * go with a third for the same reason only one speaks for it.
 */
import { cosine, type NeighbourRule, type PairCounts } from './recommend-neighbours.ts'

/** An item that another speaks for. */
export type WeighedItem = {
  readonly sku: string
  /** How much a purchase of the other adds to what speaks for it; above 0. */
  readonly weight: number
  /** See `cosine`. */
  readonly score: number
}

/** Items with weights: two matrices of their square, 36 MB, and some seconds. */
export const MOST_WEIGHED = 1_500

/** How strongly weights are drawn towards 0, in baskets: the lambda of the paper. */
const SHRINKAGE = 200

/**
 * The heaviest weights of each item that has any, heaviest first; of equally heavy ones those that
 * sort first. Pairs that count no more than a habit have none.
 *
 * @param most items: those in the most baskets
 * @example new Map(itemWeights(counts, policy)).get('tea')
 *   // [{ sku: 'cup', weight: 0.04, score: 0.5 }]
 */
export function* itemWeights(
  counts: PairCounts,
  { minimumSupport, neighbours }: NeighbourRule,
  most = MOST_WEIGHED,
): Iterable<readonly [sku: string, weights: readonly WeighedItem[]]> {
  const items = inMostBaskets(counts, most)
  const size = items.length
  const matrix = together(counts, items)
  if (!invertLower(matrix, size)) return
  const skuOf = (row: number): string => counts.skus[items[row] as number] as string
  const basketsOf = (row: number): number => counts.basketsWith(items[row] as number)
  const at = (row: number, column: number): number => matrix[row * size + column] as number
  for (let row = 0; row < size; row++) {
    const weights: WeighedItem[] = []
    for (let other = 0; other < size; other++) {
      const [less, more] = row < other ? [row, other] : [other, row]
      const baskets = at(less, more)
      if (other === row || baskets < minimumSupport) continue
      const weight = rounded(-at(more, less) / at(other, other))
      if (weight <= 0) continue
      const score = cosine(baskets, basketsOf(row), basketsOf(other))
      weights.push({ sku: skuOf(other), weight, score })
    }
    const heaviest = weights.sort((a, b) => b.weight - a.weight || (a.sku < b.sku ? -1 : 1))
    if (heaviest.length > 0) yield [skuOf(row), heaviest.slice(0, neighbours)]
  }
}

/** Four digits say as much as the counts do, and are stored. */
const rounded = (weight: number): number => Number(weight.toPrecision(4))

/** The numbers of the items in the most baskets. */
function inMostBaskets({ skus, basketsWith }: PairCounts, most: number): readonly number[] {
  const bySales = (a: number, b: number): number =>
    basketsWith(b) - basketsWith(a) || ((skus[a] as string) < (skus[b] as string) ? -1 : 1)
  return [...skus.keys()].sort(bySales).slice(0, most)
}

/** The baskets with each two of them, in both triangles; on the diagonal with each, shrunk. */
function together({ basketsWith, eachPair }: PairCounts, items: readonly number[]): Float64Array {
  const size = items.length
  const rows = new Map(items.map((item, row) => [item, row]))
  const matrix = new Float64Array(size * size)
  for (const [row, item] of items.entries())
    matrix[row * size + row] = basketsWith(item) + SHRINKAGE
  eachPair((a, b, baskets) => {
    const [row, column] = [rows.get(a), rows.get(b)]
    if (row === undefined || column === undefined) return
    matrix[row * size + column] = baskets
    matrix[column * size + row] = baskets
  })
  return matrix
}

/**
 * Replaces the diagonal and what is below it by those of the inverse, by Cholesky's decomposition;
 * what is above stays.
 *
 * @returns false if the matrix is not positive definite, as counts may be that are too low
 */
function invertLower(matrix: Float64Array, size: number): boolean {
  if (!decompose(matrix, size)) return false
  // Row by row the columns of the inverse of the lower triangle.
  const columns = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const start = column * size
    columns[start + column] = 1 / (matrix[start + column] as number)
    for (let row = column + 1; row < size; row++) {
      const sum = dot(matrix, row * size, columns, start, column, row)
      columns[start + row] = -sum / (matrix[row * size + row] as number)
    }
  }
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++)
      matrix[row * size + column] = dot(columns, row * size, columns, column * size, row, size)
  return true
}

function decompose(matrix: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    const top = column * size
    for (let row = column; row < size; row++) {
      const left =
        (matrix[row * size + column] as number) - dot(matrix, row * size, matrix, top, 0, column)
      if (row > column) matrix[row * size + column] = left / (matrix[top + column] as number)
      else if (left <= 0) return false
      else matrix[top + column] = Math.sqrt(left)
    }
  }
  return true
}

/**
 * The sum of the products of two rows, from one column on and before another. In four parts, so that
 * no addition waits for the one before.
 */
function dot(
  a: Float64Array,
  startOfA: number,
  b: Float64Array,
  startOfB: number,
  from: number,
  before: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  let i = startOfA + from
  let j = startOfB + from
  const end = startOfA + before
  for (; i + 3 < end; i += 4, j += 4) {
    first += (a[i] as number) * (b[j] as number)
    second += (a[i + 1] as number) * (b[j + 1] as number)
    third += (a[i + 2] as number) * (b[j + 2] as number)
    fourth += (a[i + 3] as number) * (b[j + 3] as number)
  }
  for (; i < end; i++, j++) first += (a[i] as number) * (b[j] as number)
  return first + second + third + fourth
}
