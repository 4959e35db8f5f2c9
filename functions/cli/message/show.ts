/** `rekindle message show`: the delivery history of one message, and what happens next. */
import type { CampaignNames } from '../../domain/campaign.ts'
import type { Decided } from '../../domain/decide.ts'
import { outcomeOf } from '../../domain/delivery-history.ts'
import { messageMeant } from '../../domain/identity.ts'
import type { Message } from '../../domain/message.ts'
import { type MessageRef, messageName, type TypedMessage } from '../../domain/message-ref.ts'
import { otherBlockers } from '../../insight/explain/blockers.ts'
import { whyCommand } from '../../language/commands.ts'
import { outlookSentence } from '../../language/message-sentences.ts'
import { campaignName, shortId, stepName } from '../../language/voice.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import { decidedFor } from '../customer/decided.ts'
import { noSuchCustomer } from '../customer/unknown.ts'
import { Failure } from '../failure.ts'
import { askStore, type Store, storeOptions } from '../open-store.ts'
import { type Io, jsonOption, type Speech, shopOption, verb } from '../verb.ts'
import { messageAsked } from './id.ts'
import { aboutLines, blockerLines, blockersJson, historyLines, messageJson } from './text.ts'
import { plainVoice } from './voice.ts'

export const show = verb('message show', {
  arguments: [{ name: 'ID' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: {
    show: "rekindle message show '17/win-back#1#picks' --shop acme",
    json: "rekindle message show 'acme/17/win-back#1#picks' --shop acme --table rekindle --json",
  },
  run: (given, io) =>
    askStore(given, async (store): Promise<FoundMessage> => {
      const [id = ''] = given.arguments
      const shop = given.value('shop')
      const found = await find(store, shop, messageAsked(id, shop), io)
      const names = await loadCampaignNames(store.table, shop, found.message.campaign)
      return { ...found, names: names ?? { name: {}, steps: {} } }
    }),
  json: asJson,
  text: asText,
})

type FoundMessage = {
  readonly message: Message
  readonly decided: Decided
  readonly names: CampaignNames
}

/** @throws Failure that lists what exists */
async function find(
  store: Store,
  shop: string,
  { customers, ref }: TypedMessage,
  io: Io,
): Promise<Omit<FoundMessage, 'names'>> {
  const known: Decided[] = []
  for (const customer of customers) {
    const decided = await decidedFor(store, shop, customer, io)
    const message = decided && messageMeant(customer, ref, decided.facts)
    if (decided && message) return { message, decided }
    if (decided) known.push(decided)
  }
  const [first] = known
  if (!first) throw noSuchCustomer(customers[0] ?? '', shop)
  throw noSuchMessage(ref, first)
}

function noSuchMessage(ref: MessageRef, { facts }: Decided): Failure {
  const names = facts.messages.map(messageName)
  const why = whyCommand(facts.shop, facts.customer, ref.campaign)
  return new Failure((w) => {
    const words = w.customer.message
    return w.joinSentences(
      words.none(messageName(ref), facts.customer, facts.shop),
      names.length === 0 ? words.noneDue(why) : words.others(names),
    )
  })
}

const journeyOf = ({ message, decided }: FoundMessage) =>
  decided.facts.journeys.find(({ campaign, n }) => campaign === message.campaign && n === message.n)

function asText(found: FoundMessage, { language, words: all }: Speech): string {
  const { message, decided, names } = found
  const { facts, now } = decided
  const voice = plainVoice(language, now)
  const { words } = voice
  const own = all.customer.message
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
  const ofCampaign = { [message.campaign]: names }
  const campaign = all.withId(campaignName(message.campaign, ofCampaign, voice), message.campaign)
  const step = all.withId(stepName(message, ofCampaign, voice), message.step)
  const also = blockerLines(otherBlockers(message, decided), decided, voice)
  const outcome = words.outcomes[outcomeOf(message)]
  return [
    own.heading(
      messageName(message),
      shortId(facts.customer, facts.profile, voice),
      facts.shop,
      outcome,
    ),
    '',
    ...indented(aboutLines(message, { campaign, step }, own, voice)),
    '',
    all.titled(words.message.history),
    ...indented(historyLines(message, journeyOf(found), voice)),
    '',
    own.next,
    ...indented([outlookSentence(message, voice)]),
    ...(also.length === 0
      ? []
      : ['', words.message.alsoBlocked, ...indented(also.map((line) => `- ${line}`))]),
  ].join('\n')
}

function asJson(found: FoundMessage, { language }: Speech): object {
  const { message, decided } = found
  const voice = plainVoice(language, decided.now)
  return {
    shop: decided.facts.shop,
    customer: decided.facts.customer,
    ...messageJson(message, journeyOf(found), voice),
    otherBlockers: blockersJson(otherBlockers(message, decided), decided, voice),
  }
}
