/** All that sending needs: the store, the writer of mails and SES. */
import { randomUUID } from 'node:crypto'
import { ENVIRONMENT } from '../../manifest.ts'
import { makeRenderer } from '../../sending/render.ts'
import type { SendPorts } from '../../sending/send-message.ts'
import { makeSesClient, makeSesMailer } from '../../sending/ses/ses-mailer.ts'
import { makeWriteMail } from '../../sending/write-mail.ts'
import type { Secret } from '../../store/secret.ts'
import { environment } from './environment.ts'
import { awsStore } from './store.ts'

export function awsSendPorts(secret: Secret, onUnwritable: SendPorts['onUnwritable']): SendPorts {
  const { table, shops, now } = awsStore()
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
      now,
    }),
    mailer: makeSesMailer({
      client: makeSesClient({}),
      configurationSet: environment(ENVIRONMENT.configurationSet),
      clock: now,
    }),
    onUnwritable,
  }
}
