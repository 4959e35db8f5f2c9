/** Why, and why not, in English. */
import type { ReasonWords } from '../reason-words.ts'
import { counted } from './plural.ts'

export const enReasons: ReasonWords = {
  classes: {
    prospect: 'Prospect',
    'first-time': 'First-time',
    active: 'Active',
    frequent: 'Frequent',
    dormant: 'Dormant',
  },
  classMeanings: {
    prospect: () => 'no purchases yet',
    'first-time': () => 'one purchase, recently',
    active: (f) =>
      `more than one purchase, but fewer than ${f.frequentPurchases} in ${counted(f.windowDays, 'day')}`,
    frequent: (f) => `${f.frequentPurchases} or more purchases in ${counted(f.windowDays, 'day')}`,
    dormant: (f) =>
      f.ownDormancy
        ? f.ownDormancy.falls
          ? `no purchase until the chance to buy again within ${f.ownDormancy.falls.within} fell to ${f.ownDormancy.falls.chance} (each customer’s own limit, ${f.ownDormancy.least} to ${f.ownDormancy.most})`
          : `no purchase within the customer’s own limit (${f.ownDormancy.least} to ${f.ownDormancy.most})`
        : `no purchase for ${f.dormantAfter}`,
  },
  classReasons: {
    prospect: () => 'no purchases, not counting refunded orders',
    'first-time': (f) => `one purchase${f.last ? `, on ${f.last}` : ''}`,
    active: (f) =>
      `${counted(f.purchases, 'purchase')} in total, ${f.purchasesInWindow} of them in the last ${counted(f.windowDays, 'day')} (Frequent starts at ${f.frequentPurchases})`,
    frequent: (f) =>
      `${counted(f.purchasesInWindow, 'purchase')} in the last ${counted(f.windowDays, 'day')}${f.last ? `, the latest on ${f.last}` : ''}`,
    dormant: (f) =>
      `no purchase for more than ${f.dormantAfter}${f.last ? ` (last purchase: ${f.last})` : ''}`,
  },
  journeyEnds: {
    'left-class': 'the customer has left the class or stage that started the campaign',
    'left-segment': 'the customer has left the segment that started the campaign',
    'bought-meanwhile': 'the customer made a purchase',
    'order-refunded': 'the order that started the campaign was refunded',
    'event-came': 'the event that ends the campaign came',
    'event-did-not-come': 'the event that the campaign waits for did not come in time',
    'while-not-met': 'the customer is no longer one whom the next message is for',
    restarted: 'the campaign started again for the customer',
    'consent-confirmed': 'the customer confirmed their address',
    'consent-withdrawn': 'the customer opted out',
    'nothing-to-confirm': 'there is no sign-up left to confirm at this address',
    'asked-again': 'the customer signed up again, and is asked again',
    'link-expired': 'the link to confirm expired',
    merged: 'the same person was already in this campaign under another id',
  },
  holds: {
    restored:
      'the store was restored from an older copy, and nothing shows what was sent since then',
    'consent-before-restore':
      'the customer last agreed before the store was restored, and may have opted out since',
    'not-a-person': 'this id has more orders than one person places',
    'no-address': 'the customer has no e-mail address that mail can be sent to',
    'no-consent': 'the customer has not opted in to marketing mail',
    'consent-unconfirmed':
      'the customer has not yet confirmed their address, as the law in their country requires',
    'country-unknown-to-law':
      'the customer’s country was not understood, or Rekindle does not know its law, and the shop’s policy does not say which mark it asks for in the subject',
    'no-language': 'there is no version in a language the customer reads',
    'campaign-paused': 'the campaign is paused',
    'import-running': 'the import of this customer’s history is not complete',
    'intake-late':
      'orders are arriving later than usual for this shop, so a recent purchase may be missing',
    'customer-on-hold': 'the customer is on hold',
    'paused-by-customer': 'the customer has paused marketing mail',
    'provider-paused': 'marketing to this mailbox provider is paused',
    'domain-not-ready': 'the sending domain has not passed its check',
  },
  holdFixes: {
    restored: 'Confirm the restore with rekindle restore confirm, which lists what is unknown.',
    'consent-before-restore':
      'Import all opt-outs since the copy with rekindle restore confirm --opt-outs, or wait until the customer agrees again.',
    'not-a-person':
      'If it is a till or a marketplace, send its orders without a customer id, or with the buyer’s own. If it is one buyer, raise mostOrdersOfAPerson in the shop’s policy.',
    'no-address': 'Add their address with a profile update or their next order.',
    'no-consent': 'If they did opt in, record their consent.',
    'consent-unconfirmed': 'They can confirm it with the link in the confirmation e-mail.',
    'country-unknown-to-law':
      'Send the customer’s country as a code. If Rekindle does not know its law, find out what it requires, then state it in the shop’s policy under countries, with subjectMark (null for none).',
    'no-language':
      'Publish the campaign in their language, or add an acceptable substitute to the shop’s policy.',
    'campaign-paused': 'Resume the campaign when it is ready.',
    'import-running':
      'Sending continues when the import is complete. If it was interrupted, run it again with the same file.',
    'intake-late': 'Check that the shop is still sending its orders.',
    'customer-on-hold': 'Resolve the issue with the customer, then lift the hold.',
    'paused-by-customer':
      'Marketing continues when the pause ends; only the customer can end it earlier, on their preferences page.',
    'provider-paused':
      'Find out why so many messages bounced or drew complaints, then resume marketing to this provider.',
    'domain-not-ready': 'Fix what the domain check reports, then run the check again.',
  },
  deferrals: {
    'quiet-hours': 'quiet hours apply where the customer lives',
    cap: 'the customer has reached the frequency cap for marketing mail',
    'asked-lately':
      'this address was asked to confirm a short time ago: at most once a day and three times in 30 days',
  },
  skips: {
    'left-class': 'the customer is no longer in the class that this message is for',
    'left-segment': 'the customer is no longer in the segment that this message is for',
    'bought-meanwhile': 'the customer made a purchase in the meantime',
    'order-refunded': 'the order was refunded',
    'event-came': 'the event that ends the campaign came',
    'event-did-not-come': 'the event that the campaign waits for did not come in time',
    'while-not-met': 'the customer is no longer one whom the campaign goes on for',
    restarted: 'the campaign started again for the customer',
    'consent-confirmed': 'the customer already confirmed their address',
    'consent-withdrawn': 'the customer withdrew their consent',
    'nothing-to-confirm': 'there is no sign-up left to confirm at this address',
    'asked-again': 'the customer signed up again, and is asked again',
    'link-expired': 'the link to confirm expired',
    merged: 'the same person was already in this campaign under another id',
    unsubscribed: 'the customer, or someone with the same address, opted out of marketing mail',
    'campaign-unsubscribed': 'the customer opted out of this campaign',
    suppressed: 'the address is on the suppression list',
    'sent-to-same-address': 'another customer with the same address already received it',
    'sunset-unanswered':
      'the customer did not respond to recent messages with a click or a purchase',
    'sunset-silent': 'the customer has been inactive for too long',
    'too-late-for-broadcast': 'the broadcast was over before it could be sent',
    'not-eligible': 'the customer does not meet the conditions',
    'nothing-new': 'it would say, word for word, what the customer already received',
    'coupon-expired': 'the code that an earlier message promised has expired',
    'campaign-withdrawn': 'the campaign or this step is no longer published',
    'too-late': 'it was overdue for too long',
    restored: 'it may have been sent before the store was restored from an older copy',
    'stale-restored': 'the restore of the store was not confirmed in time',
    'stale-consent-before-restore':
      'the customer did not agree again after the store was restored in time',
    'stale-not-a-person': 'this id had more orders than one person places',
    'stale-no-address': 'no e-mail address was added in time',
    'stale-no-consent': 'the customer did not opt in to marketing mail in time',
    'stale-country-unknown-to-law':
      'the shop’s policy did not say in time what the law of the customer’s country requires',
    'stale-no-language': 'no version in a language the customer reads was published in time',
    'stale-campaign-paused': 'the campaign was paused for too long',
    'stale-import-running': 'the import of this customer’s history took too long',
    'stale-intake-late':
      'orders from the shop were delayed for too long, so recent purchases may be missing',
    'stale-consent-unconfirmed': 'the customer did not confirm their address in time',
    'stale-customer-on-hold': 'the customer was on hold for too long',
    'stale-paused-by-customer': 'the customer had paused marketing mail',
    'stale-provider-paused': 'marketing to this mailbox provider was paused for too long',
    'stale-domain-not-ready': 'the sending domain did not pass its check in time',
    'put-off-too-long-quiet-hours': 'quiet hours deferred it for too long',
    'put-off-too-long-cap': 'the frequency cap deferred it for too long',
    'put-off-too-long-asked-lately': 'this address was asked to confirm too often lately',
  },
  skipFixes: {
    'coupon-expired': 'Let the campaign’s codes be valid for longer than its last step takes.',
    'nothing-new': 'Publish new words for the repeated step.',
    suppressed: 'If this is a mistake, remove the address from the suppression list.',
    unsubscribed: 'Only the customer can opt in again.',
    'campaign-unsubscribed': 'Only the customer can change this, on their preferences page.',
    'sunset-unanswered': 'A purchase, a click or a new opt-in makes them reachable again.',
    'sunset-silent': 'A purchase, a click or a new opt-in makes them reachable again.',
  },
  mailers: {
    'mail-could-not-be-written': 'the message could not be rendered; its template needs fixing',
    'example-links': 'the message still links to the example shop, so it is not sent',
    'ses-daily-quota': 'the daily Amazon SES quota is used up',
    'ses-sending-rate': 'the Amazon SES sending rate was exceeded',
    'ses-not-allowed': 'Amazon SES does not accept this account’s keys or permissions',
    'ses-not-reached': 'Amazon SES could not be reached',
    'departure-not-noted':
      'the server could not record that the message leaves, because its disk is full or fails, so nothing was sent',
    'ses-message-rejected': 'Amazon SES rejected the message',
    'ses-address-not-verified': 'the sender’s address is not verified in Amazon SES',
    'ses-mail-from-domain-not-verified': 'the MAIL FROM domain is not verified in Amazon SES',
    'ses-account-sending-paused': 'Amazon SES has paused sending for this account',
    'ses-configuration-set-does-not-exist': 'the configuration set does not exist in Amazon SES',
    'ses-configuration-set-sending-paused':
      'sending is paused for the configuration set in Amazon SES',
    'pace-daily-quota': 'the Amazon SES quota for the last 24 hours is used up',
    'pace-soft-start':
      'the sending domain is still building its reputation with this mailbox provider, so volume rises gradually each day',
    'pace-provider-slow':
      'this mailbox provider recently deferred or rejected messages, so sending to it is slowed down',
    'pace-line-stopped': 'Amazon SES is not accepting mail from this shop right now',
    'pace-too-far-ahead': 'many messages are queued, and this one is sent a little later',
    'restored-from-backup':
      'this store was restored from a backup, and what happened since that backup is unknown',
    'no-codes': 'the campaign’s pool has no codes left',
    'address-hash-differs':
      'the address was stored with another secret, so it is unknown whether its customer opted out',
    'address-malformed': 'the e-mail address is malformed',
    'address-local-part-not-ascii':
      'the part of the address before the @ has characters that Amazon SES cannot send to',
    'address-domain-invalid': 'the domain of the address is invalid',
  },
  mailerFixes: {
    'example-links':
      'Replace the links to shop.example with your own and publish the campaign again. Waiting messages are then sent with the new links.',
    'mail-could-not-be-written': 'Fix the template and publish the campaign again.',
    'ses-daily-quota': 'If this happens often, request a higher quota from AWS.',
    'ses-not-allowed': 'Check the keys and permissions that Rekindle uses to send.',
    'departure-not-noted':
      'Free some space on the server’s disk. The message is tried again automatically.',
    'ses-address-not-verified': 'Verify the sender’s domain in Amazon SES.',
    'ses-mail-from-domain-not-verified': 'Verify the MAIL FROM domain in Amazon SES.',
    'ses-account-sending-paused':
      'Check in Amazon SES why sending was paused. Within an hour of it resuming, one message is tried and the rest follow.',
    'ses-configuration-set-does-not-exist': 'Create the configuration set, or use another.',
    'ses-configuration-set-sending-paused':
      'Once the cause is resolved, resume the configuration set in Amazon SES.',
    'pace-daily-quota': 'If this happens often, request a higher quota from AWS.',
    'pace-soft-start': 'No action is needed: the daily volume increases automatically.',
    'pace-provider-slow': 'Sending speeds up again automatically. Check what bounced, and why.',
    'pace-line-stopped':
      'Check in Amazon SES whether sending is paused or the sender is not verified. Sending resumes automatically within an hour of the fix.',
    'no-codes': 'Add codes to the pool. Waiting messages then leave within minutes.',
    'address-hash-differs': 'Restore the secret that this store was written with.',
    'restored-from-backup': 'No action is needed: the message is decided again within the hour.',
    'address-malformed': 'Ask the customer for the correct address.',
    'address-local-part-not-ascii': 'Ask the customer for another address.',
    'address-domain-invalid': 'Ask the customer for the correct address.',
  },
}
