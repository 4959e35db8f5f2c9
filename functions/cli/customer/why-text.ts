/** Why a customer did or did not get a campaign's mails, in words and as JSON. */

import type { Campaign, CampaignNames } from '../../domain/campaign.ts'
import type { Decided } from '../../domain/decide.ts'
import type { Blocker } from '../../domain/judge.ts'
import { outcomeOf } from '../../domain/message-story.ts'
import type { Settings } from '../../domain/policy.ts'
import type { ProjectedEvent } from '../../domain/projected-event.ts'
import { isoInstant } from '../../domain/time.ts'
import type { CampaignStanding, JourneyStanding } from '../../insight/explain/campaign-standing.ts'
import { whyThisClass } from '../../language/class-sentences.ts'
import { askedBy, unmetBy } from '../../language/condition-sentences.ts'
import { outlookSentence } from '../../language/message-sentences.ts'
import { startSentence, whyNotSentence } from '../../language/start-sentences.ts'
import { campaignName, projectedSentence, stepName, type Voice } from '../../language/voice.ts'
import {
  blockerLines,
  blockersJson,
  messageJson,
  storyLines,
  withInstants,
} from '../message/text.ts'
import { plainVoice } from '../message/voice.ts'
import { shortInstant } from '../words.ts'

/** All there is to say of one customer and one campaign. */
export type Why = {
  readonly decided: Decided
  readonly names: CampaignNames
  readonly standing: CampaignStanding
  /** Undefined where no step is to come. */
  readonly inTheWay: readonly Blocker[] | undefined
  /** Of this campaign, and of the customer's class. */
  readonly next: readonly ProjectedEvent[]
}

const indented = (lines: readonly string[], by = '  '): readonly string[] =>
  lines.map((line) => by + line)

export function tellWhy(why: Why): string {
  const { decided, standing } = why
  const voice = plainVoice(decided.now)
  const { facts, decision, settings } = decided
  return [
    `The customer ${facts.customer} of ${facts.shop}, and ${nameOf(why, voice)}`,
    ...indented([whyThisClass(decision.assessment, settings, voice)]),
    '',
    ...standingLines(why, voice),
    ...standing.journeys
      .toReversed()
      .flatMap((journey) => ['', ...journeyLines(journey, why, voice)]),
    '',
    ...inTheWayLines(why, voice),
    '',
    ...nextLines(why, voice),
  ].join('\n')
}

function nameOf({ standing: { id }, names }: Why, voice: Voice): string {
  const name = campaignName(id, { [id]: names }, voice)
  return name === id ? id : `${name} (${id})`
}

function standingLines({ standing }: Why, voice: Voice): readonly string[] {
  const { campaign, journeys, whyNot } = standing
  const began = journeys.length > 0
  if (!campaign) return ['The campaign is no longer published.']
  if (!whyNot) return [began ? 'It has started for them.' : 'It starts with the next decision.']
  const sentence = whyNotSentence(whyNot, voice)
  return [
    began ? 'Why it does not start again:' : 'It has not started for them:',
    ...indented([sentence]),
  ]
}

function journeyLines(
  { journey, messages }: JourneyStanding,
  { decided: { settings }, standing, names }: Why,
  voice: Voice,
): readonly string[] {
  const { words, formats } = voice
  const { n, start, startedAt, end } = journey
  const over = end
    ? words.journeys.endedBecause(words.journeyEnds[end.reason], formats.day(end.at))
    : 'It still runs.'
  return [
    `Journey ${n}: ${startSentence(start, startedAt, voice)} ${over}`,
    ...messages.flatMap((message) => [
      `  ${stepName(message, { [standing.id]: names }, voice)}: ${words.outcomes[outcomeOf(message)]}`,
      ...indented(storyLines(message, undefined, voice), '    '),
      ...indented(said(unmetBy(message, settings, voice)), '    '),
      ...indented([`→ ${outlookSentence(message, voice)}`], '    '),
    ]),
    ...(messages.length === 0 ? ['  No step of it has fallen due yet.'] : []),
  ]
}

function inTheWayLines({ inTheWay, decided, standing }: Why, voice: Voice): readonly string[] {
  if (!standing.campaign) return ['No mail of it is sent any more.']
  if (!inTheWay) return ['No step of it is still to come in this journey.']
  if (inTheWay.length === 0)
    return ['Nothing stands in the way: a mail of it that fell due now would be sent.']
  return [
    'If a mail of it fell due now, this would stand in the way:',
    ...blockerLines(inTheWay, decided, voice).map((line) => `  - ${line}`),
    ...(inTheWay.some(({ reason }) => reason === 'not-eligible')
      ? indented(whatIsAsked(standing.campaign, decided.settings, voice), '    ')
      : []),
  ]
}

/** What the campaign asks of everybody, and then each step. */
const whatIsAsked = (campaign: Campaign, settings: Settings, voice: Voice): readonly string[] => [
  ...said(askedBy(campaign, [], settings, voice)),
  ...campaign.steps.flatMap((step) =>
    said(askedBy(undefined, [step], settings, voice)).map((told) => `${step.id}: ${told}`),
  ),
]

const said = (sentence: string): readonly string[] => (sentence === '' ? [] : [sentence])

function nextLines({ next, standing, names }: Why, voice: Voice): readonly string[] {
  if (next.length === 0) return ['What comes next: nothing, until something new is heard.']
  return [
    'What comes next, if nothing new happens:',
    ...next.map(
      (one) =>
        `  ${shortInstant(one.at)}  ${projectedSentence(one, { [standing.id]: names }, voice)}`,
    ),
  ]
}

/** The same for a program: instants as RFC 3339. */
export function whyJson(why: Why) {
  const { decided, standing, inTheWay, next, names } = why
  const voice = plainVoice(decided.now)
  const { assessment } = decided.decision
  return {
    shop: decided.facts.shop,
    customer: decided.facts.customer,
    campaign: standing.id,
    isPublished: standing.campaign !== undefined,
    class: assessment.class,
    since: assessment.since === undefined ? null : isoInstant(assessment.since),
    whyNot: standing.whyNot
      ? { ...withInstants(standing.whyNot), told: whyNotSentence(standing.whyNot, voice) }
      : null,
    journeys: standing.journeys.toReversed().map(({ journey, messages }) => ({
      ...withInstants(journey),
      messages: messages.map((message) => messageJson(message, undefined, voice)),
    })),
    inTheWay: inTheWay ? blockersJson(inTheWay, decided, voice) : null,
    next: next.map((one) => ({
      at: isoInstant(one.at),
      kind: one.kind,
      ...('reason' in one && { reason: one.reason }),
      ...('message' in one && { step: one.message.step }),
      told: projectedSentence(one, { [standing.id]: names }, voice),
    })),
  }
}
