import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsSendPorts } from '../runtimes/aws/send-ports.ts'
import { logToStderr as log } from '../runtimes/log.ts'
import { failureName } from '../store/failure.ts'
import { makeSendHandler } from './send.handler.ts'
import { sendMessage } from './send-message.ts'

const ports = awsSendPorts(await awsSecret(), (message, error) =>
  log('error', 'mail-could-not-be-written', { message, problem: failureName(error) }),
)

export const handler = makeSendHandler({
  send: (key) => sendMessage(key, ports),
  onFailure: ({ pk, sk }, error) =>
    log('error', 'send-failed', { message: `${pk} ${sk}`, problem: failureName(error) }),
})
