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
  let [reads, value] = [0, first]
  const server = await listen(({ headers, body }) => {
    const target = headers['x-amz-target']
    const asked = JSON.parse(body.toString()) as {
      readonly SecretId?: string
      readonly SecretString?: string
    }
    if (asked.SecretId !== arn)
      return json(400, { __type: 'ResourceNotFoundException', message: 'No such secret.' })
    if (target === 'secretsmanager.PutSecretValue' && asked.SecretString) {
      value = asked.SecretString
      return json(200, { ARN: arn, Name: 'secret', VersionId: '2' })
    }
    if (target !== 'secretsmanager.GetSecretValue')
      return json(400, { __type: 'UnknownOperationException', message: `No operation ${target}.` })
    reads++
    return json(200, { ARN: arn, Name: 'secret', VersionId: '1', SecretString: value })
  })
  return { ...server, reads: () => reads, value: () => value }
}
