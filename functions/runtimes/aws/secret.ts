/** The key that addresses are hashed and links are signed with. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ENVIRONMENT } from '../../manifest.ts'
import { makeSecret, type Secret } from '../../store/secret.ts'
import { environment } from './environment.ts'

/** The secret, read once. Top-level await in an entry makes it part of the cold start. */
export async function awsSecret(): Promise<Secret> {
  const answer = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment(ENVIRONMENT.secretArn) }),
  )
  if (!answer.SecretString) throw new Error('the secret is empty')
  return makeSecret(Buffer.from(answer.SecretString))
}
