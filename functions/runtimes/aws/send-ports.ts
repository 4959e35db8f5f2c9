/** All that sending needs: the store, the writer of mails, SES and its pace. */
import { randomUUID } from 'node:crypto'
import { MOST_RECOMMENDED } from '../../domain/recommend/recommend.ts'
import { recommendForCustomer } from '../../insight/learning/recommend-for-customer.ts'
import { ENVIRONMENT } from '../../manifest.ts'
import { makeCoupons } from '../../pipeline/sending/coupons.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import type { PacedSendPorts } from '../../pipeline/sending/send-in-turn.ts'
import { makeSesClient, makeSesMailer } from '../../pipeline/sending/ses/ses-mailer.ts'
import { makeWriteMail } from '../../pipeline/sending/write-mail.ts'
import { failureName } from '../../store/failure.ts'
import type { Secret } from '../../store/secret.ts'
import type { Log } from '../log.ts'
import { reportNotUnderstood } from '../report-not-understood.ts'
import { makeSesPacer } from '../ses-pacer.ts'
import { environment } from './environment.ts'
import type { AwsStore } from './store.ts'

export function awsSendPorts(
  secret: Secret,
  { table, shops, now }: AwsStore,
  log: Log,
): PacedSendPorts {
  const client = makeSesClient({})
  return {
    table,
    settings: shops.settings,
    now,
    newClaimId: randomUUID,
    writeMail: makeWriteMail({
      table,
      renderer: makeRenderer(),
      signToken: secret.signToken,
      publicUrl: environment(ENVIRONMENT.publicUrl),
      recommendationsFor: (recipient, locale, policy) =>
        recommendForCustomer(recipient, locale, MOST_RECOMMENDED, { table, now, policy }),
      now,
    }),
    coupons: makeCoupons({
      ...{ table, now },
      onFewLeft: (shop, pool, left) => log('error', 'few-codes-left', { shop, pool, left }),
    }),
    mailer: makeSesMailer({
      client,
      configurationSet: environment(ENVIRONMENT.configurationSet),
      trackedConfigurationSet: environment(ENVIRONMENT.trackedConfigurationSet),
      clock: now,
    }),
    pacer: makeSesPacer(client, { table, settings: shops.settings, now, log }),
    onNotUnderstood: reportNotUnderstood(log, now),
    addressKeys: secret.addressKeys,
    onOtherSecret: (message) => log('error', 'address-hash-differs', { message }),
    onUnwritable: (message, error) =>
      log('error', 'mail-could-not-be-written', { message, problem: failureName(error) }),
  }
}
