/**
 * Renders once what is the same in every mail of a campaign. Of a shipped mail, all but the
 * greeting and the unsubscribe links is; rendering then costs a tenth.
 */
import type { Liquid, Template } from 'liquidjs'

/** Text that is finished, or nodes that wait for a customer. */
export type Piece = string | readonly Template[]

/** These carry something from one node to a later one, so their sources are left whole. */
const CARRIES_ON = /\{%-?\s*(?:assign|capture|cycle|increment|decrement)\b/
/** These give something else each time, though they use nothing of a customer. */
const CHANGES = /['"](?:now|today)['"]|\|\s*(?:sample|shuffle)\b/

/**
 * The template in pieces, every node that uses nothing but `constants` already rendered.
 *
 * @param source what `template` was parsed from
 * @example withConstants(liquid, liquid.parse(source), source, { shop, content, locale })
 */
export function withConstants(
  liquid: Liquid,
  template: readonly Template[],
  source: string,
  constants: Readonly<Record<string, unknown>>,
): readonly Piece[] {
  if (CARRIES_ON.test(source) || CHANGES.test(source)) return [template]
  const pieces: Piece[] = []
  for (const node of template) {
    const last = pieces.at(-1)
    if (usesOnly(liquid, node, constants)) {
      const text = String(liquid.renderSync([node], constants))
      if (typeof last === 'string') pieces[pieces.length - 1] = last + text
      else pieces.push(text)
    } else if (Array.isArray(last)) pieces[pieces.length - 1] = [...last, node]
    else pieces.push([node])
  }
  return pieces
}

const usesOnly = (
  liquid: Liquid,
  node: Template,
  constants: Readonly<Record<string, unknown>>,
): boolean =>
  Object.keys(liquid.analyzeSync([node]).globals).every((name) => Object.hasOwn(constants, name))
