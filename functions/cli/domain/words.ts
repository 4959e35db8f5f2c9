/** What each finding about a domain means, and how to mend what DNS alone cannot. */
import type { DomainProblem, Note } from '../../pipeline/preflight/domain-report.ts'

export const problemWords: Readonly<Record<DomainProblem, string>> = {
  'from-domain-not-own':
    'The shop sends in the name of a mailbox provider, whose domain nobody else can sign for: mail like that is turned down. Send from a domain of your own.',
  'identity-not-verified':
    'SES has not verified the domain in this region, and sends nothing for it. Create it there as an identity, and put its DKIM records into DNS.',
  'dkim-not-set-up':
    'No DKIM keys are known: SES has none for the domain in this region, and none were given. Create the domain as an identity in SES with Easy DKIM; SES then shows three tokens.',
  'dkim-off-in-ses': 'DKIM signing is switched off for the domain in SES. Switch it on there.',
  'dkim-not-verified-by-ses':
    'SES has not seen the DKIM records itself yet, and does not sign until it has. It looks again by itself, for up to 72 hours.',
  'dkim-cname-missing': 'A CNAME to the keys of SES is missing.',
  'dkim-cname-wrong': 'A CNAME leads elsewhere than to the keys of SES.',
  'dkim-key-missing': 'There is no key under a selector. Put your public key after p=.',
  'dkim-key-revoked':
    'The key under a selector is empty, which revokes it. Put your public key after p=.',
  'dkim-two-keys': 'There are several keys under one selector. Leave one.',
  'spf-missing': 'The MAIL FROM domain has no SPF record.',
  'spf-two-records': 'The MAIL FROM domain has several SPF records, which cancel each other.',
  'spf-syntax': 'The SPF record has a fault in its syntax, so that receivers turn it down.',
  'spf-no-include': 'The SPF record does not let SES send.',
  'spf-include-broken':
    'The SPF record includes a name without a valid SPF record, so that receivers turn it down.',
  'spf-too-many-lookups':
    'The SPF record needs more than ten look-ups, so that receivers turn it down. A MAIL FROM domain of its own needs SES alone.',
  'spf-allows-everyone': 'The SPF record lets everyone send: it ends in +all.',
  'dmarc-missing': 'There is no DMARC record. This one asks for nothing yet, and is enough.',
  'dmarc-two-records': 'There are several DMARC records, which cancel each other.',
  'dmarc-syntax': 'The DMARC record cannot be read: p= must be none, quarantine or reject.',
  'dmarc-not-aligned':
    'What SPF or DKIM vouch for is not aligned with the From address. Both must be of one organizational domain, and alignment be relaxed: on SES the MAIL FROM domain is always a subdomain.',
  'mail-from-not-set-up':
    'No custom MAIL FROM domain is known. Set one in SES, a subdomain used for nothing else such as bounce.YOUR-DOMAIN, and name it with --mail-from or --ses.',
  'mail-from-not-verified-by-ses':
    'SES does not use this MAIL FROM domain: it is not set there, or SES has not seen its MX yet. SES looks again by itself, for up to 72 hours.',
  'mail-from-mx-missing': 'The MAIL FROM domain has no MX, so that bounces reach nobody.',
  'mail-from-mx-wrong':
    "The MX of the MAIL FROM domain is not that of SES's feedback in this region, with priority 10.",
  'mail-from-two-mx': 'The MAIL FROM domain must have one MX alone, that of SES.',
  'mail-from-spf-missing': 'The MAIL FROM domain has no SPF record.',
  'tracking-cname-missing': 'The tracking domain leads nowhere, and so would the links in mails.',
  'tracking-cname-wrong': 'The tracking domain leads to SES in another region.',
  'reply-to-unread':
    'Answers go to an address that says nobody reads it. Name one that is read: answers also tell providers that mail is wanted.',
  'reply-to-no-mx':
    'The domain that answers go to takes in no mail: it has no MX. Put in the MX of the server where your mailbox is.',
  'unsubscribe-mailbox-no-mx': 'The domain of the unsubscribe mailbox has no MX.',
  'null-mx': 'The domain says that it takes in no mail at all (a null MX).',
}

export const noteWords: Readonly<Record<Note, string>> = {
  'dkim-key-of-another-region': 'The DKIM keys are those of an identity in another region.',
  'dmarc-of-a-parent-domain': 'The DMARC policy is that of the domain above.',
  'dmarc-no-reports':
    'DMARC asks for no reports; rua=mailto:ADDRESS would show who else sends in your name.',
  'tracking-by-own-server':
    'The tracking domain leads to a server of your own; see to it that it hands on to SES.',
  'reply-to-by-address-record': 'Answers go to a domain without an MX, to its address record.',
  'own-mail-server':
    'Requests to unsubscribe go to a mail server other than SES; see to it that they are acted on.',
}
