/** `rekindle publish`: checks campaigns, puts them in force, and re-evaluates their customers. */
import type { CompiledCampaign } from '../../campaigns/compile-campaign.ts'
import type { Published } from '../../campaigns/publish-campaign.ts'
import { leadsToExample } from '../../domain/example-link.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { Failure } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { problemOf } from '../problem-of.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { reportBroadcasts } from './broadcast-schedule.ts'

const options = { ...shopOption, ...storeOptions, ...jsonOption } as const satisfies Options

export const publish = verb('publish', {
  arguments: [{ name: 'FOLDER', many: true }],
  options,
  examples: {
    all: 'rekindle publish templates --shop acme',
    one: 'rekindle publish templates/dormant --shop acme --table Rekindle-Table',
  },
  run: (given, io) => withStore(given, (store) => publishIn(store, given, io)),
  text: ({ segments = [], published, decided }, { words }) =>
    [
      ...segments.map(({ segment, outcome }) => words.campaign.segments[outcome](segment)),
      ...published.map(({ campaign, version, outcome }) =>
        words.campaign.outcomes[outcome](campaign, version),
      ),
      words.reevaluated(decided),
    ].join('\n'),
})

function warningsOf(
  { definition, content, templates }: CompiledCampaign,
  { campaign: words }: CommandWords,
): readonly string[] {
  const { id, steps } = definition
  const isExample = leadsToExample(JSON.stringify([content, templates]))
  const repeating = steps.filter(
    ({ repeat, template }) =>
      repeat && templates.every((mail) => mail.template !== template || !isOfTheDay(mail)),
  )
  return [
    ...(isExample ? [words.exampleLinks(id)] : []),
    ...repeating.map((step) => words.repeatsItself(id, step.id)),
  ]
}

/** Whether a mail says something else from one time to the next. */
const isOfTheDay = ({ subject, html }: CompiledCampaign['templates'][number]): boolean =>
  /\brecommendations\b|"now"|'now'|\blifecycle\.(?:purchases|lastPurchaseAt)\b/.test(subject + html)

async function publishIn(store: Store, given: Given<typeof options>, io: Io) {
  const shop = given.value('shop')
  const { settings } = await shopIn(store, shop)
  const { compileFolders } = await import('./compile-folders.ts')
  const { campaigns, segments } = await compileFolders(given.arguments, settings)
  for (const campaign of campaigns)
    for (const warning of warningsOf(campaign, io.words)) io.stderr.write(`${warning}\n`)
  await reportBroadcasts(store, settings, campaigns, io)
  const { publishSegments, removeSegments } = await import('../../campaigns/publish-segments.ts')
  const put = segments && (await publishSegments(store.table, shop, segments, io.now()))
  const published = await publishAll(store, shop, campaigns, io)
  const removed = segments && (await removeSegments(store.table, shop, segments))
  return {
    ...(put && removed && { segments: [...put, ...removed] }),
    published,
    decided: await reevaluateShop(store, shop, io),
  }
}

async function publishAll(
  { table }: Store,
  shop: string,
  campaigns: readonly CompiledCampaign[],
  { now }: Io,
): Promise<readonly Published[]> {
  const { publishCampaign } = await import('../../campaigns/publish-campaign.ts')
  const published: Published[] = []
  for (const campaign of campaigns)
    published.push(
      await publishCampaign(table, shop, campaign, now()).catch((error: Error) => {
        const done = published.map((one) => one.campaign)
        throw new Failure((w) =>
          w.campaign.stopped(campaign.definition.id, problemOf(error, w), done),
        )
      }),
    )
  return published
}
