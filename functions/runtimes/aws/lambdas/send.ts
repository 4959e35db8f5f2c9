import { makeSendHandler } from '../../../pipeline/sending/send.handler.ts'
import { sendInTurn } from '../../../pipeline/sending/send-in-turn.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { awsSecret } from '../secret.ts'
import { awsSendPorts } from '../send-ports.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const secret = await awsSecret(table, log)
const ports = awsSendPorts(secret, { table, shops, now }, log)

export const handler = secret.guard(
  makeSendHandler({
    send: (message) => sendInTurn(message, ports),
    onFailure: (message, error) =>
      log('error', 'send-failed', { message, problem: failureName(error) }),
  }),
)
