/**
 * Lets one process send when it is its turn in the line that all senders share.
 *
 * Invariants:
 *
 * 1. No mail is sent without a turn, and turns are reserved in the rows that all senders share, on
 *    condition of what was read: together they keep to the account's rate and quota.
 * 2. Asks that arrive together are reserved together, by one conditional write of each row.
 * 3. Every ask is answered: `go` at its instant, or `park` at once if that is too far off.
 * 4. A turn ends in `said` or in `giveBack`; one that was given back goes to the next in line.
 * 5. What the mailer reports about the account or the sender stops the line for all, with one
 *    event; one mail at a time then tests whether it moves again.
 */
import { spread } from '../../../domain/hash.ts'
import type { SendOutcome } from '../../../domain/message.ts'
import { type Ask, PACE, type Park, parkAtQuota, parkAtStop } from '../../../domain/pace/pace.ts'
import { type AccountPace, easeOff, quotaSpent } from '../../../domain/pace/pace-account.ts'
import type { SoftStart } from '../../../domain/pace/pace-shop.ts'
import { isNews, reopenLine, type Stoppable, stopLine } from '../../../domain/pace/pace-stop.ts'
import type { Instant } from '../../../domain/time.ts'
import { changeAccountPace, changeShopPace, pauseOf } from '../../../store/pace.ts'
import type { Table } from '../../../store/table.ts'
import { effectOfReason } from './effect-of-reason.ts'
import { freshenQuota, type SendQuota } from './quota.ts'
import { reservePace } from './reserve-pace.ts'
import { makeSlotLine } from './slot-line.ts'

/** A mail may go. */
export type Go = {
  readonly turn: 'go'
  /** Lets the next in line go instead; for a message that turned out not to be sent. */
  readonly giveBack: () => void
  /**
   * What the mailer said of the mail, whatever that was: it may concern all the others.
   *
   * @throws if the store fails
   */
  readonly said: (outcome: SendOutcome) => Promise<void>
}

export type Turn =
  | Go
  /** Not now; certainly worth asking again at `until`. */
  | Park

export type Pacer = {
  /**
   * Resolves when the mail may be sent, which then ends in `giveBack` or in `said`; or at once
   * where that would take long.
   *
   * @throws if the store fails
   */
  readonly turn: (ask: Ask) => Promise<Turn>
}

/** What a person may have to know; each is reported once, by one of all the senders. */
export type PaceEvent =
  | { readonly event: 'line-stopped'; readonly reason: string; readonly shop?: string }
  | { readonly event: 'line-resumed'; readonly shop?: string }
  | { readonly event: 'send-quota-unread'; readonly problem: string }

export type PacerPorts = {
  readonly table: Table
  readonly quota: SendQuota
  /** The shop's policy; null if its domain needs no warm-up. */
  readonly softStart: (shop: string) => Promise<SoftStart | null>
  readonly now: () => Instant
  /** May end a little late, or early. */
  readonly sleep: (ms: number) => Promise<void>
  /** Identifies this process; the retries of parked messages are scattered by it. */
  readonly id: string
  readonly onEvent: (event: PaceEvent) => void
}

/** Asks that come within so long of each other are reserved together. */
const GATHER_MS = 4

/** An ask that has no turn yet. */
type OpenAsk = {
  readonly ask: Ask
  readonly resolve: (turn: Turn) => void
  readonly reject: (error: unknown) => void
}

type Parked = Extract<SendOutcome, { readonly outcome: 'parked' }>

type Ready = OpenAsk & { readonly probe: boolean }

/**
 * @example
 * const turn = await pacer.turn({ shop: 'tea', provider: 'gmail', marketing: true })
 * if (turn.turn === 'go') await sendMessage(due, ports, turn)
 */
export function makePacer(ports: PacerPorts): Pacer {
  const { table, softStart, now, sleep, id, onEvent } = ports
  const scatter = (of: string) => spread(`${id}@${now()}#${of}`)
  const pause = (attempt: number) => sleep(scatter(`pause ${attempt}`) * pauseOf(attempt))
  const store = { table, now, pause }
  const quota = {
    ...store,
    sleep,
    quota: ports.quota,
    onUnread: (problem: string) => onEvent({ event: 'send-quota-unread', problem }),
  }
  let asked: readonly OpenAsk[] = []
  let reserving = false
  let account: AccountPace | undefined

  const line = makeSlotLine<Ready>({
    now,
    sleep,
    onTurn: (ready, slot) => ready.resolve(goOf(ready, slot)),
    onLost: (lost) => {
      for (const one of lost) wait(one)
    },
  })

  function wait(one: OpenAsk): void {
    asked = [...asked, one]
    if (!reserving) reserveAll()
  }

  /** Invariants 1 and 2. */
  async function reserveAll(): Promise<void> {
    reserving = true
    while (asked.length > 0) {
      await sleep(GATHER_MS)
      const together = asked
      asked = []
      try {
        await reserveFor(together)
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    reserving = false
  }

  async function reserveFor(together: readonly OpenAsk[]): Promise<void> {
    await freshenQuota(account, quota)
    const asks = together.map(({ ask }) => ask)
    const seed = `${id}@${now()}`
    const ask = { ...store, softStart, seed, settings: PACE }
    const turns = await reservePace(asks, line.takeSpare(), ask)
    account = turns.account
    const ready: Ready[] = []
    const slots = [...turns.spare]
    together.forEach((one, i) => {
      const grant = turns.grants[i]
      if (grant?.turn === 'go') {
        ready.push({ ...one, probe: grant.probe })
        // A store that answers slowly must not make a turn too old to use before it is known.
        slots.push(Math.max(grant.at, now()))
      } else if (grant) one.resolve(grant)
    })
    line.add(ready, slots)
  }

  /** Invariant 4. */
  function goOf(ready: Ready, slot: number): Turn {
    let used = false
    return {
      turn: 'go',
      giveBack() {
        if (!used) line.giveBack(slot)
        used = true
      },
      said(outcome) {
        used = true
        return onAnswer(ready, outcome)
      },
    }
  }

  async function onAnswer({ ask, probe }: Ready, answer: SendOutcome): Promise<void> {
    switch (answer.outcome) {
      case 'accepted':
        return probe ? reopen(ask.shop) : undefined
      case 'parked':
        return onParked(ask, answer)
      case 'refused':
      case 'unknown':
        return
    }
  }

  async function onParked({ shop }: Ask, parked: Parked): Promise<void> {
    switch (effectOfReason(parked.reason)) {
      case 'stop-account':
        return stop(parked)
      case 'stop-shop':
        return stop(parked, shop)
      case 'daily-quota-spent':
        return holdForQuota()
      case 'too-fast':
        account = (await changeAccountPace(store, (row) => easeOff(row, now()))).row
        return
      case undefined:
        return
    }
  }

  /**
   * Invariant 5: reported where the line moved until now; of ten senders with this answer one does.
   */
  async function stop({ reason, until: again }: Parked, shop?: string): Promise<void> {
    let news = false
    const change = <R extends Stoppable>(row: R): R => {
      news = isNews(row, reason)
      return stopLine(row, { reason, now: now(), until: again })
    }
    const { row } =
      shop === undefined
        ? await changeAccountPace(store, change)
        : await changeShopPace(store, shop, change)
    const until = row.stopped?.until ?? again
    parkWaiting(shop, (share) => parkAtStop(until, share))
    if (news) onEvent({ event: 'line-stopped', reason, ...(shop !== undefined && { shop }) })
  }

  async function holdForQuota(): Promise<void> {
    const { row } = await changeAccountPace(store, (was) => quotaSpent(was, now()))
    account = row
    parkWaiting(undefined, (share) => parkAtQuota(row, now(), share))
  }

  /** Those that have their turn already would only get the same result. */
  function parkWaiting(shop: string | undefined, parked: (share: number) => Park): void {
    const removed = line.remove(({ ask }) => shop === undefined || ask.shop === shop)
    removed.forEach(({ resolve }, i) => {
      resolve(parked(scatter(String(i))))
    })
  }

  async function reopen(shop: string): Promise<void> {
    const ofAccount = await changeAccountPace(store, reopenLine)
    if (ofAccount.changed) onEvent({ event: 'line-resumed' })
    const ofShop = await changeShopPace(store, shop, reopenLine)
    if (ofShop.changed) onEvent({ event: 'line-resumed', shop })
  }

  return { turn: (ask) => new Promise((resolve, reject) => wait({ ask, resolve, reject })) }
}
