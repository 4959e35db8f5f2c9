/** A message's delivery history in lines of text, and as JSON. */
import type { Decided } from '../../domain/decide.ts'
import { deliveryHistoryOf, outcomeOf } from '../../domain/delivery-history.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Blocker } from '../../domain/judge.ts'
import type { Message } from '../../domain/message.ts'
import { messageName } from '../../domain/message-ref.ts'
import { isoInstant } from '../../domain/time.ts'
import type { CustomerWords } from '../../language/command/customer-words.ts'
import {
  eventSentence,
  languageNameOf,
  outlookSentence,
  providerName,
} from '../../language/message-sentences.ts'
import { blockerSentences, fixForBlocker } from '../../language/reach-sentences.ts'
import type { Voice } from '../../language/voice.ts'
import { leftColumns } from '../columns.ts'
import { shortInstant } from '../words.ts'

/** The events, each with its instant where one is on record. */
export function historyLines(
  message: Message,
  journey: Journey | undefined,
  voice: Voice,
): readonly string[] {
  const width = shortInstant(0).length
  return deliveryHistoryOf(message, journey).map((event) => {
    const at = 'at' in event ? shortInstant(event.at) : ''
    return `${at.padEnd(width)}  ${eventSentence(event, voice)}`
  })
}

/** One line for each blocker, with what can be done about it. */
export function blockerLines(
  blockers: readonly Blocker[],
  decided: Decided,
  voice: Voice,
): readonly string[] {
  const sentences = blockerSentences(blockers, decided, voice)
  return blockers.map((blocker, i) =>
    voice.words.joinSentences(sentences[i] ?? '', fixForBlocker(blocker, decided, voice)),
  )
}

export const blockersJson = (blockers: readonly Blocker[], decided: Decided, voice: Voice) =>
  blockerSentences(blockers, decided, voice).map((because, i) => ({
    reason: blockers[i]?.reason,
    because,
  }))

/** Campaign, step, template, kind, language and mailbox provider, in columns. */
export function aboutLines(
  message: Message,
  { campaign, step }: { readonly campaign: string; readonly step: string },
  own: CustomerWords['message'],
  voice: Voice,
): readonly string[] {
  const { words } = voice
  const { message: names } = words
  const locale = 'locale' in message ? languageNameOf(message.locale, voice) : ''
  const facts: readonly (readonly [string, string | undefined])[] = [
    [own.campaign, own.journey(campaign, message.n)],
    [own.step, step],
    [names.template, message.template],
    [names.kind, message.marketing ? names.marketing : names.service],
    [names.language, locale],
    [names.provider, message.provider && providerName(message.provider, voice)],
  ]
  return leftColumns(facts.flatMap(([name, value]) => (value ? [[name.toLowerCase(), value]] : [])))
}

/** The message with its delivery history, for a program: instants as RFC 3339. */
export function messageJson(message: Message, journey: Journey | undefined, voice: Voice) {
  const { campaign, n, step, template, marketing, status, attempt, dueAt, provider } = message
  return {
    message: messageName(message),
    campaign,
    n,
    step,
    template,
    marketing,
    locale: 'locale' in message ? message.locale : null,
    provider: provider ?? null,
    status,
    outcome: outcomeOf(message),
    attempt,
    dueAt: isoInstant(dueAt),
    story: deliveryHistoryOf(message, journey).map((event) => ({
      ...withInstants(event),
      text: eventSentence(event, voice),
    })),
    outlook: outlookSentence(message, voice),
  }
}

const INSTANTS: ReadonlySet<string> = new Set(['at', 'until', 'since', 'giveUpAt', 'startedAt'])

/** The same fields, instants as RFC 3339. */
export const withInstants = (fields: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' && INSTANTS.has(name)
        ? isoInstant(value)
        : value !== null && typeof value === 'object'
          ? withInstants(value)
          : value,
    ]),
  )
