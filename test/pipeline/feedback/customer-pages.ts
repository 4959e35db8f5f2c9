/** The page of preferences as a browser shows it, and sends it back. */
import type { Preferences } from '../../../functions/domain/customer.ts'
import type { Answered } from '../../support/api-shop.ts'
import { tokenOf, type UnsubscribeShop } from './unsubscribe-shop.ts'

export type Changes = Parameters<typeof tokenOf>[1]
export type Form = Readonly<Record<string, string | readonly string[]>>

/** What the page shows, as a browser would send it back untouched. */
export function formOn(page: string): Form {
  const form: Record<string, string | string[]> = {}
  const add = (name: string, value: string) => {
    if (name.startsWith('campaign')) form[name] = [...(form[name] ?? []), value]
    else form[name] = value
  }
  for (const [tag, type, name, value] of page.matchAll(
    /<input type="(\w+)" name="([\w-]+)" value="([^"]*)"[^>]*>/g,
  ))
    if (type === 'hidden' || tag.includes(' checked')) add(name ?? '', value ?? '')
  const [, locale] = /<option value="([^"]*)"[^>]* selected/.exec(page) ?? []
  if (locale !== undefined) add('locale', locale)
  return form
}

export const encoded = (form: Form): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  ).toString()

type PreferencePages = {
  readonly show: (customer: string, changes?: Changes) => Promise<Answered>
  readonly send: (
    customer: string,
    form: Form | string,
    type?: string,
    to?: Changes,
  ) => Promise<Answered>
  /** Opens the page, changes some of it, and saves. */
  readonly choose: (customer: string, changes: Form, to?: Changes) => Promise<Answered>
  readonly preferencesOf: (customer: string) => Promise<Preferences | undefined>
  readonly actsOf: (customer: string) => Promise<readonly string[]>
}

/** @param shop once it is open */
export function preferencePages(shop: () => UnsubscribeShop): PreferencePages {
  const show: PreferencePages['show'] = async (customer, changes = {}) => {
    const token = tokenOf(customer, changes)
    return shop().call('GET /preferences/{token}', { token, bearer: undefined })
  }
  const send: PreferencePages['send'] = (
    customer,
    form,
    type = 'application/x-www-form-urlencoded',
    to = {},
  ) =>
    shop().call('POST /preferences/{token}', {
      token: tokenOf(customer, to),
      bearer: undefined,
      raw: typeof form === 'string' ? form : encoded(form),
      headers: { 'content-type': type },
    })
  return {
    show,
    send,
    choose: async (customer, changes, to = {}) =>
      send(customer, { ...formOn((await show(customer, to)).text), ...changes }, undefined, to),
    preferencesOf: async (customer) => (await shop().facts(customer)).preferences,
    actsOf: async (customer) => (await shop().facts(customer)).consents.map(({ act }) => act),
  }
}
