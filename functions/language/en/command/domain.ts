/** Words of `rekindle domain check`, in English. */
import type { DomainVerbs, DomainWords } from '../../command/domain-words.ts'

export const enDomainVerbs: DomainVerbs = {
  'domain check': {
    summary: 'Check the DNS of the sending domain and show which records to add',
    about: [
      'Checks DKIM, SPF, DMARC, the custom MAIL FROM domain and the other domains and the address named in mail against the requirements of Amazon SES and the mailbox providers. A pass is stored with the shop: without it no marketing mail is sent through SES. A failed check removes it; if DNS does not answer, nothing changes. With a region but without DKIM tokens or selectors, they are read from SES with the AWS credentials of this shell. Without a region, which --table needs, only DNS is asked: what only SES knows stays open, and the check does not pass.',
    ],
    arguments: {},
    options: {
      region: 'The AWS region that SES sends from, such as eu-central-1',
      'mail-from': 'The custom MAIL FROM domain',
      'dkim-token': 'The three Easy DKIM tokens, separated by commas',
      'dkim-selector': 'Selectors of your own DKIM keys, separated by commas',
      'tracking-domain': 'The domain for open and click tracking',
      'reply-to': 'Where replies are read, if different from the setting of the shop',
      'unsubscribe-mailbox':
        'Where unsubscribe requests arrive, if different from the setting of the shop',
      'public-url':
        'The address of the links in mail: check TLS and one-click unsubscribe there, with a token for no customer',
      resolver: 'The DNS resolver to use (default: that of this machine)',
      ses: 'Read from SES what is not given here, and whether SES has verified the records',
    },
    examples: {
      dns: 'Check what DNS shows, without AWS',
      ses: 'Check with the settings in SES',
      given: 'Check with settings given here',
    },
  },
}

export const enDomain: DomainWords = {
  outcomes: {
    passed: 'passed',
    failed: 'failed',
    'could-not-ask': 'no answer',
    'not-known': 'not known',
    'not-used': 'not used',
  },
  checks: {
    dkim: 'DKIM',
    spf: 'SPF',
    dmarc: 'DMARC',
    'mail-from': 'MAIL FROM domain',
    tracking: 'Tracking domain',
    'reply-to': 'Reply address',
    'unsubscribe-mailbox': 'Unsubscribe mailbox',
    'public-url': 'Public URL',
  },
  problems: {
    'from-domain-not-own':
      'The shop sends from the domain of a mailbox provider, which only the provider can sign for; such mail is rejected. Send from your own domain.',
    'identity-not-verified':
      'SES has not verified the domain in this region and sends nothing for it. Create it there as an identity and add its DKIM records to DNS.',
    'dkim-not-set-up':
      'No DKIM keys are known: SES has none for the domain in this region, and none were given. Create the domain as an identity in SES with Easy DKIM; SES then shows three tokens.',
    'dkim-off-in-ses': 'DKIM signing is turned off for the domain in SES. Turn it on there.',
    'dkim-not-verified-by-ses':
      'SES has not verified the DKIM records yet and does not sign until it has. It keeps trying for up to 72 hours.',
    'dkim-cname-missing': 'A CNAME record for the SES keys is missing.',
    'dkim-cname-wrong': 'A CNAME record does not point to the SES keys.',
    'dkim-key-missing': 'There is no key for a selector. Add your public key after p=.',
    'dkim-key-revoked':
      'The key for a selector is empty, which revokes it. Add your public key after p=.',
    'dkim-two-keys': 'There are several keys for one selector. Keep one.',
    'dkim-record-almost':
      'A selector has a text that is almost a DKIM key, but receivers cannot read it as one. Usual causes: quotation marks in the text, missing semicolons, v=DKIM1 not at the beginning.',
    'dkim-key-unreadable':
      'The key for a selector cannot be read: p= must be the whole public key in base64, without the BEGIN and END lines.',
    'dkim-key-not-rsa': 'The key for a selector is not an RSA key, and SES signs with RSA only.',
    'dkim-key-not-for-mail':
      'The key for a selector may not be used: s= must allow email and h= must allow sha256. Leave both out.',
    'dkim-key-too-short':
      'The key for a selector has fewer than 1,024 bits, so receivers ignore its signatures (RFC 8301). Use 2,048 bits.',
    'spf-missing': 'The MAIL FROM domain has no SPF record.',
    'spf-almost':
      'The MAIL FROM domain has a text that is almost an SPF record, but receivers do not read it as one. It must begin with v=spf1 and a space, without quotation marks or semicolons.',
    'spf-two-records':
      'The MAIL FROM domain has several SPF records, which invalidate each other. Keep one.',
    'spf-syntax': 'The SPF record has a syntax error, so receivers reject it.',
    'spf-no-include': 'The SPF record does not allow SES to send.',
    'spf-include-broken':
      'The SPF record includes a domain without a valid SPF record, so receivers reject it.',
    'spf-too-many-lookups':
      'The SPF record needs more than ten DNS lookups, so receivers reject it. A separate MAIL FROM domain only needs SES.',
    'spf-too-many-void-lookups':
      'More than two names in the SPF record do not exist or have no such record, so receivers reject it. Remove the outdated names.',
    'spf-too-many-servers':
      'An mx in the SPF record has more than ten servers, so receivers reject it.',
    'spf-allows-everyone':
      'The SPF record allows everyone to send, for example by +all, by all without a sign or by 0.0.0.0/0.',
    'dmarc-missing': 'There is no DMARC record. The one below requests no action and is enough.',
    'dmarc-two-records': 'There are several DMARC records, which invalidate each other. Keep one.',
    'dmarc-almost':
      'There is a text that is almost a DMARC record, but receivers do not read it as one. It must begin with v=DMARC1; in exactly these letters, and its parts are separated by semicolons, without quotation marks.',
    'dmarc-syntax':
      'The DMARC record is invalid: p=, and sp= if there is one, must be none, quarantine or reject.',
    'dmarc-not-aligned':
      'Neither SPF nor DKIM is aligned with the From address. At least one must use the same organizational domain with relaxed alignment: with SES the MAIL FROM domain is always a subdomain.',
    'mail-from-not-set-up':
      'No custom MAIL FROM domain is known. Set one in SES, a subdomain used for nothing else such as bounce.YOUR-DOMAIN, and name it with --mail-from or --ses.',
    'mail-from-not-verified-by-ses':
      'SES does not use this MAIL FROM domain: it is not set there, or SES has not found its MX record yet. SES keeps trying for up to 72 hours.',
    'mail-from-mx-missing': 'The MAIL FROM domain has no MX record, so bounces are lost.',
    'mail-from-mx-wrong':
      'The MX record of the MAIL FROM domain is not the feedback server of SES in this region, with priority 10.',
    'mail-from-two-mx': 'The MAIL FROM domain must have a single MX record, that of SES.',
    'mail-from-spf-missing': 'The MAIL FROM domain has no SPF record.',
    'tracking-cname-missing':
      'The tracking domain does not resolve, so links in mail would not work.',
    'tracking-cname-wrong': 'The tracking domain points to SES in another region.',
    'reply-to-unread':
      'Replies go to a no-reply address. Use one that is read: replies also show providers that mail is wanted.',
    'reply-to-no-mx':
      'The domain of the reply address accepts no mail: it has no MX record. Add the MX record of your mail server.',
    'unsubscribe-mailbox-no-mx': 'The domain of the unsubscribe mailbox has no MX record.',
    'null-mx':
      'The domain states that it accepts no mail (null MX), so receivers may also reject mail from it (RFC 7505).',
    'mx-leads-nowhere': 'No server named in the MX records has an address, so no mail arrives.',
    'public-url-not-https':
      'The public URL must begin with https://: one-click unsubscribe works only over TLS (RFC 8058).',
    'public-url-no-address':
      'The host of the public URL has no address in DNS, so links in mail lead nowhere.',
    'public-url-no-connection':
      'The host of the public URL does not accept connections. Start the server, or check the port and the firewall.',
    'public-url-not-secure':
      'The host of the public URL does not answer over TLS with a valid certificate for its name.',
    'one-click-redirected':
      'The public URL redirects, which one-click unsubscribe must not (RFC 8058). Use the address that it redirects to.',
    'one-click-refused':
      'The public URL refuses the POST of a one-click unsubscribe. Let POST /unsubscribe/... through, without a login, a firewall check or a cookie.',
    'one-click-not-this-shop':
      'What answers at the public URL does not know the links of this shop: it is another site, another Rekindle with a secret of its own, or an older version.',
  },
  notes: {
    'public-url-not-public':
      'The host of the public URL has a private address, which mailbox providers and customers cannot reach.',
    'dkim-keys-not-given':
      'Which keys SES signs with is not known here. Give --region to read them from SES, or --dkim-token or --dkim-selector.',
    'mail-from-not-given':
      'The MAIL FROM domain is not known here. Give --region to read it from SES, or --mail-from.',
    'from-unread':
      'Replies go to a no-reply address, since the shop has no other address for them. Set one that is read: rekindle shop change --reply-to',
    'dmarc-spf-not-aligned':
      'SPF is not aligned with the From address; DMARC passes by DKIM alone. With relaxed alignment (aspf=r) and a MAIL FROM domain below the From domain it passes by both.',
    'dmarc-dkim-not-aligned':
      'DKIM is not aligned with the From address; DMARC passes by SPF alone and fails for forwarded mail. Sign for the From domain, or use relaxed alignment (adkim=r).',
    'dmarc-rua-invalid':
      'An address in rua= cannot be read and gets no DMARC reports. Write rua=mailto:ADDRESS, with commas between several.',
    'dmarc-rua-not-authorised':
      'An address in rua= gets no DMARC reports: it is at another domain, which has not agreed to receive them.',
    'spf-ptr':
      'The SPF record uses ptr, which is slow and unreliable and which receivers may skip (RFC 7208). Name the networks instead.',
    'dkim-testing':
      'A DKIM key is marked as a test (t=y), so receivers may treat its mail as unsigned. Remove t=y when your tests are done.',
    'dkim-key-below-2048-bits':
      'A DKIM key has fewer than 2,048 bits, the recommended length (RFC 8301).',
    'almost-record-ignored':
      'The same name has another text that is almost such a record; receivers ignore it. Remove it.',
    'quotes-in-record':
      'The text contains quotation marks. The pages of DNS providers add those they need: enter the value without any.',
    'dkim-key-of-another-region': 'The DKIM keys belong to an identity in another region.',
    'dmarc-of-a-parent-domain': 'The DMARC policy is that of the parent domain.',
    'dmarc-no-reports':
      'DMARC requests no reports; rua=mailto:ADDRESS would show who else sends in your name.',
    'tracking-by-own-server':
      'The tracking domain points to your own server; make sure that it forwards to SES.',
    'reply-to-by-address-record':
      'The domain for replies has no MX record; its address record is used.',
    'own-mail-server':
      'Unsubscribe requests go to a mail server other than SES; make sure that they are processed.',
  },
  next: 'Next steps, which no mail waits for:',
  steps: {
    'authorise-reports':
      'Have the owner of the domain that receives your DMARC reports add this record, or choose an address at your own domain.',
    'dmarc-quarantine':
      'Once DMARC reports show that all mail you send passes, ask receivers to treat the rest as suspicious:',
    'dmarc-all-mail':
      'Once DMARC reports show that no mail of yours is affected, apply the policy to all mail:',
    'dmarc-reject':
      'Once no mail of yours is quarantined any more, ask receivers to reject what does not pass:',
    'check-public-url':
      'Once it is served, check the address of the links in mail as well: --public-url https://...',
    bimi: 'To show your logo next to your mail, publish it as SVG Tiny PS with a mark certificate (BIMI):',
  },
  unanswered: (answer) => `There was ${answer}.`,
  answered: (answer) => `The answer was: ${answer}`,
  inDns: (record) => `Currently in DNS: ${record}`,
  put: 'Add these records to DNS. Each replaces the record of its kind with the same name; keep other TXT records:',
  columns: { name: 'name', type: 'type', value: 'value' },
  free: (shop) => `Marketing mail of ${shop} can be sent through SES.`,
  held: (shop) =>
    `Marketing mail of ${shop} through SES is held until the check passes; steps that wait too long are skipped. Service mail is still sent. DNS changes can take hours to propagate.`,
  stillFree: (shop, since) =>
    `Nothing was changed: marketing mail of ${shop} continues, based on the check of ${since}.`,
  stillHeld: (shop) =>
    `Nothing was changed: marketing mail of ${shop} through SES stays held, since no check has passed.`,
  notReady: (domain, failed) => `${domain} is not ready to send mail: ${failed} failed`,
  unsuitable: (domain) => `${domain} cannot be used to send mail`,
  unclear: (domain, checks) =>
    `Could not check ${domain} completely: no answer about ${checks}. Run the command again, or use another resolver with --resolver`,
  regionMissing:
    '--region REGION is required with --table and --ses: the AWS region that SES sends from, such as eu-central-1',
  secretMissing:
    '--secret ARN is required with --public-url: it signs the token that is posted there',
  incomplete: (domain, checks) =>
    `Could not check ${domain} completely: not known here about ${checks}. Give --region with the AWS credentials of this shell, or --dkim-token or --dkim-selector and --mail-from`,
  sesFailed: (region, name, message) =>
    `Could not read the state of the domain from SES in ${region}: ${name}: ${message}. Check the region and the AWS credentials of this shell, or give --mail-from and --dkim-token or --dkim-selector here, without --ses. Nothing was changed`,
  invalid: {
    region: (typed) =>
      `Invalid value "${typed}" for --region: use an AWS region such as eu-central-1`,
    domain: (option, typed) =>
      `Invalid value "${typed}" for --${option}: use a domain such as mail.shop.example`,
    tokens: (given) =>
      `--dkim-token has ${given} ${given === 1 ? 'token' : 'tokens'}: give all three, separated by commas`,
    names: (option, typed) =>
      `Invalid value "${typed}" for --${option}: use names separated by commas`,
    address: (option, typed) =>
      `Invalid value "${typed}" for --${option}: use an address such as hi@shop.example`,
    resolver: (typed) =>
      `Invalid value "${typed}" for --resolver: use an IP address, with the port if it is not 53, such as 192.0.2.53 or [2001:db8::53]:5353`,
  },
}
