import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsSendPorts } from '../runtimes/aws/send-ports.ts'
import { logToStderr as log } from '../runtimes/log.ts'
import { failureName } from '../store/failure.ts'
import { makeSendHandler } from './send.handler.ts'
import { sendInTurn } from './send-in-turn.ts'

const ports = awsSendPorts(await awsSecret(), log)

export const handler = makeSendHandler({
  send: (message) => sendInTurn(message, ports),
  onFailure: ({ pk, sk }, error) =>
    log('error', 'send-failed', { message: `${pk} ${sk}`, problem: failureName(error) }),
})
