/** `rekindle upgrade status`: which format and rules a store is on, and how far a re-evaluation is. */
import { FIRST_RULES, RULES_VERSION } from '../../domain/rules-version.ts'
import { isoInstant } from '../../domain/time.ts'
import type { UpgradeWords } from '../../language/command/upgrade-words.ts'
import type { Reevaluation } from '../../store/codecs/shop-rows.ts'
import { FORMAT, loadDeployment, loadFormat } from '../../store/format.ts'
import { loadReevaluation } from '../../store/shop-upgrade.ts'
import { listShops } from '../../store/shops.ts'
import { askStore, shopIn, storeOptions } from '../open-store.ts'
import { jsonOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

export const status = verb('upgrade status', {
  arguments: [],
  options: { ...storeOptions, ...jsonOption },
  examples: {
    file: 'rekindle upgrade status --db rekindle.sqlite',
    table: 'rekindle upgrade status --table rekindle',
  },
  run: (given) =>
    askStore(given, async (store) => {
      const { version } = await loadFormat(store.table)
      const deployment = await loadDeployment(store.table)
      const shops = await Promise.all(
        (await listShops(store.table)).map(async (id) => {
          const { settings } = await shopIn(store, id)
          const { rulesVersion = FIRST_RULES, rulesSince } = settings
          const reevaluation = await loadReevaluation(store.table, id)
          return {
            shop: id,
            rulesVersion,
            rulesSince: rulesSince === undefined ? null : isoInstant(rulesSince),
            reevaluation: reevaluation ? asJson(reevaluation) : null,
          }
        }),
      )
      return {
        store: store.name,
        format: { store: version, build: FORMAT },
        rulesVersion: RULES_VERSION,
        deployment: deployment ? { ...deployment, at: isoInstant(deployment.at) } : null,
        shops,
      }
    }),
  text: ({ store, format, rulesVersion, deployment, shops }, { words: { upgrade } }) =>
    [
      format.store < format.build
        ? upgrade.notFinished(store, format.store, format.build)
        : upgrade.formatStays(store, format.store),
      ...(deployment ? [upgrade.deployed(shortInstant(deployment.at), deployment.format)] : []),
      ...shops.flatMap(({ shop, rulesVersion: own, reevaluation }) => [
        own === rulesVersion
          ? upgrade.onRules(shop, own)
          : upgrade.onOtherRules(shop, own, rulesVersion),
        ...(reevaluation ? [`  ${progressOf(reevaluation, upgrade)}`] : []),
      ]),
    ].join('\n'),
})

type Progress = Pick<Reevaluation, 'status' | 'decided' | 'changedClass'>

const progressOf = (
  { status: at, decided, changedClass }: Progress,
  words: UpgradeWords,
): string =>
  at === 'done'
    ? words.reevaluated(decided, changedClass)
    : words.reevaluating(decided, changedClass)

const asJson = ({ startedAt, updatedAt, ...rest }: Reevaluation) => ({
  ...rest,
  startedAt: isoInstant(startedAt),
  updatedAt: isoInstant(updatedAt),
})
