/** `rekindle shop resume`: marketing to a mailbox provider stopped by itself, and goes on again. */
import type { ProviderPause } from '../../domain/policy.ts'
import { PROVIDERS, type Provider } from '../../domain/provider.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import { changeShop, pauseRow, resumedAt } from '../../store/shops.ts'
import { type Command, jsonOption } from '../command.ts'
import { decideAgain } from '../decide-again.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { counted, shortInstant } from '../words.ts'

export const command: Command = {
  name: 'shop resume',
  summary: 'Lets marketing to a mailbox provider go on that paused itself, or lists the pauses.',
  about:
    'Marketing to a provider pauses by itself where too many mails bounce or too many customers complain, before the provider blocks the shop. Find out why first: an old list, a campaign that annoys. What still waits is sent then; what became stale stays skipped; the counting begins anew.',
  arguments: [{ name: 'ID', about: 'the shop' }],
  options: {
    provider: {
      value: 'NAME',
      about: `whose mailboxes: ${PROVIDERS.join(', ')}; if left out, the pauses are listed`,
    },
    ...storeOptions,
    ...jsonOption,
  },
  examples: ['rekindle shop resume acme', 'rekindle shop resume acme --provider gmail'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [shop = ''] = given.arguments
      const { pauses } = (await shopIn(store, shop)).settings
      const typed = given.text('provider')
      if (typed === undefined) {
        io.print(given.flag('json') ? JSON.stringify(pauses.map(asJson)) : tellPauses(shop, pauses))
        return
      }
      const provider = providerTyped(typed)
      if (!(await goesOn(store, shop, provider, io.now()))) throw notPaused(provider, pauses)
      const decided = await decideAgain(store, shop, io)
      if (given.flag('json')) io.print(JSON.stringify({ shop, provider, decided }))
      else
        io.print(
          `Marketing to ${NAMES[provider]} goes on; ${counted(decided, 'customer')} decided for anew`,
        )
    }),
}

/** @returns whether it was paused: now, or before a run of this that may have been cut short */
async function goesOn(
  store: Store,
  shop: string,
  provider: Provider,
  now: Instant,
): Promise<boolean> {
  const isOfProvider = (pause: ProviderPause) => pause.provider === provider
  const { settings } = await shopIn(store, shop)
  if (!settings.pauses.some(isOfProvider))
    return (await resumedAt(store.table, shop, provider)) !== undefined
  await changeShop(store.table, shop, (loaded) => ({
    rows: loaded.settings.pauses.filter(isOfProvider).map((pause) => pauseRow(shop, pause, now)),
  }))
  return true
}

const NAMES: Readonly<Record<Provider, string>> = {
  gmail: 'Gmail',
  outlook: 'Outlook, Hotmail and Live',
  yahoo: 'Yahoo and AOL',
  icloud: 'iCloud',
  qq: 'QQ',
  netease: 'NetEase (163, 126)',
  gmx: 'GMX and WEB.DE',
  other: 'all other mailboxes',
}

const REASONS: Readonly<Record<ProviderPause['reason'], string>> = {
  bounces: 'too many mails bounced',
  complaints: 'too many customers reported a mail as spam',
}

function providerTyped(text: string): Provider {
  const provider = PROVIDERS.find((one) => one === text.toLowerCase())
  if (provider) return provider
  throw new UsageError(`--provider cannot be "${text}": write one of ${PROVIDERS.join(', ')}`)
}

function notPaused(provider: Provider, pauses: readonly ProviderPause[]): Failure {
  const others = pauses.map((pause) => pause.provider).join(', ')
  return new Failure(
    `Marketing to ${NAMES[provider]} is not paused, ${others === '' ? 'nor is any other' : `but this is: ${others}`}. Nothing was changed.`,
  )
}

function tellPauses(shop: string, pauses: readonly ProviderPause[]): string {
  if (pauses.length === 0) return `No marketing of ${shop} is paused.`
  return pauses
    .map(
      ({ provider, reason, at }) =>
        `Marketing to ${NAMES[provider]} is paused since ${shortInstant(at)}: ${REASONS[reason]}. To let it go on: rekindle shop resume ${shop} --provider ${provider}`,
    )
    .join('\n')
}

const asJson = ({ provider, reason, at }: ProviderPause) => ({
  provider,
  reason,
  since: isoInstant(at),
})
