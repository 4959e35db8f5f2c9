import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const DECLARED = `events:
  checkout-started:
    keepDays: 30
    properties:
      totalMinor: number
      size: [small, large]
      items: lines
  delivered: {}
attributes:
  birthday: date
  tier: [silver, gold]
`

const declare = (text: string, ...options: readonly string[]) => {
  writeFileSync(path('declared.yaml'), text)
  return rekindle(['shop', 'declare', 'declared.yaml', '--shop', 'acme', ...options])
}

describe('what a shop declares', () => {
  beforeAll(async () => {
    await rekindle(['shop', 'add', 'acme', ...SHOP_DETAILS])
  })

  it('is empty at first, and a file replaces it, which the command reports by name', async () => {
    expect(await json(['shop', 'declare', '--shop', 'acme'])).toEqual({
      events: {},
      attributes: {},
    })
    const first = await declare(DECLARED)
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain(
      'added: events.checkout-started, events.delivered, attributes.birthday, attributes.tier',
    )
    const again = await declare(DECLARED)
    expect(again.out).toContain('the same as before')
    const changed = await declare(
      DECLARED.replace('keepDays: 30', 'keepDays: 60')
        .replace('      items: lines\n', '')
        .replace('  tier: [silver, gold]', '  points: number'),
    )
    expect(changed.out).toContain('added: attributes.points')
    expect(changed.out).toContain('changed: events.checkout-started.keepDays')
    expect(changed.out).toMatch(
      /Events "checkout-started" that happened before today are still removed after 30 days\. Until \d{4}-\d\d-\d\d /,
    )
    expect(changed.out).toContain(
      'removed: events.checkout-started.properties.items, attributes.tier',
    )
  })

  it('is printed as a file that declares the same', async () => {
    await declare(DECLARED)
    const { out } = await rekindle(['shop', 'declare', '--shop', 'acme'])
    expect((await declare(out)).out).toContain('the same as before')
  })

  it.each([
    ['events:\n  Checkout_Started: {}\n', 'declared.yaml:2: events.Checkout_Started: '],
    ['events:\n  delivered: {keepDays: 0}\n', 'such as 365'],
    ['events:\n  delivered: {keepdays: 3}\n', 'Use keepDays'],
    ['events:\n  delivered:\n', 'delivered cannot be null'],
    ['attributes:\n  birth-day: date\n', 'such as totalMinor'],
    ['attributes:\n  birthday: dat\n', 'one of text, number, date, yes-no'],
    ['attributes:\n  lines: lines\n', 'one of text, number, date, yes-no, or a list'],
    ['event: {}\n', 'Use events'],
    [
      `attributes:\n${Array.from({ length: 51 }, (_, i) => `  a${i}: text\n`).join('')}`,
      'more than 50',
    ],
    ['attributes: [a\n', 'closing brackets'],
  ])('refuses %j and says how to fix it', async (text, said) => {
    const { code, err } = await declare(text)
    expect(code).toBe(1)
    expect(err).toContain(said)
    const { code: inChinese, err: chinese } = await declare(text, '--lang', 'zh')
    expect(inChinese).toBe(1)
    expect(chinese).toMatch(/请/)
  })
})
