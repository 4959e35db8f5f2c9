/** Synthesized templates, read as people read them: by construct paths instead of logical ids. */

export type Resource = {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
  readonly Metadata?: Readonly<Record<string, unknown>>
}

export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
}

export type Templates = { readonly stateful: Template; readonly pipeline: Template }

export type FoundResource = Resource & {
  readonly id: string
  /** Its path in the stack: `react/Function`. */
  readonly path: string
}

/** A value with its references written as paths: `Table.Arn/index/wake`, `send-queue/Queue.Arn`. */
export function readable(value: unknown, template: Template, templates: Templates): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const [[name, inner] = ['', undefined]] = Object.entries(value)
  switch (name) {
    case 'Ref': {
      const resource = template.Resources[inner as string]
      return resource ? pathOf(resource) : `<${inner}>`
    }
    case 'Fn::GetAtt': {
      const [id, attribute] = inner as [string, string]
      return `${pathOf(template.Resources[id] as Resource)}.${attribute}`
    }
    case 'Fn::Join': {
      const [by, parts] = inner as [string, unknown[]]
      return parts.map((part) => readable(part, template, templates)).join(by)
    }
    case 'Fn::GetStackOutput': {
      const { OutputName } = inner as { OutputName: string }
      const output = templates.stateful.Outputs?.[OutputName]
      return readable(output?.Value, templates.stateful, templates)
    }
    default:
      throw new Error(`A template says ${name}, which is not supported here.`)
  }
}

function pathOf({ Metadata }: Resource): string {
  const path = String(Metadata?.['aws:cdk:path'])
  return path.replace(/^[^/]+\//, '').replace(/\/Resource$/, '')
}

/** @example resourcesOf(pipeline, 'AWS::SQS::Queue').map(({ path }) => path) */
export const resourcesOf = (template: Template, type: string): readonly FoundResource[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ ...resource, id, path: pathOf(resource) }))

type Statement = { readonly Effect: string; readonly Action: unknown; readonly Resource: unknown }

export type Permission = { readonly action: string; readonly on: string }

/** What each role of the pipeline may do, by the role's path. */
export function permissionsOf(templates: Templates): ReadonlyMap<string, readonly Permission[]> {
  const { pipeline } = templates
  const found = new Map<string, Permission[]>()
  for (const { Properties } of resourcesOf(pipeline, 'AWS::IAM::Policy')) {
    const { Statement } = Properties.PolicyDocument as { Statement: readonly Statement[] }
    const permissions = Statement.flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) =>
        listOf(Resource).map((on) => ({
          action: String(action),
          on: readable(on, pipeline, templates),
        })),
      ),
    )
    for (const role of Properties.Roles as readonly unknown[]) {
      const path = readable(role, pipeline, templates)
      found.set(path, [...(found.get(path) ?? []), ...permissions])
    }
  }
  return found
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

export type FoundFunction = {
  readonly name: string
  readonly path: string
  readonly handler: string
  /** The bundle's folder in the assembly is `asset.<this>`. */
  readonly assetHash: string
  readonly environment: Readonly<Record<string, string>>
  readonly permissions: readonly Permission[]
  readonly properties: Readonly<Record<string, unknown>>
}

/** The functions of the pipeline by their names in the manifest. */
export function functionsOf(templates: Templates): ReadonlyMap<string, FoundFunction> {
  const { pipeline } = templates
  const permissions = permissionsOf(templates)
  return new Map(
    resourcesOf(pipeline, 'AWS::Lambda::Function').map(({ path, Properties }) => {
      const name = path.split('/', 1)[0] as string
      const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: object }
      const environment = Object.entries(Variables).map(([variable, value]) => [
        variable,
        readable(value, pipeline, templates),
      ])
      const code = Properties.Code as { readonly S3Key: string }
      const role = readable(Properties.Role, pipeline, templates).replace(/\.Arn$/, '')
      const made: FoundFunction = {
        name,
        path,
        handler: String(Properties.Handler),
        assetHash: code.S3Key.replace(/\.zip$/, ''),
        environment: Object.fromEntries(environment),
        permissions: permissions.get(role) ?? [],
        properties: Properties,
      }
      return [name, made]
    }),
  )
}

export type FoundSource = {
  /** The function's name. */
  readonly reader: string
  /** `Table.StreamArn`, `send-queue/Queue.Arn` */
  readonly from: string
  readonly batchSize: number
  /**
   * EventBridge patterns, any of which lets a record through; all records pass if there are none.
   */
  readonly patterns: readonly unknown[]
  readonly properties: Readonly<Record<string, unknown>>
}

/** What has functions called with batches of records. */
export const eventSourcesOf = (templates: Templates): readonly FoundSource[] =>
  resourcesOf(templates.pipeline, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => {
    const { pipeline } = templates
    const { Filters = [] } = (Properties.FilterCriteria ?? {}) as {
      Filters?: readonly { readonly Pattern: string }[]
    }
    return {
      reader: readable(Properties.FunctionName, pipeline, templates).split('/', 1)[0] as string,
      from: readable(Properties.EventSourceArn, pipeline, templates),
      batchSize: Properties.BatchSize as number,
      patterns: Filters.map(({ Pattern }) => JSON.parse(Pattern)),
      properties: Properties,
    }
  })

/** The function that answers each route: `POST /unsubscribe/{token}` to `unsubscribe`. */
export function routesOf(templates: Templates): ReadonlyMap<string, string> {
  const { pipeline } = templates
  return new Map(
    resourcesOf(pipeline, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const target = readable(Properties.Target, pipeline, templates).replace('integrations/', '')
      const integration = resourcesOf(pipeline, 'AWS::ApiGatewayV2::Integration').find(
        ({ path }) => path === target,
      )
      const uri = readable(integration?.Properties.IntegrationUri, pipeline, templates)
      return [String(Properties.RouteKey), uri.split('/', 1)[0] as string]
    }),
  )
}
