/**
 * A door to a DynamoDB engine that lets through only what a role may do, as IAM would, and keeps
 * what was done: `dynamodb:Query Table.Arn/index/wake`.
 */
import { type Loopback, listen, type Reply } from './loopback.ts'
import type { Permission } from './templates.ts'

export type GuardedDynamodb = Loopback & {
  /** Each permission that was made use of. */
  readonly used: ReadonlySet<string>
  /** Each that was wanted and not there. */
  readonly refused: ReadonlySet<string>
}

type Request = {
  readonly IndexName?: string
  readonly TransactItems?: readonly Readonly<Record<string, unknown>>[]
}

const IN_A_TRANSACTION: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

/** What IAM asks for; of a transaction, what each of its items does. */
function wantedBy(operation: string, request: Request): readonly string[] {
  if (operation === 'TransactWriteItems')
    return (request.TransactItems ?? []).flatMap((item) =>
      Object.keys(item).map((kind) => `dynamodb:${IN_A_TRANSACTION[kind]} Table.Arn`),
    )
  const index = request.IndexName === undefined ? '' : `/index/${request.IndexName}`
  return [`dynamodb:${operation} Table.Arn${index}`]
}

/** @example const door = await startGuardedDynamodb(engine.endpoint, permissions) */
export async function startGuardedDynamodb(
  endpoint: string,
  permissions: readonly Permission[],
): Promise<GuardedDynamodb> {
  const allowed = new Set(permissions.map(({ action, on }) => `${action} ${on}`))
  const used = new Set<string>()
  const refused = new Set<string>()
  const server = await listen(async ({ headers, body }): Promise<Reply> => {
    const target = String(headers['x-amz-target'])
    const wanted = wantedBy(target.split('.')[1] ?? '', JSON.parse(body.toString()) as Request)
    const missing = wanted.filter((one) => !allowed.has(one))
    for (const one of missing) refused.add(one)
    if (missing.length > 0) {
      const denied = { __type: 'AccessDeniedException', message: missing.join() }
      return { status: 400, type: 'application/x-amz-json-1.0', body: JSON.stringify(denied) }
    }
    for (const one of wanted) used.add(one)
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        authorization: String(headers.authorization),
        'x-amz-date': String(headers['x-amz-date']),
      },
      body: Uint8Array.from(body),
    })
    return {
      status: answer.status,
      type: 'application/x-amz-json-1.0',
      body: await answer.text(),
    }
  })
  return { ...server, used, refused }
}
