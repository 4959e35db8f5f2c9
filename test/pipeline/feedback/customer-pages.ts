/** The pages that customers open from a mail, as a browser shows them, and sends them back. */
import { beforeEach, describe } from 'vitest'
import type { Preferences } from '../../../functions/domain/customer.ts'
import type { ApiRoute } from '../../../functions/intake/api/operation.ts'
import { type Answered, NOW, type Sent } from '../../support/api-shop.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'
import { makeUnsubscribeShop, tokenOf, type UnsubscribeShop } from './unsubscribe-shop.ts'

export type Changes = Parameters<typeof tokenOf>[1]
export type Form = Readonly<Record<string, string | readonly string[]>>

/** What the page of preferences shows, as a browser would send it back untouched. */
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

export type CustomerPages = {
  /** The shop, once the tests run. */
  readonly shop: () => UnsubscribeShop
  /** Follows a link, or posts to it: only its token says who does. */
  readonly follow: (route: ApiRoute, token: string, sent?: Sent) => Promise<Answered>
  readonly show: (customer: string, changes?: Changes) => Promise<Answered>
  readonly send: (
    customer: string,
    form: Form | string,
    type?: string,
    to?: Changes,
  ) => Promise<Answered>
  /** Opens the page of preferences, changes some of it, and saves. */
  readonly choose: (customer: string, changes: Form, to?: Changes) => Promise<Answered>
  readonly preferencesOf: (customer: string) => Promise<Preferences | undefined>
  readonly actsOf: (customer: string) => Promise<readonly string[]>
}

/**
 * Describes the customers' pages on each engine. The tests of an engine share a shop, whose clock
 * is at `NOW` as each of them begins.
 *
 * @example describePages('choosing', ({ show }) => { it('shows it', async () => { ... }) })
 */
export function describePages(what: string, tests: (pages: CustomerPages) => void): void {
  describe.each(STORE_ENGINES)(`${what} on $name`, (engine) => {
    describe.skipIf(engine.missing)(engine.missing ?? 'a customer', () => {
      let shop: UnsubscribeShop
      onEngine(engine, async ({ table }) => {
        shop = await makeUnsubscribeShop(table)
      })
      beforeEach(() => {
        shop.clock.now = NOW
      })
      tests(customerPages(() => shop))
    })
  })
}

function customerPages(shop: () => UnsubscribeShop): CustomerPages {
  const follow: CustomerPages['follow'] = (route, token, sent = {}) =>
    shop().call(route, { token, bearer: undefined, ...sent })
  const show: CustomerPages['show'] = (customer, changes = {}) =>
    follow('GET /preferences/{token}', tokenOf(customer, changes))
  const send: CustomerPages['send'] = (
    customer,
    form,
    type = 'application/x-www-form-urlencoded',
    to = {},
  ) =>
    follow('POST /preferences/{token}', tokenOf(customer, to), {
      raw: typeof form === 'string' ? form : encoded(form),
      headers: { 'content-type': type },
    })
  return {
    shop,
    follow,
    show,
    send,
    choose: async (customer, changes, to = {}) =>
      send(customer, { ...formOn((await show(customer, to)).text), ...changes }, undefined, to),
    preferencesOf: async (customer) => (await shop().facts(customer)).preferences,
    actsOf: async (customer) => (await shop().facts(customer)).consents.map(({ act }) => act),
  }
}
