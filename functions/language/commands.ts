/** The commands that fix what a page shows; the pages themselves change nothing. */
import type { Provider } from '../domain/provider.ts'

/** @example resumeCommand('acme', 'gmail') // 'rekindle shop resume acme --provider gmail' */
export const resumeCommand = (shop: string, provider: Provider): string =>
  `rekindle shop resume ${quoted(shop)} --provider ${provider}`

/** @example domainCheckCommand('acme') // 'rekindle domain check --shop acme --region REGION' */
export const domainCheckCommand = (shop: string): string =>
  `rekindle domain check --shop ${quoted(shop)} --region REGION`

/** @example openCommand('acme') // 'rekindle shop open acme' */
export const openCommand = (shop: string): string => `rekindle shop open ${quoted(shop)}`

/** @example importListCommand('acme') // 'rekindle import list --shop acme' */
export const importListCommand = (shop: string): string =>
  `rekindle import list --shop ${quoted(shop)}`

/** @example importFinishCommand('acme', 'q3Y') // 'rekindle import finish q3Y --shop acme' */
export const importFinishCommand = (shop: string, importId: string): string =>
  `rekindle import finish ${quoted(importId)} --shop ${quoted(shop)}`

/** @example importWithdrawCommand('acme', 'q3Y') // 'rekindle import withdraw q3Y --shop acme' */
export const importWithdrawCommand = (shop: string, importId: string): string =>
  `rekindle import withdraw ${quoted(importId)} --shop ${quoted(shop)}`

/** @example feedReadCommand('acme', 'english') // 'rekindle products feed read english --shop acme' */
export const feedReadCommand = (shop: string, feed: string): string =>
  `rekindle products feed read ${quoted(feed)} --shop ${quoted(shop)}`

/** @example modelFitCommand('acme') // 'rekindle model fit --shop acme' */
export const modelFitCommand = (shop: string): string => `rekindle model fit --shop ${quoted(shop)}`

/** @example policyCommand('acme') // 'rekindle shop policy acme --policy policy.yaml' */
export const policyCommand = (shop: string): string =>
  `rekindle shop policy ${quoted(shop)} --policy policy.yaml`

/** @example recommendBuildCommand('acme') // 'rekindle recommend build --shop acme' */
export const recommendBuildCommand = (shop: string): string =>
  `rekindle recommend build --shop ${quoted(shop)}`

/** @example whyCommand('acme', '17850', 'win-back') // 'rekindle customer why 17850 --shop acme --campaign win-back' */
export const whyCommand = (shop: string, customer: string, campaign: string): string =>
  `rekindle customer why ${quoted(customer)} --shop ${quoted(shop)} --campaign ${quoted(campaign)}`

/** @example eraseCommand('acme', '17850') // 'rekindle customer erase 17850 --shop acme --yes' */
export const eraseCommand = (shop: string, customer: string): string =>
  `rekindle customer erase ${quoted(customer)} --shop ${quoted(shop)} --yes`

/** @example splitCommand('acme', '17850', 'crm-42') // 'rekindle customer split 17850 --id crm-42 --shop acme' */
export const splitCommand = (shop: string, customer: string, former: string): string =>
  `rekindle customer split ${quoted(customer)} --id ${quoted(former)} --shop ${quoted(shop)}`

/** For a POSIX shell; an id may hold anything. */
const quoted = (word: string): string =>
  /^[\w.@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
