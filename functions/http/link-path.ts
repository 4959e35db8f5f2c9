/**
 * Paths of links in mails, as programs hand them on: with slashes at the end or doubled, with
 * invalid escapes. A person opens them, so everything below such a path is for its page.
 */
import { routeParts } from './methods.ts'

/** A route that ends so belongs to a page behind a link. */
const LINK = '/{token}'

export const isLinkRoute = (path: string): boolean => path.endsWith(LINK)

/**
 * The page that a path leads to, of these routes, and what the path has in the place of its token.
 *
 * @param paths of routes, such as `/unsubscribe/{token}`
 * @param path as a request has it; invalid escapes stay as they are
 * @example linkPathOf(['/unsubscribe/{token}'], '//unsubscribe/eyJ1.Zm9v/')
 * // { path: '/unsubscribe/{token}', token: 'eyJ1.Zm9v/' }
 */
export function linkPathOf(
  paths: readonly string[],
  path: string,
): { readonly path: string; readonly token: string } | undefined {
  const [, root, below = ''] = /^\/+([^/]+)(?:\/([\s\S]*))?$/.exec(path) ?? []
  const page = paths.find((one) => isLinkRoute(one) && one === `/${root}${LINK}`)
  return page === undefined
    ? undefined
    : { path: page, token: below.split('/').map(decoded).join('/') }
}

/** A slash of its own text stays an escape: the others say how far up the next page is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll('/', '%2F')
  } catch {
    return text
  }
}

/** API Gateway's key of what none of its routes is for. */
export const ANY_OTHER = '$default'

/**
 * The route of a link that API Gateway has none for, as it would name it for every method.
 *
 * @example linkRouteOf(['GET /unsubscribe/{token}'], '/unsubscribe/eyJ1.Zm9v/')?.path
 */
export const linkRouteOf = (routes: readonly string[], rawPath: string) =>
  linkPathOf([...new Set(routes.map((route) => routeParts(route).path))], rawPath)
