/** `rekindle message show`: what became of one message, and what comes next. */
import type { Decided } from '../../domain/decide.ts'
import type { Message } from '../../domain/message.ts'
import { type MessageRef, messageName, type TypedMessage } from '../../domain/message-ref.ts'
import { outcomeOf } from '../../domain/message-story.ts'
import { otherBlockers } from '../../insight/explain/blockers.ts'
import { outlookSentence } from '../../language/message-sentences.ts'
import { campaignName } from '../../language/voice.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import { type Command, type Io, jsonOption } from '../command.ts'
import { decidedFor } from '../customer/decided.ts'
import { noSuchCustomer } from '../customer/unknown.ts'
import { Failure } from '../failure.ts'
import { type Store, shopOption, storeOptions, withStore } from '../open-store.ts'
import { isNamed, MESSAGE_ID_ABOUT, messageAsked } from './id.ts'
import { aboutLines, blockerLines, blockersJson, messageJson, storyLines } from './text.ts'
import { plainVoice } from './voice.ts'

export const command: Command = {
  name: 'message show',
  summary: 'Tells what became of one message, and what comes next.',
  about:
    'Each chapter with its instant, as far as the row has kept it: when it fell due, why it waits, what was handed over and what was answered, what the carrier reported, or why it was not sent. The address is never shown.',
  arguments: [{ name: 'ID', about: MESSAGE_ID_ABOUT }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: [
    "rekindle message show '17/win-back#1#picks' --shop acme",
    "rekindle message show 'acme/17/win-back#1#picks' --shop acme --table rekindle --json",
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const shop = given.value('shop')
      const found = await find(store, shop, messageAsked(id, shop), io)
      const names = await loadCampaignNames(store.table, shop, found.message.campaign)
      io.print(given.flag('json') ? asJson(found) : asText(found, names ?? { name: {}, steps: {} }))
    }),
}

type FoundMessage = { readonly message: Message; readonly decided: Decided }

/** @throws Failure that names what there is */
async function find(
  store: Store,
  shop: string,
  { customers, ref }: TypedMessage,
  io: Io,
): Promise<FoundMessage> {
  const known: Decided[] = []
  for (const customer of customers) {
    const decided = await decidedFor(store, shop, customer, io)
    const message = decided?.facts.messages.find(isNamed(ref))
    if (decided && message) return { message, decided }
    if (decided) known.push(decided)
  }
  const [first] = known
  if (!first) throw noSuchCustomer(customers[0] ?? '', shop)
  throw noSuchMessage(ref, first)
}

function noSuchMessage(ref: MessageRef, { facts }: Decided): Failure {
  const names = facts.messages.map(messageName)
  const has =
    names.length === 0
      ? `no message has fallen due for them. See: rekindle customer why ${facts.customer} --shop ${facts.shop} --campaign ${ref.campaign}`
      : `there is: ${names.join(', ')}`
  return new Failure(
    `The customer ${facts.customer} of ${facts.shop} has no message ${messageName(ref)}; ${has}`,
  )
}

const journeyOf = ({ message, decided }: FoundMessage) =>
  decided.facts.journeys.find(({ campaign, n }) => campaign === message.campaign && n === message.n)

function asText(found: FoundMessage, names: Parameters<typeof campaignName>[1][string]): string {
  const { message, decided } = found
  const { facts, now } = decided
  const voice = plainVoice(now)
  const { words } = voice
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
  const name = campaignName(message.campaign, { [message.campaign]: names }, voice)
  const campaign = name === message.campaign ? name : `${name} (${message.campaign})`
  const also = blockerLines(otherBlockers(message, decided), decided, voice)
  return [
    `${messageName(message)} to the customer ${facts.customer} of ${facts.shop}: ${words.outcomes[outcomeOf(message)]}`,
    '',
    ...indented(aboutLines(message, campaign, voice)),
    '',
    `${words.message.story}:`,
    ...indented(storyLines(message, journeyOf(found), voice)),
    '',
    'What happens next:',
    ...indented([outlookSentence(message, voice)]),
    ...(also.length === 0
      ? []
      : ['', words.message.alsoBlocked, ...indented(also.map((line) => `- ${line}`))]),
  ].join('\n')
}

function asJson(found: FoundMessage): string {
  const { message, decided } = found
  const voice = plainVoice(decided.now)
  return JSON.stringify({
    shop: decided.facts.shop,
    customer: decided.facts.customer,
    ...messageJson(message, journeyOf(found), voice),
    alsoInTheWay: blockersJson(otherBlockers(message, decided), decided, voice),
  })
}
