/** Why a customer did or did not get a campaign's mails, in words and as JSON. */

import type { Campaign, CampaignNames } from '../../domain/campaign.ts'
import type { Decided } from '../../domain/decide.ts'
import { outcomeOf } from '../../domain/delivery-history.ts'
import type { Blocker } from '../../domain/judge.ts'
import { NOT_UNDERSTOOD } from '../../domain/law.ts'
import type { Settings } from '../../domain/policy.ts'
import type { ProjectedEvent } from '../../domain/projected-event.ts'
import { isoInstant } from '../../domain/time.ts'
import type { CampaignStanding, JourneyStanding } from '../../insight/explain/campaign-standing.ts'
import { whyThisClass } from '../../language/class-sentences.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import type { CustomerWords } from '../../language/command/customer-words.ts'
import { askedBy, unmetBy } from '../../language/condition-sentences.ts'
import { outlookSentence } from '../../language/message-sentences.ts'
import { startSentence, whyNotSentence } from '../../language/start-sentences.ts'
import {
  campaignName,
  projectedSentence,
  shortId,
  stepName,
  type Voice,
} from '../../language/voice.ts'
import {
  blockerLines,
  blockersJson,
  historyLines,
  messageJson,
  withInstants,
} from '../message/text.ts'
import { plainVoice } from '../message/voice.ts'
import type { Speech } from '../verb.ts'
import { shortInstant } from '../words.ts'

/** Everything about one customer and one campaign. */
export type Why = {
  readonly decided: Decided
  readonly names: CampaignNames
  readonly standing: CampaignStanding
  /** Undefined if no step is to come. */
  readonly blockers: readonly Blocker[] | undefined
  /** Of this campaign, and of the customer's class. */
  readonly next: readonly ProjectedEvent[]
}

const indented = (lines: readonly string[], by = '  '): readonly string[] =>
  lines.map((line) => by + line)

export function whyText(why: Why, { language, words }: Speech): string {
  const { decided, standing, names } = why
  const voice = plainVoice(language, decided.now)
  const { facts, decision, settings } = decided
  const context = { voice, words: words.customer.why, labelled: words.labelled }
  const name = campaignName(standing.id, { [standing.id]: names }, voice)
  return [
    context.words.heading(
      shortId(facts.customer, facts.profile, voice),
      facts.shop,
      words.withId(name, standing.id),
    ),
    ...indented([whyThisClass(decision.assessment, settings, voice)]),
    ...indented(isNotUnderstood(facts) ? [context.words.countryNotUnderstood] : []),
    '',
    ...standingLines(why, context),
    ...standing.journeys
      .toReversed()
      .flatMap((journey) => ['', ...journeyLines(journey, why, context)]),
    '',
    ...blockersLines(why, context),
    '',
    ...nextLines(why, context),
  ].join('\n')
}

const isNotUnderstood = ({ profile }: Decided['facts']): boolean =>
  profile?.country === NOT_UNDERSTOOD

type Context = {
  readonly voice: Voice
  readonly words: CustomerWords['why']
  readonly labelled: CommandWords['labelled']
}

function standingLines({ standing }: Why, { voice, words }: Context): readonly string[] {
  const { campaign, journeys, whyNot } = standing
  const began = journeys.length > 0
  if (!campaign) return [words.withdrawn]
  if (!whyNot) return [began ? words.started : words.startsNext]
  return [began ? words.whyNotAgain : words.whyNot, ...indented([whyNotSentence(whyNot, voice)])]
}

function journeyLines(
  { journey, messages }: JourneyStanding,
  { decided: { settings }, standing, names }: Why,
  { voice, words: own, labelled }: Context,
): readonly string[] {
  const { words, formats } = voice
  const { n, start, startedAt, end } = journey
  const over = end
    ? words.journeys.endedBecause(words.journeyEnds[end.reason], formats.day(end.at))
    : own.running
  return [
    own.journey(n, startSentence(start, startedAt, voice), over),
    ...messages.flatMap((message) => [
      `  ${labelled(stepName(message, { [standing.id]: names }, voice), words.outcomes[outcomeOf(message)])}`,
      ...indented(historyLines(message, undefined, voice), '    '),
      ...indented(given(unmetBy(message, settings, voice)), '    '),
      ...indented([`→ ${outlookSentence(message, voice)}`], '    '),
    ]),
    ...(messages.length === 0 ? [`  ${own.noStepDue}`] : []),
  ]
}

function blockersLines(
  { blockers, decided, standing, names }: Why,
  { voice, words, labelled }: Context,
): readonly string[] {
  if (!standing.campaign) return [words.notSentAnyMore]
  if (!blockers) return [words.noStepLeft]
  if (blockers.length === 0) return [words.noBlockers]
  return [
    words.blockers,
    ...blockerLines(blockers, decided, voice).map((line) => `  - ${line}`),
    ...(blockers.some(({ reason }) => reason === 'not-eligible')
      ? indented(
          conditionsOf(standing.campaign, decided.settings, voice).map(({ step, asked }) =>
            step === undefined
              ? asked
              : labelled(
                  stepName({ campaign: standing.id, step }, { [standing.id]: names }, voice),
                  asked,
                ),
          ),
          '    ',
        )
      : []),
  ]
}

/** What the campaign asks of every customer, and then each step. */
const conditionsOf = (
  campaign: Campaign,
  settings: Settings,
  voice: Voice,
): readonly { readonly step?: string; readonly asked: string }[] => [
  ...given(askedBy(campaign, [], settings, voice)).map((asked) => ({ asked })),
  ...campaign.steps.flatMap((step) =>
    given(askedBy(undefined, [step], settings, voice)).map((asked) => ({ step: step.id, asked })),
  ),
]

const given = (sentence: string): readonly string[] => (sentence === '' ? [] : [sentence])

function nextLines({ next, standing, names }: Why, { voice, words }: Context): readonly string[] {
  if (next.length === 0) return [words.nothingNext]
  return [
    words.next,
    ...next.map(
      (one) =>
        `  ${shortInstant(one.at)}  ${projectedSentence(one, { [standing.id]: names }, voice)}`,
    ),
  ]
}

/** The same for a program: instants as RFC 3339. */
export function whyJson(why: Why, { language }: Speech) {
  const { decided, standing, blockers, next, names } = why
  const voice = plainVoice(language, decided.now)
  const { assessment } = decided.decision
  return {
    shop: decided.facts.shop,
    customer: decided.facts.customer,
    campaign: standing.id,
    isPublished: standing.campaign !== undefined,
    class: assessment.class,
    countryNotUnderstood: isNotUnderstood(decided.facts),
    since: assessment.since === undefined ? null : isoInstant(assessment.since),
    whyNot: standing.whyNot
      ? { ...withInstants(standing.whyNot), text: whyNotSentence(standing.whyNot, voice) }
      : null,
    journeys: standing.journeys.toReversed().map(({ journey, messages }) => ({
      ...withInstants(journey),
      messages: messages.map((message) => messageJson(message, undefined, voice)),
    })),
    blockers: blockers ? blockersJson(blockers, decided, voice) : null,
    next: next.map((one) => ({
      at: isoInstant(one.at),
      kind: one.kind,
      ...('reason' in one && { reason: one.reason }),
      ...('message' in one && { step: one.message.step }),
      text: projectedSentence(one, { [standing.id]: names }, voice),
    })),
  }
}
