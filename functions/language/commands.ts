/** The commands that fix what a page shows; the pages themselves change nothing. */
import type { Provider } from '../domain/provider.ts'

/** @example resumeCommand('acme', 'gmail') // 'rekindle shop resume acme --provider gmail' */
export const resumeCommand = (shop: string, provider: Provider): string =>
  `rekindle shop resume ${quoted(shop)} --provider ${provider}`

/** @example domainCheckCommand('acme') // 'rekindle domain check --shop acme --region REGION' */
export const domainCheckCommand = (shop: string): string =>
  `rekindle domain check --shop ${quoted(shop)} --region REGION`

/** @example modelFitCommand('acme') // 'rekindle model fit --shop acme' */
export const modelFitCommand = (shop: string): string => `rekindle model fit --shop ${quoted(shop)}`

/** For a POSIX shell; an id may hold anything. */
const quoted = (word: string): string =>
  /^[\w.@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
