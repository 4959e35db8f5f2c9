/** Every regular expression in the sources, as literals and as `new RegExp` of constants. */
import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

export type Found = { readonly file: string; readonly line: number; readonly expression: RegExp }

type Node = { readonly type?: string; readonly [field: string]: unknown }

/** Parts that are known only when the code runs are taken for this word. */
const ANY_WORD = 'word'

/** @example findExpressions('functions').length // 800 or so */
export function findExpressions(folder: string): readonly Found[] {
  return globSync(`${folder}/**/*.ts`).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const nodes = nodesIn(parseSync(file, text).program as unknown as Node)
    const constants = new Map<string, string>()
    for (const node of nodes) {
      const { id, init } = node as { readonly id?: Node; readonly init?: Node }
      const value = node.type === 'VariableDeclarator' && init ? textOf(init, constants) : undefined
      if (value !== undefined) constants.set(String(id?.name), value)
    }
    return nodes.flatMap((node) => {
      const expression = expressionOf(node, constants)
      const line = text.slice(0, Number(node.start)).split('\n').length
      return expression ? [{ file, line, expression }] : []
    })
  })
}

function nodesIn(root: Node): readonly Node[] {
  const nodes: Node[] = []
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    if ('type' in value) nodes.push(value as Node)
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(root)
  return nodes
}

type Constants = ReadonlyMap<string, string>

function expressionOf(node: Node, constants: Constants): RegExp | undefined {
  const { regex, callee } = node as {
    readonly regex?: { readonly pattern: string; readonly flags: string }
    readonly callee?: Node
  }
  if (regex) return new RegExp(regex.pattern, regex.flags)
  if (node.type !== 'NewExpression' || callee?.name !== 'RegExp') return undefined
  const [pattern, flags] = (node.arguments as readonly Node[]).map((one) => textOf(one, constants))
  try {
    return new RegExp(pattern ?? ANY_WORD, flags ?? '')
  } catch {
    return undefined
  }
}

function textOf(node: Node, constants: Constants): string | undefined {
  const { regex, value, object, property, quasi, quasis, expressions, name } = node as {
    readonly regex?: { readonly pattern: string }
    readonly value?: unknown
    readonly object?: Node
    readonly property?: Node
    readonly quasi?: Node
    readonly quasis?: readonly {
      readonly value: { readonly cooked: string; readonly raw: string }
    }[]
    readonly expressions?: readonly Node[]
    readonly name?: string
  }
  if (regex) return regex.pattern
  if (node.type === 'Literal') return typeof value === 'string' ? value : undefined
  if (node.type === 'Identifier') return constants.get(String(name))
  if (node.type === 'MemberExpression' && property?.name === 'source' && object)
    return textOf(object, constants)
  if (node.type === 'TaggedTemplateExpression' && quasi) return joined(quasi, 'raw')
  return node.type === 'TemplateLiteral' && quasis && expressions
    ? joined(node, 'cooked')
    : undefined

  function joined(template: Node, form: 'cooked' | 'raw'): string {
    const parts = template.quasis as NonNullable<typeof quasis>
    const between = template.expressions as readonly Node[]
    return parts
      .map((part, i) => {
        const inner = between[i]
        return part.value[form] + (inner ? (textOf(inner, constants) ?? ANY_WORD) : '')
      })
      .join('')
  }
}
