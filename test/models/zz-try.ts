import { createReadStream } from 'node:fs'
import { makePairCounter } from '/work/main/functions/models/count-pairs.ts'
import { neighbourhoods, type Neighbour } from '/work/main/functions/domain/recommend.ts'
import { readRows } from '/work/main/functions/purchases/import/read-rows.ts'
type B = { at: number; customer: string; items: Set<string> }
const baskets = new Map<string, B>()
await readRows(createReadStream('/work/shared/data/online_retail_2010-12-01_2011-08-31.csv.gz'), ',', (h) => {
  const at = (n: string) => h.indexOf(n)
  const [I, S, Q, P, C, D] = [at('InvoiceNo'), at('StockCode'), at('Quantity'), at('UnitPrice'), at('CustomerID'), at('InvoiceDate')]
  return (c) => {
    if (c[I]!.startsWith('C') || Number(c[Q]) <= 0 || Number(c[P]) <= 0) return
    const s = c[S]!.toUpperCase()
    if (!/^\d{5}/.test(s)) return
    const b = baskets.get(c[I]!); if (b) b.items.add(s); else baskets.set(c[I]!, { at: Date.parse(c[D]!.replace(' ', 'T') + 'Z'), customer: c[C]!, items: new Set([s]) })
  }
})
for (const CUT of [Date.UTC(2011, 5, 1), Date.UTC(2011, 6, 1)]) {
const counter = makePairCounter()
const history = new Map<string, { sku: string; at: number }[]>()
const pop = new Map<string, number>(); const recentPop = new Map<string, number>()
for (const b of baskets.values()) if (b.at < CUT) {
  counter.add(b.items)
  for (const sku of b.items) {
    pop.set(sku, (pop.get(sku) ?? 0) + 1)
    for (const hl of [30]) recentPop.set(sku, (recentPop.get(sku) ?? 0) + 2 ** -((CUT - b.at) / (hl * 864e5)))
    if (b.customer) { const h = history.get(b.customer) ?? []; h.push({ sku, at: b.at }); history.set(b.customer, h) }
  }
}
const test: { seeds: string[]; wanted: Set<string> }[] = []
const seen = new Set<string>()
for (const b of [...baskets.values()].sort((a, b) => a.at - b.at)) if (b.at >= CUT && history.has(b.customer) && !seen.has(b.customer)) {
  seen.add(b.customer)
  const latest = new Map<string, number>(); for (const { sku, at } of history.get(b.customer)!) latest.set(sku, Math.max(at, latest.get(sku) ?? 0))
  const seeds = [...latest].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([s]) => s)
  test.push({ seeds, wanted: new Set([...b.items].filter((s) => !latest.has(s))) })
}
console.log('test customers', test.length)
const c = counter.counted()
const top = (m: Map<string, number>) => [...m].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([s]) => s)
const rate = (f: (seeds: string[]) => string[], k = 6) => { let hit = 0; for (const { seeds, wanted } of test) { const has = new Set(seeds); if (f(seeds).filter((s) => !has.has(s)).slice(0, k).some((s) => wanted.has(s))) hit++ } return (100 * hit / test.length).toFixed(1) }
const p1 = top(pop), p2 = top(recentPop)
for (const k of [6, 10]) console.log('k', k, 'popular all', rate(() => p1, k), 'recent', rate(() => p2, k))

for (const [minimumSupport, most] of [[3,20],[3,50],[10,20],[10,50],[3,200]] as const) {
  const n = new Map<string, readonly Neighbour[]>(neighbourhoods(c, { minimumSupport, most }))
  for (const seedsMax of [10, 20, 40]) for (const how of ['s', 'm']) {
   const out: string[] = []
   for (const g of [0, .25, .5, .75, 1, 1.5]) {
    const f = (seeds: string[]) => { const m = new Map<string, number>(); seeds.slice(0, seedsMax).forEach((s, i) => { for (const x of n.get(s) ?? []) { const v = x.score * recentPop.get(x.sku)! ** g; m.set(x.sku, how === 's' ? (m.get(x.sku) ?? 0) + v : Math.max(m.get(x.sku) ?? 0, v)) } }); return [...top(m), ...p2] }
    out.push(`g${g} ${rate(f, 6)}/${rate(f, 10)}`)
   }
   console.log(minimumSupport, most, seedsMax, how, out.join('  '))
  }
}
}
