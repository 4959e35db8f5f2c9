import { describe, expect, test } from 'vitest'
import { statusReader, statusWords } from '../../../functions/intake/import/order-status.ts'
import { ORDER_STATUSES } from '../../../functions/intake/import/status-words.ts'
import { faultIn, importText, rememberingPort, simpleMapping } from './importing.ts'

const mapping = (more = '') =>
  simpleMapping(`${more}
leaveOut:
  orders: [{column: Status, statusIsNot: [paid, processing, completed, refunded], reason: not-paid}]`)
const file = (...statuses: readonly string[]) =>
  `Id,Customer,Date,Amount,Status\n${statuses.map((status, i) => `o${i},c,2026-01-01,1,${status}`).join('\n')}\n`

describe('the words for the status of an order', () => {
  test('mean one thing each, in whichever language they are', () => {
    const meanings = Map.groupBy(statusWords(), ([word]) => word)
    const several = [...meanings].filter(([, all]) => new Set(all.map(([, s]) => s)).size > 1)
    expect(several.map(([word]) => word)).toEqual([])
    expect(meanings.has('')).toBe(false)
  })

  test('have one for each status', () => {
    const { read } = statusReader({})
    for (const status of ORDER_STATUSES) expect(read(status, 'Status', 2)).toBe(status)
  })

  test.each([
    ['wc-completed', 'completed'],
    ['partially_refunded', 'partially-refunded'],
    ['ABGESCHLOSSEN', 'completed'],
    ['In Bearbeitung', 'processing'],
    ['Terminée', 'completed'],
    ['Remboursee', 'refunded'],
    ['Concluído', 'completed'],
    ['En espera', 'on-hold'],
    ['Zrealizowane', 'completed'],
    ['Oczekujące na płatność', 'pending'],
    ['İptal edildi', 'cancelled'],
    ['HAZIRLANIYOR', 'processing'],
    ['Zaplacone', 'paid'],
    ['Partially–Refunded', 'partially-refunded'],
    ['On‑hold', 'on-hold'],
    ['Bezahlt.', 'paid'],
    ['Завершён', 'completed'],
    ['已完成', 'completed'],
    ['處理中', 'processing'],
    ['完了', 'completed'],
    ['결제 완료', 'paid'],
    ['הושלם', 'completed'],
  ])('are read: %s', (word, status) => {
    expect(statusReader({}).read(word, 'Status', 2)).toBe(status)
  })
})

describe('a file with the status of its orders', () => {
  test('is read in any language, and orders that are not paid are left out by their status', async () => {
    const { summary } = await importText(
      file(
        'Abgeschlossen',
        'Completed',
        '已完成',
        'Storniert',
        'Zahlung ausstehend',
        'Annulée',
        '',
      ),
      mapping(),
    )
    expect(summary).toMatchObject({ purchases: 3, leftOut: { 'not-paid': 4 } })
    expect(summary.leftOutValues).toEqual({ 'not-paid': { cancelled: 2, pending: 1, '': 1 } })
  })

  test('is refused with the words that are not known, before anything is recorded', async () => {
    const port = rememberingPort()
    const text = file('Completed', 'Versendet', 'Versendet', 'Abgeholt')
    const fault = await faultIn(importText(text, mapping(), {}, port))
    expect(fault).toMatchObject({ code: 'unknown-status', line: 3 })
    expect(fault.problem).toMatch(
      /^the column "Status" has words .* not known: "Versendet" \(2 rows\), "Abgeholt" \(1 row\); say in the mapping/,
    )
    expect([port.calls, port.records.size]).toEqual([[], 0])
  })

  test('is read where the mapping says what its own words mean', async () => {
    const { summary } = await importText(
      file('Completed', 'versendet', 'Abgeholt'),
      mapping('statuses: {Versendet: completed, Abgeholt: pending}'),
    )
    expect(summary).toMatchObject({ purchases: 2, leftOut: { 'not-paid': 1 } })
  })

  test('names at most a few words of a column of something else', async () => {
    const words = Array.from({ length: 50 }, (_, i) => `word ${i}`)
    const { problem } = await faultIn(importText(file(...words), mapping()))
    expect(problem.match(/"word \d+"/g)).toHaveLength(21)
  })
})
