import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { logToStderr } from '../runtimes/log.ts'
import { makeUnsubscribeByMail } from './unsubscribe-by-mail.handler.ts'

const { table, now } = awsStore()
const { openToken } = await awsSecret()

export const handler = makeUnsubscribeByMail({
  table,
  openToken,
  now,
  onMail: (mail, outcome) => logToStderr('info', 'unsubscribe-mail', { mail, outcome }),
})
