/**
 * A front of a DynamoDB engine that answers what the engine does not have: the settings of a table
 * that AWS leaves off when it restores one. Everything else goes to the engine as it is.
 *
 * 1. `DescribeContinuousBackups` and `UpdateContinuousBackups`: backups are always on, recovery to a
 *    point in time is off until it is switched on.
 * 2. `DescribeTimeToLive` and `UpdateTimeToLive`: off until it is switched on.
 * 3. `DescribeTable`: the engine's own answer, without stream and deletion protection until
 *    `UpdateTable` switches them on.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.Tutorial.html
 */
import { type Answer, type Loopback, listen, type Request } from './loopback.ts'

type TableSettings = {
  recovery: 'ENABLED' | 'DISABLED'
  protection: boolean
  stream: object | undefined
  expiry: string | undefined
}

type Asked = {
  readonly TableName: string
  readonly StreamSpecification?: object
  readonly DeletionProtectionEnabled?: boolean
  readonly TimeToLiveSpecification?: { readonly AttributeName: string }
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled: boolean }
}

const json = (status: number, value: object): Answer => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(value),
})

/** @example const front = await startTableSettings(engine.endpoint) */
export async function startTableSettings(endpoint: string): Promise<Loopback> {
  const tables = new Map<string, TableSettings>()
  const settingsOf = (name: string): TableSettings => {
    const known = tables.get(name) ?? {
      ...{ recovery: 'DISABLED' as const, protection: false },
      ...{ stream: undefined, expiry: undefined },
    }
    tables.set(name, known)
    return known
  }

  async function passOn(
    operation: string,
    { headers }: Request,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer> {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        authorization: String(headers.authorization),
        'x-amz-date': String(headers['x-amz-date']),
      },
      body,
    })
    const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0'
    return { status: answer.status, type, body: await answer.text() }
  }

  async function describeTable(request: Request, { TableName }: Asked): Promise<Answer> {
    const answer = await passOn('DescribeTable', request, JSON.stringify({ TableName }))
    if (answer.status !== 200) return answer
    const { StreamSpecification: _stream, ...table } = JSON.parse(answer.body).Table
    const { stream, protection } = settingsOf(TableName)
    return json(200, {
      Table: {
        ...table,
        DeletionProtectionEnabled: protection,
        ...(stream && { StreamSpecification: stream }),
      },
    })
  }

  function backupsOf({ TableName }: Asked): Answer {
    const { recovery } = settingsOf(TableName)
    const now = Date.now() / 1_000
    const window = { EarliestRestorableDateTime: now - 3_600, LatestRestorableDateTime: now - 300 }
    return json(200, {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: recovery,
          ...(recovery === 'ENABLED' && { RecoveryPeriodInDays: 35, ...window }),
        },
      },
    })
  }

  function timeToLiveOf({ TableName }: Asked): Answer {
    const { expiry: AttributeName } = settingsOf(TableName)
    const TimeToLiveStatus = AttributeName === undefined ? 'DISABLED' : 'ENABLED'
    return json(200, {
      TimeToLiveDescription: { TimeToLiveStatus, ...(AttributeName && { AttributeName }) },
    })
  }

  /** AWS names a table that does not exist in another way here. */
  async function continuousBackups(request: Request, asked: Asked): Promise<Answer> {
    const { TableName } = asked
    const { status } = await passOn('DescribeTable', request, JSON.stringify({ TableName }))
    if (status === 200) return backupsOf(asked)
    const __type = 'com.amazonaws.dynamodb.v20120810#TableNotFoundException'
    return json(400, { __type, message: `Table not found: ${TableName}` })
  }

  return listen(async (request) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
    const asked = JSON.parse(request.body.toString()) as Asked
    switch (operation) {
      case 'DescribeContinuousBackups':
        return continuousBackups(request, asked)
      case 'UpdateContinuousBackups': {
        const isOn = asked.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true
        settingsOf(asked.TableName).recovery = isOn ? 'ENABLED' : 'DISABLED'
        return continuousBackups(request, asked)
      }
      case 'DescribeTimeToLive':
        return timeToLiveOf(asked)
      case 'UpdateTimeToLive':
        settingsOf(asked.TableName).expiry = asked.TimeToLiveSpecification?.AttributeName
        return json(200, { TimeToLiveSpecification: asked.TimeToLiveSpecification })
      case 'UpdateTable': {
        const settings = settingsOf(asked.TableName)
        settings.stream = asked.StreamSpecification ?? settings.stream
        settings.protection = asked.DeletionProtectionEnabled ?? settings.protection
        return describeTable(request, asked)
      }
      case 'DescribeTable':
        return describeTable(request, asked)
      default:
        return passOn(operation, request, Uint8Array.from(request.body))
    }
  })
}
