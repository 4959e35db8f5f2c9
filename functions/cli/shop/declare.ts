/** `rekindle shop declare`: shows the events and attributes that a shop posts, or replaces them. */
import { stringify } from 'yaml'
import { type DeclarationChanges, declarationChanges } from '../../domain/declaration-changes.ts'
import type { Declarations } from '../../domain/declarations.ts'
import type { Settings } from '../../domain/policy.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import {
  declarationsIn,
  lostDeclarations,
  usedDeclarations,
} from '../../domain/used-declarations.ts'
import type { DeclaredWords } from '../../language/command/declared-words.ts'
import { changeShop, declarationsRow } from '../../store/shops.ts'
import { Failure } from '../failure.ts'
import { askStore, shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { readDeclarations } from './read-declarations.ts'

type Result = {
  readonly shop: string
  readonly declarations: Declarations
  /** Absent if they were only shown. */
  readonly changes?: DeclarationChanges
  /** Events that are kept for longer from now on: those of before are not. */
  readonly keptLess?: readonly KeptLess[]
}

type KeptLess = {
  readonly event: string
  readonly days: number
  /** As YYYY-MM-DD: from then on all that a window may ask for are there. */
  readonly until: string
}

export const declare = verb('shop declare', {
  arguments: [{ name: 'FILE', optional: true }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: {
    show: 'rekindle shop declare --shop acme',
    replace: 'rekindle shop declare declarations.yaml --shop acme',
  },
  async run(given, io): Promise<Result> {
    const shop = given.value('shop')
    const [file] = given.arguments
    if (file === undefined)
      return askStore(given, async (store) => {
        const { settings } = await shopIn(store, shop)
        return { shop, declarations: settings.declarations }
      })
    const declarations = await readDeclarations(file)
    return withStore(given, async (store) => {
      const { settings } = await shopIn(store, shop)
      await changeShop(store.table, shop, (now) => {
        refuseLost(now.settings, declarations, file)
        return { rows: [declarationsRow(shop, declarations)] }
      })
      return {
        ...{ shop, declarations },
        changes: declarationChanges(settings.declarations, declarations),
        keptLess: keptLessOf(settings.declarations, declarations, io.now()),
      }
    })
  },
  json: ({ declarations, changes, keptLess }) =>
    changes ? { ...changes, keptLess, declarations } : declarations,
  text: ({ shop, declarations, changes, keptLess = [] }, { words: { declared } }) =>
    changes
      ? [
          changesText(shop, changes, declared),
          ...keptLess.map(({ event, days, until }) => declared.keptLess(event, days, until)),
        ].join('\n')
      : stringify(declarations).trimEnd(),
})

const keptLessOf = (before: Declarations, after: Declarations, now: Instant): readonly KeptLess[] =>
  Object.entries(after.events).flatMap(([event, { keepDays }]) => {
    const days = before.events[event]?.keepDays ?? keepDays
    return keepDays > days
      ? [{ event, days, until: isoInstant(now + keepDays * DAY_MS).slice(0, 10) }]
      : []
  })

function changesText(shop: string, changes: DeclarationChanges, words: DeclaredWords): string {
  const lines = (['added', 'changed', 'removed'] as const).flatMap((kind) =>
    changes[kind].length === 0 ? [] : `  ${words.changes[kind](changes[kind])}`,
  )
  return lines.length === 0 ? words.same(shop) : [words.inEffect(shop), ...lines].join('\n')
}

/** @throws Failure that names what published campaigns still use */
function refuseLost(
  { campaigns, declarations, segments = [] }: Settings,
  after: Declarations,
  file: string,
) {
  const using = [
    ...campaigns.map((campaign) => ({
      user: campaign.id,
      used: usedDeclarations(campaign, segments),
    })),
    ...segments.map(({ id, conditions }) => ({
      user: id,
      used: declarationsIn(conditions, segments),
    })),
  ]
  const lost = using.flatMap(({ user, used }) =>
    lostDeclarations(declarations, after, used).map((path) => ({ user, path })),
  )
  if (lost.length === 0) return
  throw new Failure((w) =>
    lost.map(({ path, user }) => w.declared.inUse(file, path, user)).join('\n'),
  )
}
