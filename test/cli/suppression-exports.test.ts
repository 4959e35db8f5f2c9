import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { Failure } from '../../functions/cli/failure.ts'
import { readSuppressionList } from '../../functions/cli/suppression/list.ts'
import type { ListedReason } from '../../functions/cli/suppression/reasons.ts'
import { loadCommandWords } from '../../functions/language/command/load-command-words.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-lists-'))
afterAll(() => rmSync(folder, { recursive: true }))
const words = await loadCommandWords('en')
const CHANGED = Date.UTC(2026, 5, 1)

type Content = string | Buffer | readonly string[]

function fileOf(content: Content): string {
  const file = join(folder, 'list')
  writeFileSync(file, Array.isArray(content) ? content.join('\n') : (content as string | Buffer))
  return file
}

const read = (content: Content, reason: ListedReason = 'by-hand') =>
  readSuppressionList({
    file: fileOf(content),
    hashAddress: (address) => (/^\S+@\S+$/.test(address) ? [address] : undefined),
    shops: ['tea'],
    scope: 'tea',
    reason,
    changedAt: CHANGED,
    now: Date.UTC(2026, 10, 1),
  })

/** Each address with its reason and its day. */
async function listed(content: Content): Promise<readonly string[]> {
  const { addresses } = await read(content)
  return addresses.flatMap(({ hashes, listings }) =>
    listings.map(
      ({ reason, at }) => `${hashes[0]} ${reason} ${new Date(at).toJSON().slice(0, 16)}`,
    ),
  )
}

async function refusal(content: Content): Promise<string> {
  const error: unknown = await read(content).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Failure)) throw error
  return error.sentence(words).replaceAll(folder, '')
}

const MAILCHIMP =
  'Email Address,First Name,Last Name,Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED'

describe('a list as it was exported', () => {
  it('by Mailchimp is of those who unsubscribed, with complaints apart', async () => {
    expect(
      await listed([
        `${MAILCHIMP},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,UNSUB_REASON_OTHER`,
        '"li@example.com","Li","Na","1 Tea Street",2,"2020-01-01 00:00:00","","2024-01-01 00:00:00","2024-03-05 06:07:08","News","No longer interested",""',
        'mo@example.com,Mo,,,1,,,2024-01-01 00:00:00,2024-03-06 06:07:08,News,ABUSE,',
      ]),
    ).toEqual([
      'li@example.com unsubscribe 2024-03-05T06:07',
      'mo@example.com complaint 2024-03-06T06:07',
    ])
  })

  it('by Mailchimp is of those who were cleaned', async () => {
    const header = `${MAILCHIMP},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID`
    const row = 'li@example.com,Li,,,2,,,2024-01-01 00:00:00,2024-03-05 06:07:08,News,a1b2'
    expect(await listed([header, row])).toEqual(['li@example.com no-such-mailbox 2024-03-05T06:07'])
  })

  it('by Mailchimp is refused where it is of those who are subscribed', async () => {
    const row = 'li@example.com,Li,,,2,2020-01-01 00:00:00,2020-01-01 00:00:00,2024-01-01 00:00:00'
    expect(await refusal([MAILCHIMP, row])).toBe(
      '/list:1: this is an export of subscribed contacts, or of all customers; export those who unsubscribed, and those who were cleaned. Nothing was changed.',
    )
  })

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

  it('by Klaviyo is of suppressed profiles, in capitals or in words, with a byte order mark', async () => {
    expect(
      await listed([
        '\ufeffEmail,Suppression Reason,Suppression Timestamp',
        'a@example.com,HARD_BOUNCE,2023-02-21T20:07:38.123456+00:00',
        'b@example.com,INVALID_EMAIL,2023-02-21 20:07:38+00:00',
        'c@example.com,SPAM_COMPLAINT,2023-02-21T20:07:38+0000',
        'd@example.com,UNSUBSCRIBE,2023-02-21',
        'e@example.com,USER_SUPPRESSED,',
        'f@example.com,Manually suppressed,',
        'g@example.com,Marked as spam,',
      ]),
    ).toEqual([
      'a@example.com no-such-mailbox 2023-02-21T20:07',
      'b@example.com no-such-mailbox 2023-02-21T20:07',
      'c@example.com complaint 2023-02-21T20:07',
      'd@example.com unsubscribe 2023-02-21T00:00',
      'e@example.com by-hand 2026-06-01T00:00',
      'f@example.com by-hand 2026-06-01T00:00',
      'g@example.com complaint 2026-06-01T00:00',
    ])
  })

  it('by Klaviyo of all profiles is of those who left or are suppressed', async () => {
    expect(
      await listed([
        'Email,Email Marketing Consent,Email Suppressions',
        'a@example.com,SUBSCRIBED,',
        'b@example.com,UNSUBSCRIBED,',
        'c@example.com,SUBSCRIBED,"[""HARD_BOUNCE""]"',
        'd@example.com,NEVER_SUBSCRIBED,[]',
        'e@example.com,SUBSCRIBED,"[""HARD_BOUNCE"",""UNSUBSCRIBE""]"',
      ]),
    ).toEqual([
      'b@example.com unsubscribe 2026-06-01T00:00',
      'c@example.com no-such-mailbox 2026-06-01T00:00',
      'e@example.com unsubscribe 2026-06-01T00:00',
    ])
  })

  it('by HubSpot of all contacts is of those who left any kind of mail, and of dead mailboxes', async () => {
    expect(
      await listed([
        'Record ID,Email,Unsubscribed from all email,Opted out of email: Marketing Information,Email hard bounce reason,Invalid email address',
        '1,a@example.com,true,,,false',
        '2,b@example.com,,,,',
        '3,c@example.com,false,true,,false',
        '4,d@example.com,false,,UNKNOWN_USER,false',
        '5,e@example.com,false,,,true',
        '6,f@example.com,true,,UNKNOWN_USER,true',
      ]),
    ).toEqual([
      'a@example.com unsubscribe 2026-06-01T00:00',
      'c@example.com unsubscribe 2026-06-01T00:00',
      'd@example.com no-such-mailbox 2026-06-01T00:00',
      'e@example.com no-such-mailbox 2026-06-01T00:00',
      'f@example.com unsubscribe 2026-06-01T00:00',
    ])
    expect(await listed(['Email,Bounce Type', 'a@example.com,Hard', 'b@example.com,Soft'])).toEqual(
      [
        'a@example.com no-such-mailbox 2026-06-01T00:00',
        'b@example.com soft-bounces 2026-06-01T00:00',
      ],
    )
  })

  it('by Brevo of all contacts is of those on its blocklist alone', async () => {
    expect(
      await listed(['CONTACT ID;EMAIL;BLOCKLISTED', '1;a@example.com;1', '2;b@example.com;0']),
    ).toEqual(['a@example.com unsubscribe 2026-06-01T00:00'])
    expect(
      await listed([
        'Email,Reason',
        'a@example.com,hard bounce',
        'b@example.com,Unsubscribed from all',
        'c@example.com,Contact flagged as spam',
        'd@example.com,Admin blocked',
      ]),
    ).toEqual([
      'a@example.com no-such-mailbox 2026-06-01T00:00',
      'b@example.com unsubscribe 2026-06-01T00:00',
      'c@example.com complaint 2026-06-01T00:00',
      'd@example.com by-hand 2026-06-01T00:00',
    ])
  })

  it('by SES is JSON, with instants as the API or the command writes them, packed or not', async () => {
    const answer = {
      SuppressedDestinationSummaries: [
        { EmailAddress: 'a@example.com', Reason: 'BOUNCE', LastUpdateTime: 1_709_618_828.5 },
        {
          EmailAddress: 'b@example.com',
          Reason: 'COMPLAINT',
          LastUpdateTime: '2024-03-05T06:07:08+00:00',
        },
      ],
    }
    const expected = [
      'a@example.com no-such-mailbox 2024-03-05T06:07',
      'b@example.com complaint 2024-03-05T06:07',
    ]
    const text = JSON.stringify(answer, undefined, 2)
    expect(await listed(text)).toEqual(expected)
    expect(await listed(`\ufeff${text}`)).toEqual(expected)
    expect(await listed(gzipSync(text))).toEqual(expected)
    expect(await listed(JSON.stringify(answer.SuppressedDestinationSummaries))).toEqual(expected)
  })

  it('by SES is CSV', async () => {
    expect(
      await listed(['EmailAddress,Reason,LastUpdateTime', 'a@example.com,BOUNCE,1709618828']),
    ).toEqual(['a@example.com no-such-mailbox 2024-03-05T06:07'])
  })

  it('by Postmark is JSON or CSV, and what its recipient asked for is an opt-out', async () => {
    const suppressions = [
      {
        EmailAddress: 'a@example.com',
        SuppressionReason: 'HardBounce',
        Origin: 'Recipient',
        CreatedAt: '2024-03-05T01:07:08-05:00',
      },
      {
        EmailAddress: 'b@example.com',
        SuppressionReason: 'SpamComplaint',
        Origin: 'Recipient',
        CreatedAt: '2024-03-05T06:07:08Z',
      },
      {
        EmailAddress: 'c@example.com',
        SuppressionReason: 'ManualSuppression',
        Origin: 'Recipient',
        CreatedAt: '2024-03-05T06:07:08Z',
      },
      {
        EmailAddress: 'd@example.com',
        SuppressionReason: 'ManualSuppression',
        Origin: 'Customer',
        CreatedAt: '2024-03-05T06:07:08Z',
      },
    ]
    const expected = [
      'a@example.com no-such-mailbox 2024-03-05T06:07',
      'b@example.com complaint 2024-03-05T06:07',
      'c@example.com unsubscribe 2024-03-05T06:07',
      'd@example.com by-hand 2024-03-05T06:07',
    ]
    expect(await listed(JSON.stringify({ Suppressions: suppressions }))).toEqual(expected)
    const csv = [
      Object.keys(suppressions[0] ?? {}),
      ...suppressions.map((one) => Object.values(one)),
    ]
    for (const delimiter of [',', ';', '\t', '|'])
      expect(await listed(csv.map((cells) => cells.join(delimiter)))).toEqual(expected)
  })
})

it('a list in UTF-16 is read, as Excel saves it', async () => {
  const text = '\ufeffEmail\tReason\na@example.com\tspam'
  expect(await listed(Buffer.from(text, 'utf16le'))).toEqual([
    'a@example.com complaint 2026-06-01T00:00',
  ])
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
