/** The shop and its people act, and act again where they are not answered. */

import { pauseCampaign } from '../../../functions/campaigns/pause-campaign.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import type { HttpEvent } from '../../../functions/http/requests.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { redecideShop } from '../../../functions/pipeline/reactions/redecide-shop.ts'
import { makeShopCache } from '../../../functions/runtimes/shop-cache.ts'
import { guestId } from '../../../functions/store/identity.ts'
import type { Secret } from '../../../functions/store/secret.ts'
import { changeShop, pauseRow } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { understandsAll } from '../../support/understands-all.ts'
import type { Cloud } from './cloud.ts'
import { makeLambda, type Outcome, type Sky } from './environment.ts'
import type { Act } from './lives.ts'
import { SHOP } from './shop.ts'
import { count } from './weather.ts'

export type ActPorts = {
  readonly sky: Sky
  readonly cloud: Cloud
  readonly secret: Secret
  readonly bearer: string
  /** Called for an answer that should not have been given. */
  readonly onRefused: (act: Act, why: string) => void
}

/** A shop waits so long before it posts again. */
const AGAIN_AFTER_MS = { least: SECOND_MS, most: 5 * MINUTE_MS }
/** As rekindle's commands do, so that no decision uses older settings any more. */
const SETTINGS_ARE_KEPT_MS = 10 * SECOND_MS
const COMMAND_TIMEOUT_SECONDS = 900

type CommandAct = Act & { readonly does: 'pause' | 'resume' | 'let-go-on' }

const isCommand = (act: Act): act is CommandAct =>
  act.does === 'pause' || act.does === 'resume' || act.does === 'let-go-on'

/** As `rekindle shop resume` does, again too where a run of it was cut short. */
const letGoOn = (table: Table, now: Instant) =>
  changeShop(table, SHOP, ({ settings: { pauses } }) => ({
    rows: pauses.map((pause) => pauseRow(SHOP, pause, now)),
  }))

/** @returns resolves when the act was answered well */
export function makeActing(ports: ActPorts): (act: Act) => Promise<void> {
  const { sky, cloud, onRefused } = ports
  const { clock, chances, weather, counts } = sky
  const command = makeLambda(
    { name: 'command', timeoutSeconds: COMMAND_TIMEOUT_SECONDS },
    sky,
    (environment) => async (act: CommandAct) => {
      const table = cloud.tableFor(environment)
      const { settings } = makeShopCache(table, clock.now, { needsDomainCheck: true })
      if (act.does === 'let-go-on') await letGoOn(table, clock.now())
      else await pauseCampaign(table, SHOP, act.campaign, act.does === 'pause')
      await environment.sleep(SETTINGS_ARE_KEPT_MS)
      const { failed } = await redecideShop(SHOP, table, {
        react: (key) =>
          reactToCustomer(key, { table, settings, now: clock.now, ...understandsAll }),
        onFailure: () => {},
        atATime: 4,
      })
      if (failed > 0) throw new Error(`${failed} customers could not be decided for`)
    },
  )

  const wellAnswered = async (act: Act): Promise<boolean> => {
    if (isCommand(act)) return (await command.invoke(act)).outcome === 'answered'
    const outcome = await cloud.requests.invoke(requestOf(act, ports))
    const refusal = refusalIn(outcome)
    if (refusal !== undefined) onRefused(act, refusal)
    return outcome.outcome === 'answered'
  }

  return async (act) => {
    while (!(await wellAnswered(act))) {
      count(counts, 'shop: asked again')
      await clock.sleep(chances.between(AGAIN_AFTER_MS.least, AGAIN_AFTER_MS.most))
    }
    if (!chances.of(weather().postedAgain)) return
    count(counts, 'shop: asked again although it was answered')
    await clock.sleep(chances.between(AGAIN_AFTER_MS.least, AGAIN_AFTER_MS.most))
    await wellAnswered(act)
  }
}

function refusalIn(outcome: Outcome<{ statusCode: number; body: string }>): string | undefined {
  if (outcome.outcome !== 'answered') return undefined
  const { statusCode, body } = outcome.result
  const isRefused = statusCode >= 300 || body.includes('"rejected"')
  return isRefused ? `${statusCode} ${body}` : undefined
}

function requestOf(act: Act, { secret, bearer, sky }: ActPorts): HttpEvent {
  const ofShop = '/v1/shops/{shop}'
  switch (act.does) {
    case 'post-purchases':
      return request(`POST ${ofShop}/purchases`, bearer, {}, { purchases: act.purchases })
    case 'post-refund':
      return request(`POST ${ofShop}/refunds`, bearer, {}, act.refund)
    case 'put-customer':
      return request(`PUT ${ofShop}/customers/{customer}`, bearer, act, act.body)
    case 'hold': {
      const body = { reason: 'support-complaint', at: new Date(act.at).toISOString() }
      return request(`PUT ${ofShop}/customers/{customer}/holds/{hold}`, bearer, act, body)
    }
    case 'lift':
      return request(`DELETE ${ofShop}/customers/{customer}/holds/{hold}`, bearer, act)
    case 'erase':
      return request(`DELETE ${ofShop}/customers/{customer}`, bearer, act)
    case 'leave': {
      const payload = {
        use: 'leave',
        shop: SHOP,
        campaign: 'welcome',
        n: 1,
        step: 'hello',
      } as const
      const customer = act.asGuestAt ? guestId(secret.addressHash(act.asGuestAt)) : act.customer
      const token = secret.signToken({ ...payload, customer, issuedAt: sky.clock.now() })
      return request('POST /unsubscribe/{token}', bearer, { token })
    }
    case 'pause':
    case 'resume':
    case 'let-go-on':
      throw new Error('a command is no request')
  }
}

type Path = { readonly customer?: string; readonly hold?: string; readonly token?: string }

function request(
  routeKey: string,
  bearer: string,
  { customer, hold, token }: Path,
  body?: object,
): HttpEvent {
  return {
    routeKey,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    pathParameters: { shop: SHOP, customer, hold, token },
    ...(body && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  }
}
