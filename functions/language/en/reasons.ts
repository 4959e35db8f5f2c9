/** Why, and why not, in English. */
import type { ReasonWords } from '../reason-words.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const purchases = (n: number): string => count(n, 'purchase', 'purchases')
const days = (n: number): string => count(n, 'day', 'days')

export const enReasons: ReasonWords = {
  classes: {
    prospect: 'Prospect',
    'first-time': 'First-time',
    active: 'Active',
    frequent: 'Frequent',
    dormant: 'Dormant',
  },
  classMeanings: {
    prospect: () => 'no purchase yet',
    'first-time': () => 'bought once, not long ago',
    active: () => 'bought more than once, not often',
    frequent: (f) => `${f.frequentPurchases} or more purchases in ${days(f.windowDays)}`,
    dormant: (f) =>
      f.ownDormancy
        ? `no purchase for longer than suits their own rhythm (${f.ownDormancy.least} to ${f.ownDormancy.most})`
        : `no purchase for ${f.dormantAfter}`,
  },
  classReasons: {
    prospect: () => 'no purchase that counts',
    'first-time': (f) => `one purchase${f.last ? `, on ${f.last}` : ''}`,
    active: (f) =>
      `${purchases(f.purchases)} in all, ${f.purchasesInWindow} of them in the last ${days(f.windowDays)}; frequent begins at ${f.frequentPurchases}`,
    frequent: (f) =>
      `${purchases(f.purchasesInWindow)} in the last ${days(f.windowDays)}${f.last ? ` (the last one on ${f.last})` : ''}`,
    dormant: (f) =>
      `no purchase for more than ${f.dormantAfter}${f.last ? ` (the last one on ${f.last})` : ''}`,
  },
  journeyEnds: {
    'left-class': 'the customer left the class or the stage that started it',
    'bought-meanwhile': 'the customer bought meanwhile',
    'order-refunded': 'the order that started it was refunded',
    'consent-confirmed': 'the customer confirmed their address',
    'consent-withdrawn': 'the customer withdrew their consent',
  },
  holds: {
    'no-address': 'there is no e-mail address to write to',
    'no-consent': 'the customer has not agreed to marketing mail',
    'consent-unconfirmed':
      'the customer has agreed, but where they live the law asks them to confirm their address too',
    'no-language': 'it is not written in a language the customer reads',
    'campaign-paused': 'the campaign is paused',
    'import-running': 'an import of this customer’s history is still running',
    'intake-late':
      'purchases are arriving later than this shop’s usual rhythm, so the customer may have bought',
    'customer-on-hold': 'something is wrong between the shop and this customer',
    'provider-paused': 'marketing to this mailbox provider is stopped',
    'domain-not-ready': 'the sending domain has not passed its check',
  },
  holdMends: {
    'no-address': 'Tell Rekindle their address, with their profile or their next order.',
    'no-consent': 'Tell Rekindle of their consent if they gave it; it cannot be assumed.',
    'consent-unconfirmed':
      'It goes on once they press the link in the mail that asks them to confirm.',
    'no-language':
      'Publish the campaign in their language, or name in the policy one that will do (acceptableLocales).',
    'campaign-paused': 'Resume the campaign when it may go on.',
    'import-running': 'It goes on when the import is complete.',
    'intake-late': 'Check that the shop still posts its purchases.',
    'customer-on-hold': 'Settle it with the customer, and lift the hold.',
    'provider-paused':
      'Find out why so many mails came back or were complained of, then let marketing to it go on.',
    'domain-not-ready':
      'Put right what the check of the sending domain finds, and let it check again.',
  },
  deferrals: {
    'quiet-hours': 'it is night where the customer is',
    cap: 'the customer has had as much marketing mail as the shop allows',
  },
  asksFor: (conditions) => `It asks for: ${conditions}.`,
  conditions: {
    countries: (names) => `living in ${names}`,
    minPurchases: (n) => `${n} or more purchases`,
    maxPurchases: (n) => `no more than ${n} ${n === '1' ? 'purchase' : 'purchases'}`,
    minMonetaryMinor: (money) => `at least ${money} spent`,
    recencyScores: (scores) => `a recency score of ${scores}`,
    frequencyScores: (scores) => `a frequency score of ${scores}`,
    monetaryScores: (scores) => `a score for money spent of ${scores}`,
    minChurnRisk: (risk) => `churn risk of at least ${risk}`,
    maxChurnRisk: (risk) => `churn risk of at most ${risk}`,
    minExpectedPurchases: (n) => `${n} or more purchases expected`,
    minLifetimeValueMinor: (money) => `lifetime value of at least ${money}`,
    maxLifetimeValueMinor: (money) => `lifetime value of at most ${money}`,
  },
  unknownCondition: (name) => `${name}, which this version of Rekindle does not know`,
  skips: {
    'left-class': 'the customer left the class that it was for',
    'bought-meanwhile': 'the customer bought meanwhile',
    'order-refunded': 'the order was refunded',
    'consent-confirmed': 'the customer confirmed their address already',
    'consent-withdrawn': 'the customer withdrew their consent',
    unsubscribed: 'the customer, or someone at the same address, unsubscribed from marketing mail',
    'campaign-unsubscribed': 'the customer chose to get no mail of this campaign',
    suppressed: 'nothing is sent to this address any more',
    'sent-to-same-address': 'another customer at the same address got it already',
    'sunset-unanswered':
      'the customer has answered none of the last mails, neither by a click nor by a purchase',
    'sunset-silent': 'nothing has been heard of the customer for too long',
    'not-eligible': 'the customer does not meet its conditions',
    'campaign-withdrawn': 'the campaign or this step is no longer published',
    'too-late': 'its time had passed',
    'stale-no-address': 'no e-mail address came to be known in time',
    'stale-no-consent': 'the customer did not agree to marketing mail in time',
    'stale-no-language': 'no version in a language the customer reads came in time',
    'stale-campaign-paused': 'the campaign was paused for too long',
    'stale-import-running': 'the import of this customer’s history took too long',
    'stale-intake-late': 'the shop’s purchases stayed away too long to tell who is dormant',
    'stale-consent-unconfirmed': 'the customer did not confirm their address in time',
    'stale-customer-on-hold': 'what was wrong between the shop and this customer took too long',
    'stale-provider-paused': 'marketing to this mailbox provider was stopped for too long',
    'stale-domain-not-ready': 'the sending domain did not pass its check in time',
    'put-off-too-long-quiet-hours': 'quiet hours put it off for too long',
    'put-off-too-long-cap': 'the limit on marketing mail put it off for too long',
  },
  skipMends: {
    suppressed: 'If that is wrong, take the address off the list: rekindle suppression remove.',
    unsubscribed: 'Only they can agree again.',
    'campaign-unsubscribed': 'Only they can choose otherwise, on the page of their preferences.',
    'sunset-unanswered': 'A purchase, a click or fresh consent begins anew.',
    'sunset-silent': 'A purchase, a click or fresh consent begins anew.',
  },
  mailers: {
    'mail-could-not-be-written': 'the mail could not be written; its template needs mending',
    'ses-daily-quota': 'Amazon SES has no more of today’s quota',
    'ses-sending-rate': 'Amazon SES asks for a slower pace',
    'ses-not-allowed': 'Amazon SES does not accept this account’s keys or permissions',
    'ses-not-reached': 'Amazon SES could not be reached',
    'ses-message-rejected': 'Amazon SES rejected the mail',
    'ses-address-not-verified': 'Amazon SES has not verified the sender’s address',
    'ses-mail-from-domain-not-verified': 'Amazon SES has not verified the MAIL FROM domain',
    'ses-account-sending-paused': 'Amazon SES has paused this account’s sending',
    'ses-configuration-set-does-not-exist': 'Amazon SES has no such configuration set',
    'ses-configuration-set-sending-paused': 'sending is paused for the configuration set in SES',
    'pace-daily-quota': 'Amazon SES has no more of the quota of these 24 hours',
    'pace-soft-start':
      'this mailbox provider does not know the sending domain well yet, and gets a little more of its mail each day',
    'pace-provider-slow':
      'this mailbox provider turned mail away lately, so it gets mail more slowly for a while',
    'pace-line-stopped': 'Amazon SES takes no mail of this shop at present',
    'pace-too-far-ahead': 'many mails are being sent, and its turn comes a little later',
    'address-malformed': 'the address is not one',
    'address-local-part-not-ascii':
      'before the @, the address has characters that SES cannot send to',
    'address-domain-invalid': 'the domain of the address is not one',
  },
  mailerMends: {
    'mail-could-not-be-written': 'Mend the template and publish the campaign again.',
    'ses-daily-quota': 'Ask AWS for a higher quota if this happens often.',
    'ses-not-allowed': 'Check the keys and permissions by which Rekindle sends.',
    'ses-address-not-verified': 'Verify the sender’s domain in Amazon SES.',
    'ses-mail-from-domain-not-verified': 'Verify the MAIL FROM domain in Amazon SES.',
    'ses-account-sending-paused':
      'See in Amazon SES why sending was paused; within an hour of its going on, one mail tries and the others follow.',
    'ses-configuration-set-does-not-exist': 'Create the configuration set, or name another.',
    'ses-configuration-set-sending-paused':
      'Let the configuration set go on in Amazon SES when the reason is gone.',
    'pace-daily-quota': 'Ask AWS for a higher quota if this happens often.',
    'pace-soft-start':
      'Nothing is wrong: so many a day as the policy says (softStart), and more each day.',
    'pace-provider-slow': 'It goes on by itself; look at what came back, and why.',
    'pace-line-stopped':
      'See in Amazon SES whether sending is paused or the sender is not verified; when that is put right, mail goes on by itself within the hour.',
    'address-malformed': 'Ask the customer for their address.',
    'address-local-part-not-ascii': 'Ask the customer for another address.',
    'address-domain-invalid': 'Ask the customer for their address.',
  },
}
