/** What the server itself can do, and what waits: for the person who looks after it. */
import { groupOf } from '../domain/delivery-history.ts'
import type { FailureCause } from '../domain/failure-cause.ts'
import { IGNORED_REASONS, shouldBeSeen } from '../domain/feedback/ignored-event.ts'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import type { Voice } from '../language/voice.ts'
import type { MessageCount } from './console-reads.ts'

/** As the server reports itself. */
export type SystemState = {
  readonly health:
    | { readonly ready: true }
    | { readonly ready: false; readonly cause?: FailureCause; readonly since: Instant }
  /** How long the customer has waited whose wake is the longest overdue. */
  readonly oldestWakeLagMs: number
  /** Since it began, by what was done with them: `recorded`, or why they were ignored. */
  readonly sesEvents?: ReadonlyMap<string, number>
}

/** Shorter than this is the time that a wake takes. */
const OVERDUE_FROM_MS = 10 * SECOND_MS

/** @param messages of the shop that the page is about */
export function systemSection(
  { health, oldestWakeLagMs, sesEvents = new Map() }: SystemState,
  messages: readonly MessageCount[],
  voice: Voice,
): Html {
  const { words, formats } = voice
  const { system } = words
  const sum = (isCounted: (one: MessageCount) => boolean) =>
    messages.filter(isCounted).reduce((all, one) => all + one.messages, 0)
  const inDoubt = sum(({ outcome }) => outcome === 'unknown')
  return html`<section class="card" aria-label="${system.title}">
<h2>${system.title}</h2>
<dl class="facts">
<dt>${system.status}</dt><dd>${health.ready ? system.ready : system.notReady}</dd>
<dt>${system.waiting}</dt><dd>${formats.number(sum(({ outcome }) => groupOf(outcome) === 'waiting'))}</dd>
<dt>${system.inDoubt}</dt><dd>${formats.number(inDoubt)}</dd>
<dt>${system.overdue}</dt><dd>${oldestWakeLagMs < OVERDUE_FROM_MS ? system.nothingOverdue : formats.length(roughly(oldestWakeLagMs))}</dd>
</dl>
${inDoubt > 0 && html`<p class="quiet">${system.inDoubtAbout}</p>`}
${unusedEvents(sesEvents, voice)}
</section>`
}

/** Events of SES that could not be used, where a person should look; nothing where there are none. */
function unusedEvents(
  counts: ReadonlyMap<string, number>,
  { words, formats }: Voice,
): Html | false {
  const { unusedEvents: title, unusedBecause, unusedAbout } = words.system
  const unused = IGNORED_REASONS.filter((reason) => shouldBeSeen(reason)).flatMap((reason) => {
    const events = counts.get(reason) ?? 0
    return events > 0 ? [{ reason, events }] : []
  })
  if (unused.length === 0) return false
  return html`<h3>${title}</h3>
<dl class="facts">${unused.map(
    ({ reason, events }) =>
      html`<dt>${unusedBecause[reason]}</dt><dd>${formats.number(events)}</dd>`,
  )}</dl>
<p class="quiet">${unusedAbout}</p>`
}

/** What keeps the server from its work; nothing where it is ready. */
export function systemNotice({ health }: SystemState, { words, formats }: Voice): Html | false {
  if (health.ready) return false
  const { causes, since } = words.system
  return html`<div class="callout" role="alert"><p>${causes[health.cause ?? 'fault']}</p>
<p class="quiet">${since(formats.moment(health.since))}</p></div>`
}

/** In whole seconds, minutes or hours, so that two figures of it are right. */
function roughly(ms: number): number {
  const unit = [HOUR_MS, MINUTE_MS].find((one) => ms >= 2 * one) ?? SECOND_MS
  return Math.floor(ms / unit) * unit
}
