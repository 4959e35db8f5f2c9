/** Secrets Manager (JSON 1.1) as far as it is needed: reads and puts the value of one secret. */
import { type Loopback, listen, type Reply } from './loopback.ts'

export type SecretsEndpoint = Loopback & {
  /** How often the secret was read. */
  readonly reads: () => number
  readonly value: () => string
}

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
})

/** @example const secrets = await startSecretsEndpoint(arn, 'x'.repeat(64)) */
export async function startSecretsEndpoint(arn: string, first: string): Promise<SecretsEndpoint> {
  let [reads, value, isBinary] = [0, first, false]
  const server = await listen(({ headers, body }) => {
    const target = headers['x-amz-target']
    const asked = JSON.parse(body.toString()) as {
      readonly SecretId?: string
      readonly SecretBinary?: string
    }
    if (asked.SecretId !== arn)
      return json(400, { __type: 'ResourceNotFoundException', message: 'No such secret.' })
    if (target === 'secretsmanager.PutSecretValue' && asked.SecretBinary) {
      value = Buffer.from(asked.SecretBinary, 'base64').toString()
      isBinary = true
      return json(200, { ARN: arn, Name: 'secret', VersionId: '2' })
    }
    if (target !== 'secretsmanager.GetSecretValue')
      return json(400, { __type: 'UnknownOperationException', message: `No operation ${target}.` })
    reads++
    const content = isBinary
      ? { SecretBinary: Buffer.from(value).toString('base64') }
      : { SecretString: value }
    return json(200, { ARN: arn, Name: 'secret', VersionId: '1', ...content })
  })
  return { ...server, reads: () => reads, value: () => value }
}
