/**
 * Renders once what is the same in every mail of a campaign. Of a shipped mail, all but the
 * greeting and the unsubscribe links is; rendering then costs a tenth.
 */
import { type Liquid, LiquidError, type Template } from 'liquidjs'
import { NeedsCustomer } from './liquid/mail-format.ts'

/** Text that is finished, or nodes that wait for a customer. */
export type Piece = string | readonly Template[]

/** These carry something from one node to a later one, so their sources are left whole. */
const CARRIES_ON = /\{%-?\s*(?:assign|capture|cycle|increment|decrement)\b/
/** This gives something else each time, though it uses nothing of a customer. */
const CHANGES = /\|\s*sample\b/

type Constant = {
  readonly constants: Readonly<Record<string, unknown>>
  /** How the mail writes money; dates wait for a customer's clock. */
  readonly globals: object
}

/**
 * The template in pieces, every node that uses nothing but `constants` already rendered.
 *
 * @param source what `template` was parsed from
 * @example withConstants(liquid, liquid.parse(source), source, { constants, globals })
 */
export function withConstants(
  liquid: Liquid,
  template: readonly Template[],
  source: string,
  constant: Constant,
): readonly Piece[] {
  if (CARRIES_ON.test(source) || CHANGES.test(source)) return [template]
  const pieces: Piece[] = []
  for (const node of template) {
    const last = pieces.at(-1)
    const text = renderedOnce(liquid, [node], constant)
    if (text !== undefined) {
      if (typeof last === 'string') pieces[pieces.length - 1] = last + text
      else pieces.push(text)
    } else if (Array.isArray(last)) pieces[pieces.length - 1] = [...last, node]
    else pieces.push([node])
  }
  return pieces
}

/**
 * What the whole of a template says where the constants suffice for it; else undefined.
 *
 * @param source what `template` was parsed from
 */
export const constantText = (
  liquid: Liquid,
  template: Template[],
  source: string,
  constant: Constant,
): string | undefined =>
  CARRIES_ON.test(source) || CHANGES.test(source)
    ? undefined
    : renderedOnce(liquid, template, constant)

function renderedOnce(
  liquid: Liquid,
  nodes: Template[],
  { constants, globals }: Constant,
): string | undefined {
  if (!usesOnly(liquid, nodes, constants)) return undefined
  try {
    return String(liquid.renderSync(nodes, constants, { globals }))
  } catch (error) {
    if (needsCustomer(error)) return undefined
    throw error
  }
}

/** liquidjs wraps an error at each tag that it passes. */
const needsCustomer = (error: unknown): boolean =>
  error instanceof NeedsCustomer ||
  (LiquidError.is(error) && 'originalError' in error && needsCustomer(error.originalError))

const usesOnly = (
  liquid: Liquid,
  nodes: Template[],
  constants: Readonly<Record<string, unknown>>,
): boolean =>
  Object.keys(liquid.analyzeSync(nodes).globals).every((name) => Object.hasOwn(constants, name))
