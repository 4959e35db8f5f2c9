import { describe, expect, it } from 'vitest'
import { Failure } from '../../functions/cli/failure.ts'
import { suppressionLists } from './suppression-lists.ts'

const { listed, read, refusal, words } = await suppressionLists()

describe('a list', () => {
  it.each([
    ['Email,Secondary Email,Status', 'a@example.com,b@example.com,unsubscribed'],
    ['email,email_address_2,status', 'a@example.com,b@example.com,unsubscribed'],
    ['E-mail,E-mail,Status', 'a@example.com,b@example.com,unsubscribed'],
    ['Email,Additional email addresses,Status', ',a@example.com;b@example.com,unsubscribed'],
    [
      'Work Email,Email,From Email,Status',
      'b@example.com,a@example.com,x@shop.example,unsubscribed',
    ],
    [
      'Email,Alternate Email,Email Domain,Status',
      'a@example.com,b@example.com,example.com,unsubscribed',
    ],
  ])('with two columns for addresses suppresses both: %s', async (header, row) => {
    const both = await listed([header, row])
    expect(both.toSorted()).toEqual(
      ['a', 'b'].map((one) => `${one}@example.com unsubscribe 2026-06-01T00:00`),
    )
  })

  it('with an invalid second address lists the first, and reports the line', async () => {
    const rows = ['a@example.com,at home', 'b@example.com,n/a', 'c@example.com,', 'nothing,']
    const { addresses, refusedLines } = await read(['Email,Other Email', ...rows])
    expect(addresses).toHaveLength(3)
    expect(refusedLines).toEqual([2, 5])
  })

  it('is refused where another column has addresses, and it is not known whose', async () => {
    const rows = ['a@example.com,', 'b@example.com,c@example.com']
    expect(await refusal(['Email,Partner E-mail', ...rows])).toBe(
      '/list:3: the column "Partner E-mail" has an address too, next to "Email"; rename it to email_2 to suppress both, or remove it. Nothing was changed.',
    )
  })

  it('in UTF-16 is read, as Excel saves it', async () => {
    const text = '\ufeffEmail\tReason\na@example.com\tspam'
    expect(await listed(Buffer.from(text, 'utf16le'))).toEqual([
      'a@example.com complaint 2026-06-01T00:00',
    ])
  })
})

describe('the opt-outs of contacts', () => {
  it('are taken from their status, and the others are left out and counted', async () => {
    const content = [
      'Email;Email Marketing Consent',
      'a@example.com;UNSUBSCRIBED',
      'b@example.com;SUBSCRIBED',
      'c@example.com;NEVER_SUBSCRIBED',
      'd@example.com;cleaned',
      'e@example.com;',
      'no address;unsubscribed',
    ]
    expect(await listed(content)).toEqual([
      'a@example.com unsubscribe 2026-06-01T00:00',
      'd@example.com no-such-mailbox 2026-06-01T00:00',
    ])
    expect(await read(content)).toMatchObject({ rows: 6, leftOut: 3, refusedLines: [7] })
    expect(words.suppression.imported(6, 2, 0, 1, 3)).toBe(
      '6 rows read: 2 added, 0 already on the list, 3 left out (contacts who did not opt out), 1 rejected',
    )
  })

  it.each(['Unsubscribed', 'Opted Out', 'Unsubscribed from all email'])(
    'are taken from a column "%s" of yes and no',
    async (column) => {
      const content = [
        `Email,${column}`,
        ...['a@example.com,Yes', 'b@example.com,no', 'c@example.com,TRUE', 'd@example.com,'],
      ]
      expect(await listed(content)).toEqual([
        'a@example.com unsubscribe 2026-06-01T00:00',
        'c@example.com unsubscribe 2026-06-01T00:00',
      ])
      expect(await read(content)).toMatchObject({ rows: 4, leftOut: 2 })
    },
  )

  it('are not who did not agree: such a list of all customers is refused', async () => {
    for (const column of ['Accepts Email Marketing', 'Subscribed'])
      await expect(read([`Email,${column}`, 'a@example.com,yes'])).rejects.toThrow(Failure)
  })

  it('in lists of SES are of all topics, or of one', async () => {
    const Contacts = [
      { EmailAddress: 'a@example.com', UnsubscribeAll: true, LastUpdatedTimestamp: 1_709_618_828 },
      {
        EmailAddress: 'b@example.com',
        UnsubscribeAll: false,
        TopicPreferences: [{ TopicName: 'news', SubscriptionStatus: 'OPT_OUT' }],
        LastUpdatedTimestamp: 1_709_618_828,
      },
      {
        EmailAddress: 'c@example.com',
        UnsubscribeAll: false,
        TopicPreferences: [{ TopicName: 'news', SubscriptionStatus: 'OPT_IN' }],
      },
    ]
    expect(await listed(JSON.stringify({ Contacts }))).toEqual([
      'a@example.com unsubscribe 2024-03-05T06:07',
      'b@example.com unsubscribe 2024-03-05T06:07',
    ])
  })
})

describe('a list that is not understood', () => {
  const ENTRY = '{"EmailAddress": "a@example.com", "Reason": "BOUNCE"}'
  it.each([
    [
      'an unknown reason',
      ['Email,Reason', 'a@example.com,spam', 'b@example.com,whim'],
      ':3: unknown reason "whim"',
    ],
    [
      'an unknown status',
      ['Email;Status', 'a@example.com;subscribed', 'b@example.com;maybe'],
      ':3: unknown status "maybe"',
    ],
    [
      'a status in other letters, which may be an opt-out',
      ['Email;Status', 'a@example.com;subscribed', 'b@example.com;已退订'],
      ':3: unknown status "已退订"',
    ],
    [
      'a status in figures, which may be an opt-out',
      ['Email;UnsubscribeAll', 'a@example.com;1'],
      ':2: unknown status "1"',
    ],
    [
      'a day that could be two',
      ['Email,Date', 'a@example.com,02/03/2024'],
      ':2: "02/03/2024" is not a time',
    ],
    [
      'an unknown reason in JSON',
      `[\n${ENTRY},\n{"EmailAddress": "b@example.com", "Reason": "WHIM"}]`,
      ':3: unknown reason "WHIM"',
    ],
    [
      'the first page of many',
      `{"SuppressedDestinationSummaries": [${ENTRY}],\n"NextToken": "x"}`,
      ':2: this is one page',
    ],
    ['another answer in JSON', '{"Items": []}', ':1: there is no list in this JSON'],
    [
      'two answers in one file',
      `{"Suppressions": []}\n{"Suppressions": []}`,
      ':2: this is not valid JSON',
    ],
    [
      'CSV that is not UTF-8',
      Buffer.from('Email,Name\na@example.com,A\nb@example.com,Ren\xe9', 'latin1'),
      ':3: ',
    ],
    [
      'JSON that is not UTF-8',
      Buffer.from(`[\n${ENTRY},\n{"EmailAddress": "ros\xe9@example.com"}]`, 'latin1'),
      ':3: this is not UTF-8',
    ],
  ])('for %s is refused by its line, and changes nothing', async (_, content, problem) => {
    const says = await refusal(content)
    expect(says).toContain(`/list${problem}`)
    expect(says).not.toContain('\ufffd')
    expect(says).toContain('Nothing was changed.')
  })
})
