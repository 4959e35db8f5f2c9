/** Secrets Manager (JSON 1.1) as far as functions need it: `GetSecretValue` of one secret. */
import { type Loopback, listen, type Reply } from './loopback.ts'

export type SecretsEndpoint = Loopback & {
  /** How often the secret was read. */
  readonly reads: () => number
}

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
})

/** @example const secrets = await startSecretsEndpoint(arn, 'x'.repeat(64)) */
export async function startSecretsEndpoint(arn: string, value: string): Promise<SecretsEndpoint> {
  let reads = 0
  const server = await listen(({ headers, body }) => {
    const target = headers['x-amz-target']
    if (target !== 'secretsmanager.GetSecretValue')
      return json(400, { __type: 'UnknownOperationException', message: `No operation ${target}.` })
    const { SecretId } = JSON.parse(body.toString()) as { readonly SecretId?: string }
    if (SecretId !== arn)
      return json(400, { __type: 'ResourceNotFoundException', message: 'No such secret.' })
    reads++
    return json(200, { ARN: arn, Name: 'secret', VersionId: '1', SecretString: value })
  })
  return { ...server, reads: () => reads }
}
