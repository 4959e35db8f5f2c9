import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsSendPorts } from '../runtimes/aws/send-ports.ts'
import { failureName } from '../store/failure.ts'
import { makeSendHandler } from './send.handler.ts'
import { sendMessage } from './send-message.ts'

const ports = awsSendPorts(await awsSecret(), (message, error) =>
  console.error(JSON.stringify({ level: 'error', message, problem: failureName(error) })),
)

export const handler = makeSendHandler({ send: (key) => sendMessage(key, ports) })
