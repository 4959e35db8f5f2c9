import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { suppressionLists } from './suppression-lists.ts'

const { listed, refusal } = await suppressionLists()

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
