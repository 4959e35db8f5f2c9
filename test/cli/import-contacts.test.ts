import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const DECLARED = `attributes:
  birthday: date
  points: number
  member: yes-no
  tier: [silver, gold]
`

const list = (rows: string, name = 'contacts.csv') => writeFileSync(path(name), rows)
const load = (...options: readonly string[]) =>
  rekindle(['import', 'contacts', 'contacts.csv', '--shop', 'acme', ...options])

type Shown = {
  readonly customer: string
  readonly class: string
  readonly profile: Record<string, string>
  readonly consents: readonly Record<string, string>[]
  readonly attributes: Record<string, { readonly value: unknown; readonly since: string }>
}
const shown = (id: string) => json<Shown>(['customer', 'show', id, '--shop', 'acme'])

describe('a list of contacts', () => {
  beforeAll(async () => {
    await rekindle(['shop', 'add', 'acme', ...SHOP_DETAILS])
    writeFileSync(path('declared.yaml'), DECLARED)
    await rekindle(['shop', 'declare', 'declared.yaml', '--shop', 'acme'])
  })

  it('adds people who never bought, with consents, their proof, and attributes by their types', async () => {
    list(
      [
        'ID;E-Mail;Name;country;birthday;points;member;tier;consent;consent-at;consentEvidence',
        'c-1;ann@example.com;Ann;DE;02-29;120.5;yes;gold;subscribed;2026-01-31;form 7',
        'c-2;bob@example.com;Bob;DE;;;;;unsubscribed;2026-02-01T10:00:00Z;',
        ';eve@example.com;;;1990-05-17;;no;silver;no;;',
      ].join('\n'),
    )
    const { code, out, err } = await load('--consent-evidence', 'CRM export')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('3 rows: 3 contacts imported')
    const ann = await shown('c-1')
    expect(ann).toMatchObject({
      class: 'prospect',
      profile: { email: 'ann@example.com', name: 'Ann', country: 'DE' },
      consents: [
        {
          ...{ purpose: 'marketing', act: 'granted', source: 'import', evidence: 'form 7' },
          at: '2026-01-31T00:00:00.000Z',
        },
      ],
      attributes: {
        birthday: { value: '02-29' },
        points: { value: 120.5 },
        member: { value: true },
        tier: { value: 'gold' },
      },
    })
    expect((await shown('c-2')).consents).toMatchObject([
      { act: 'withdrawn', evidence: 'CRM export' },
    ])
  })

  it('adds to what is known, and takes nothing away by an empty cell', async () => {
    list('id,email,name,tier,points\nc-1,,Annie,silver,\n')
    expect((await load()).code).toBe(0)
    expect(await shown('c-1')).toMatchObject({
      profile: { email: 'ann@example.com', name: 'Annie' },
      attributes: { tier: { value: 'silver' }, points: { value: 120.5 } },
    })
    const text = await rekindle(['customer', 'show', 'c-1', '--shop', 'acme'])
    expect(text.out).toMatch(/Attributes:\n(.*\n)* {2}tier: silver \(since /)
  })

  it('lets an older version replace nothing', async () => {
    list('id,updatedAt,tier\nc-1,2020-01-01,gold\n')
    expect((await load()).code).toBe(0)
    expect((await shown('c-1')).attributes.tier?.value).toBe('silver')
  })

  it.each([
    ['id,birthdy\nc-1,05-17\n', 'contacts.csv:1: "birthdy"', 'Did you mean "birthday"?'],
    ['name\nAnn\n', 'contacts.csv:1: no column "id" or "email"', 'identifies the customer'],
    ['id,consent\nc-1,yes\n', 'contacts.csv:1: a column "consent"', '"consentAt"'],
  ])('is refused as a whole for its header %j', async (rows, problem, fix) => {
    list(rows)
    const { code, err } = await load()
    expect(code).toBe(1)
    expect(err).toContain(problem)
    expect(err).toContain(fix)
  })

  it('names the line of each row with a fault, and imports the others', async () => {
    list(
      [
        'id,email,zone,birthday,points,member,tier,consent,consentAt',
        'r-1,,,02-30,,,,,',
        'r-2,,,,many,,,,',
        'r-3,,,,,perhaps,,,',
        'r-4,,,,,,golden,,',
        'r-5,,Mars,,,,,,',
        ',no address,,,,,,,',
        'r-7,,,,,,,yes,',
        'r-8,,,,,,,yes,2999-01-01',
        'r-9,,,,7,,,,',
      ].join('\n'),
    )
    const { code, out, err } = await load()
    expect(code).toBe(0)
    for (const said of [
      'contacts.csv:2: birthday must be a date',
      'contacts.csv:3: points must be a number',
      'contacts.csv:4: member must be yes or no',
      'contacts.csv:5: tier must be silver or gold',
      'contacts.csv:6: zone: must be a time zone',
      'contacts.csv:7: a guest without an address',
      'contacts.csv:8: consents.0.at: ',
      'contacts.csv:9: customer.consents[0].at is in the future',
    ])
      expect(err).toContain(said)
    expect(out).toContain('9 rows: 1 contact imported; 8 rows with faults, left out')
    expect((await shown('r-9')).attributes.points?.value).toBe(7)
    expect((await load('--lang', 'zh')).err).toContain('birthday：请填写日期')
  })

  it('fails where no row could be imported', async () => {
    list('id,points\nc-1,many\n')
    expect(await load()).toMatchObject({ code: 3, err: expect.stringContaining('Nothing was') })
  })

  it('leaves out the columns that are named', async () => {
    list('id,List,Rating,name\nc-9,news,5,Nina\n')
    expect((await load('--ignore', 'List')).err).toContain('"Rating" is neither')
    expect((await load('--ignore', 'List,Rating')).code).toBe(0)
    expect((await shown('c-9')).profile.name).toBe('Nina')
  })
})
