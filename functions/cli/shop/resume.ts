/** `rekindle shop resume`: resumes marketing to a mailbox provider after an automatic pause. */
import type { ProviderPause } from '../../domain/policy.ts'
import { PROVIDERS, type Provider } from '../../domain/provider.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import { resumeCommand } from '../../language/commands.ts'
import { WORDS } from '../../language/languages.ts'
import { changeShop, pauseRow, resumedAt } from '../../store/shops.ts'
import { Failure } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { jsonOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

type Result =
  | { readonly kind: 'listed'; readonly shop: string; readonly pauses: readonly Pause[] }
  | {
      readonly kind: 'resumed'
      readonly shop: string
      readonly provider: Provider
      readonly decided: number
    }

type Pause = Pick<ProviderPause, 'provider' | 'reason'> & { readonly since: string }

export const resume = verb('shop resume', {
  arguments: [{ name: 'ID' }],
  options: {
    provider: { value: 'NAME', choices: PROVIDERS },
    ...storeOptions,
    ...jsonOption,
  },
  examples: {
    list: 'rekindle shop resume acme',
    resume: 'rekindle shop resume acme --provider gmail',
  },
  run: (given, io) =>
    withStore(given, async (store): Promise<Result> => {
      const [shop = ''] = given.arguments
      const { pauses } = (await shopIn(store, shop)).settings
      const provider = given.text('provider')
      if (provider === undefined) return { kind: 'listed', shop, pauses: pauses.map(pauseOf) }
      if (!(await resumeProvider(store, shop, provider, io.now())))
        throw notPaused(WORDS[io.language].providers[provider], pauses)
      return { kind: 'resumed', shop, provider, decided: await reevaluateShop(store, shop, io) }
    }),
  json(result) {
    if (result.kind === 'listed') return result.pauses
    const { kind: _kind, ...resumed } = result
    return resumed
  },
  text(result, { language, words }) {
    const { providers } = WORDS[language]
    if (result.kind === 'resumed')
      return [
        words.shop.resumed(providers[result.provider]),
        words.reevaluated(result.decided),
      ].join('\n')
    if (result.pauses.length === 0) return words.shop.noPauses(result.shop)
    return result.pauses
      .map(({ provider, reason, since }) =>
        words.shop.paused(
          providers[provider],
          shortInstant(since),
          words.shop.pauseReasons[reason],
          resumeCommand(result.shop, provider),
        ),
      )
      .join('\n')
  },
})

/** @returns whether it was paused: now, or before a run of this that may have been cut short */
async function resumeProvider(
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

const notPaused = (name: string, pauses: readonly ProviderPause[]): Failure => {
  const others = pauses.map(({ provider }) => provider)
  return new Failure((w) => w.shop.notPaused(name, others))
}

const pauseOf = ({ provider, reason, at }: ProviderPause): Pause => ({
  provider,
  reason,
  since: isoInstant(at),
})
