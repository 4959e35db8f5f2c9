import { afterAll, describe, expect, it } from 'vitest'
import { temporaryTable } from '../../support/temporary-table.ts'
import { subjectsOf } from './written-subject.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const subjectFor = subjectsOf(
  table,
  '{{ customer.firstName | default: "you" }}: {{ lifecycle.lastPurchaseAt | date: "%-d %B" }}, {{ 1250 | money }}',
)

describe('the clock of a mail', () => {
  it("is the customer's own", async () => {
    const subject = await subjectFor({ zone: 'Asia/Shanghai', country: 'GB', name: 'Ann Lee' })
    expect(subject).toBe('Ann: 1 March, €12.50')
  })

  it('is that of a country with one zone', async () => {
    expect(await subjectFor({ country: 'JP' })).toBe('you: 1 March, €12.50')
  })

  it("is the shop's if a country has several, or if nothing is known", async () => {
    expect(await subjectFor({ country: 'US' })).toBe('you: 28 February, €12.50')
    expect(await subjectFor({})).toBe('you: 28 February, €12.50')
  })
})
