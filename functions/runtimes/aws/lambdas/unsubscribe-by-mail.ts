import { makeUnsubscribeByMail } from '../../../pipeline/feedback/unsubscribe-by-mail.handler.ts'
import { logToStderr } from '../../log.ts'
import { awsSecret } from '../secret.ts'
import { awsStore } from '../store.ts'

const { table, now } = awsStore()
const { openToken, guard } = await awsSecret(table, logToStderr)

export const handler = guard(
  makeUnsubscribeByMail({
    table,
    openToken,
    now,
    onMail: (mail, outcome) => logToStderr('info', 'unsubscribe-mail', { mail, outcome }),
  }),
)
