/** What other tools would fill in is refused with what to write here, and likenesses of it are words. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf } from './structure-mail.ts'

const mail = (words: string): string => mailOf(column(`<mj-text>\n${words}</mj-text>`))

describe('a merge tag', () => {
  it.each([
    ['Hi %recipient.first_name%', '%recipient.first_name% is Mailgun syntax', 'customer.firstName'],
    [
      'Hi [firstname,fallback=there]',
      '[firstname,fallback=there] is Campaign Monitor syntax',
      'customer.firstName',
    ],
    [
      'Hi [[FirstName OR "Friend"]]',
      `[[FirstName OR "Friend"]] is another tool's syntax`,
      'customer.firstName',
    ],
    ['Hi {$name}', '{$name} is MailerLite syntax', 'customer.name'],
    ['Hi $[FNAME|there|x]$', '$[FNAME|there|x]$ is Zoho syntax', 'customer.firstName'],
    ['Hi ##NAME##', "##NAME## is another tool's syntax", 'customer.name'],
    ['Hi @FIRSTNAME@', "@FIRSTNAME@ is another tool's syntax", 'customer.firstName'],
    [
      '<unsubscribe>Leave</unsubscribe>',
      '<unsubscribe>Leave</unsubscribe> is Campaign Monitor syntax',
      'unsubscribeUrl',
    ],
    [
      'Hi [[data:firstname:"there"]]',
      `[[data:firstname:"there"]] is Mailjet syntax`,
      'customer.firstName',
    ],
    [
      'Hi [subscriber:firstname | default:you]',
      '[subscriber:firstname | default:you] is MailPoet syntax',
      'customer.firstName',
    ],
    [
      '[link:subscription_unsubscribe_url]',
      '[link:subscription_unsubscribe_url] is MailPoet syntax',
      'unsubscribeUrl',
    ],
    ['%unsubscribe_url%', '%unsubscribe_url% is Mailgun syntax', 'unsubscribeUrl'],
    ['Hi [FIRSTNAME]', "[FIRSTNAME] is another tool's syntax", 'customer.firstName'],
    ['Hi %first_name%', "%first_name% is another tool's syntax", 'customer.firstName'],
    ['Hi <<First Name>>', "<<First Name>> is another tool's syntax", 'customer.firstName'],
    ['Hi {customer.name}}', "{customer.name}} is another tool's syntax", 'customer.name'],
    ['<unsubscribe>', '<unsubscribe> is Campaign Monitor syntax', 'unsubscribeUrl'],
  ])('is refused once, with what to write: %s', async (words, problem, fix) => {
    const faults = await faultsOf(mail(words))
    expect(faults).toHaveLength(1)
    expect(faults[0]?.line).toBe(2)
    expect(faults[0]?.problem).toBe(`${problem}, which Rekindle does not support`)
    expect(faults[0]?.fix).toContain(fix)
  })

  it.each([
    '50% of recipient.name%',
    '[1] [a] [tea, cup]',
    'From $5 to [$10]',
    '[name] [link: see below] [unsubscribe here] 5%name%',
    '## Tea ## #1 @tea tea@shop.example @TEA',
    'fallback=there',
  ])('is none of: %s', async (words) => {
    expect(await faultsOf(mail(words))).toEqual([])
  })
})
