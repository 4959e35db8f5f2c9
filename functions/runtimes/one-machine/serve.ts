/** One machine, put together: the pipeline, the inbox or SES, the console, one port or two. */
import { createServer, type Server } from 'node:http'
import { makeConsole } from '../../console/console.ts'
import { drawingAt } from '../../demo/drawing.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import { unpaced } from '../../pipeline/sending/pacing/unpaced.ts'
import { MOST_IN_FLIGHT } from '../../pipeline/sending/ses/in-flight.ts'
import { makeSesClient, makeSesMailer } from '../../pipeline/sending/ses/ses-mailer.ts'
import { loadBackupMark } from '../../store/backup-mark.ts'
import { reportedFailure } from '../../store/failure.ts'
import { understoodFeeds } from '../../store/feeds.ts'
import { unconfirmedRestores } from '../../store/restores.ts'
import type { Log } from '../log.ts'
import { makeSesPacer } from '../ses-pacer.ts'
import type { Sending } from '../shop-cache.ts'
import type { EngineKind } from './engine.ts'
import { startFeeds } from './feeds.ts'
import { makeHealthCheck } from './health.ts'
import { makeRequestListener } from './http-server.ts'
import { INBOX_DAYS, keepInboxSmall } from './keep-inbox-small.ts'
import { keepJournalShort } from './keep-journal-short.ts'
import { startLearning } from './learning.ts'
import { close, isLoopback, listen } from './listening.ts'
import { logFailures } from './log-failures.ts'
import { type MailThread, startMailThread } from './mail-thread.ts'
import { feedsByStatus, type MachineFigures, messagesByOutcome, oldestWakeLag } from './metrics.ts'
import { withOperatorPages } from './operator-pages.ts'
import { makePipeline, type Pipeline, type PipelineOptions } from './pipeline.ts'
import { removeExpired } from './remove-expired.ts'
import { makeTally } from './tally.ts'
import { waitingAtMost } from './waiting-for-turns.ts'
import { workThroughRestore } from './work-through-restore.ts'

export type ServeOptions = {
  /** What keeps the rows; `file` is where it finds them. */
  readonly engine: EngineKind
  /** Where the engine keeps its store. */
  readonly file: string
  /** Where its journal is, if that is not the one it knows. */
  readonly journal?: string
  /** How long the journal keeps what it has; 400 by default. */
  readonly journalDays?: number
  readonly port: number
  readonly host: string
  /**
   * The pages' own port, which only this machine reaches; 0 takes one that is free. They have one
   * also where this is left out, if `host` or `publicUrl` lets others in.
   */
  readonly consolePort?: number
  /** Where customers reach this machine, for the links in mails; by default it is itself. */
  readonly publicUrl?: string
  readonly mailer: 'inbox' | 'ses'
  /** SES's, under which it reports the delivery of each mail. */
  readonly configurationSet?: string
  /** The one with open and click tracking, for customers who agreed to that. */
  readonly trackedConfigurationSet?: string
  /** When it first looks for models and recommendations that are due: a minute after the start. */
  readonly learnsAfterMs?: number
  /** When it first looks for feeds that are due: two minutes after the start. */
  readonly feedsAfterMs?: number
  /** For how many days the inbox keeps a mail; 30 by default. */
  readonly inboxDays?: number
  readonly now: () => Instant
  readonly log: Log
}

export type OneMachine = {
  readonly url: string
  /** Where the pages are: the same, or on a port of their own. */
  readonly consoleUrl: string
  readonly pipeline: Pipeline
  /**
   * From when on it is unknown what was sent, in a store that was restored from an older copy; no
   * marketing goes out until a person has confirmed the restore.
   */
  readonly unprovenSince?: Instant
  /** The journal that was expected and is not there. */
  readonly journalGone?: string
  /** Finishes the pending work and closes the store. */
  readonly stop: () => Promise<void>
}

/** Where the pages are served if customers must not reach them, and no port is named. */
const CONSOLE_PORT = 7071
const OWN_HOST = '127.0.0.1'
const OWN_NAMES = ['localhost', OWN_HOST, '[::1]']
/** About what the account's line lets wait, at the rate of a small account. */
const WAITING_FOR_TURNS = 256
/** Through SES: those that wait for their turn, and as many as the mailer lets on the wire at most. */
const SENDS_AT_A_TIME = { inbox: 1024, ses: WAITING_FOR_TURNS + MOST_IN_FLIGHT } as const
/** What each mailer asks of the shops. */
const SENDING = {
  inbox: { needsDomainCheck: false },
  ses: { needsDomainCheck: true },
} as const satisfies Readonly<Record<ServeOptions['mailer'], Sending>>

/** Counted from 0 on, so that the first of them shows. */
const USUAL_ERRORS = ['request-failed', 'reaction-failed', 'send-failed', 'wake-failed']

/** What has to be closed in the end. */
type Opened = {
  readonly servers: Server[]
  /** In the order in which they were opened. */
  readonly others: (() => unknown)[]
}

/**
 * Starts everything, or nothing.
 *
 * @throws if a port or the store is taken, the secret is incomplete, the clock was put back by more
 * than a day, or SES is asked for without an https address
 */
export async function serve(options: ServeOptions): Promise<OneMachine> {
  if (options.mailer === 'ses' && !options.publicUrl?.startsWith('https://'))
    throw new Error(
      'sending through SES needs --public-url https://..., where unsubscribe links lead',
    )
  const opened: Opened = { servers: [], others: [] }
  try {
    return { ...(await start(options, opened)), stop: () => closeAll(opened) }
  } catch (error) {
    for (const server of opened.servers) server.closeAllConnections()
    await closeAll(opened)
    throw error
  }
}

async function start(
  given: ServeOptions,
  { servers, others }: Opened,
): Promise<Omit<OneMachine, 'stop'>> {
  const { file, host } = given
  const engine = await given.engine.open(file, given.now, given.journal)
  others.push(engine.close)
  const { now, secret, departures, reads, eraseMails, threads } = engine
  const { health, note } = makeHealthCheck(engine.proveWritable, now)
  const errors = makeTally(USUAL_ERRORS)
  const isReady = async () => (await health()).ready
  const failures = logFailures({ log: given.log, now, isReady })
  others.push(failures.stop)
  const log: Log = (level, event, facts) => {
    if (level === 'error') {
      errors.add(event)
      note(facts)
    }
    failures.log(level, event, facts)
  }
  const options = { ...given, now, log }
  if (engine.migrated) log('info', 'store-migrated', engine.migrated)
  if (engine.finished) log('info', 'upgrade-finished', engine.finished)
  const { mailer } = options
  // Nothing is decided, and no request is answered, before it is known what was sent.
  await loadBackupMark(engine.table)
  if (engine.journal.found === 'gone') log('error', 'journal-gone', { file: engine.journal.name })
  await workThroughRestore(engine, SENDING[mailer], log)
  const unproven = (await unconfirmedRestores(engine.table)).map(({ restore }) => restore.lostFrom)
  const unprovenSince = unproven.length > 0 ? Math.min(...unproven) : undefined
  if (unprovenSince !== undefined)
    log('error', 'marketing-held-after-restore', { lostFrom: isoInstant(unprovenSince) })

  const server = createServer()
  const consoleServer = isConsoleApart(options) ? createServer() : server
  servers.push(server, consoleServer)
  const apartUrl =
    consoleServer === server
      ? undefined
      : await listen(consoleServer, {
          host: OWN_HOST,
          port: options.consolePort ?? CONSOLE_PORT,
          option: 'console-port',
        })
  const url = await listen(server, { host, port: options.port, option: 'port' })

  const mail = startMailThread({
    entry: threads.mail,
    publicUrl: (options.publicUrl ?? url).replace(/\/$/, ''),
    now,
  })
  others.push(mail.close)
  const pipeline = makePipeline({
    store: engine,
    ...carrierOf(options, mail),
    sendsAtATime: SENDS_AT_A_TIME[options.mailer],
    writeMail: mail.writeMail,
    eraseMails,
    listed: reads.found,
    secret,
    departures,
    now,
    log,
  })
  others.push(pipeline.stop)

  const { handlers, shops } = pipeline
  const oldestWakeLagMs = () => oldestWakeLag(engine.table, now())
  const pagesOf = makeConsole({
    reads,
    now,
    settings: shops.settings,
    addressHash: secret.addressHash,
    addressKeys: secret.addressKeys,
    feeds: (shop) => understoodFeeds(engine.table, shop),
    drawingAt,
    system: async () => ({
      health: await health(),
      oldestWakeLagMs: await oldestWakeLagMs(),
      sesEvents: pipeline.figures().sesEvents,
    }),
  })
  /** A store that cannot be read is when the other figures are needed. */
  const readable = <T>(read: Promise<T>): Promise<T | undefined> =>
    read.catch((error) => {
      log('error', 'figure-not-read', { ...reportedFailure(error) })
      return undefined
    })
  const figures = async (): Promise<MachineFigures> => ({
    ...pipeline.figures(),
    messages: await readable(messagesByOutcome(reads)),
    feeds: await readable(feedsByStatus(engine.table)),
    oldestWakeLagMs: await readable(oldestWakeLagMs()),
    commitTimes: engine.commitTimes(),
    ready: await isReady(),
    errors: errors.counts(),
  })
  const isMarketingHeld = async () => (await unconfirmedRestores(engine.table)).length > 0
  const answer = withOperatorPages({ health, figures, isMarketingHeld }, pagesOf)
  if (apartUrl === undefined) {
    const pages = { answer, hosts: new Set([...OWN_NAMES, host]) }
    server.on('request', makeRequestListener({ handlers, pages, log }))
  } else {
    const pages = { answer, hosts: new Set(OWN_NAMES) }
    server.on('request', makeRequestListener({ handlers, log }))
    consoleServer.on('request', makeRequestListener({ handlers: {}, pages, log }))
  }
  await pipeline.start()
  const { journalDays } = options
  others.push(
    keepJournalShort({
      ...{ journal: engine.journal, now, log },
      ...(journalDays !== undefined && { days: journalDays }),
    }),
  )
  // The thread that reads for the pages takes longer to start than any of its reads.
  reads.shops().catch(() => undefined)
  const learning = startLearning({
    ...{ entry: threads.learning, now, log, table: pipeline.table },
    ...(options.learnsAfterMs !== undefined && { firstAfterMs: options.learnsAfterMs }),
  })
  others.push(learning.stop)
  const feeds = startFeeds({
    ...{ entry: threads.feeds, now, log, table: pipeline.table },
    ...(options.feedsAfterMs !== undefined && { firstAfterMs: options.feedsAfterMs }),
  })
  others.push(feeds.stop)
  const { inboxDays: days = INBOX_DAYS } = options
  others.push(keepInboxSmall({ removeSome: mail.removeSome, days, now, log }))
  others.push(removeExpired({ table: pipeline.table, now, log }))
  return {
    ...{ url, consoleUrl: apartUrl ?? url, pipeline },
    ...(unprovenSince !== undefined && { unprovenSince }),
    ...(engine.journal.found === 'gone' && { journalGone: engine.journal.name }),
  }
}

/** Who carries the mail, at what pace, and what that asks of the shops. */
function carrierOf(
  { mailer, now, configurationSet, trackedConfigurationSet }: ServeOptions,
  { inbox, arrivedAt }: MailThread,
): Pick<PipelineOptions, 'mailer' | 'makePacer' | 'sending' | 'arrivedAt'> {
  if (mailer === 'inbox')
    return {
      mailer: inbox,
      makePacer: () => unpaced,
      sending: SENDING.inbox,
      arrivedAt,
    }
  const client = makeSesClient()
  return {
    mailer: makeSesMailer({
      client,
      clock: now,
      ...(configurationSet !== undefined && { configurationSet }),
      ...(trackedConfigurationSet !== undefined && { trackedConfigurationSet }),
    }),
    makePacer: (ports) => waitingAtMost(WAITING_FOR_TURNS, makeSesPacer(client, ports)),
    sending: SENDING.ses,
  }
}

/**
 * The pages show every customer without a log-in. The name in a request proves nothing where others
 * come in: a proxy writes its own there, and a client elsewhere writes any.
 */
const isConsoleApart = ({ consolePort, host, publicUrl }: ServeOptions): boolean =>
  consolePort !== undefined || publicUrl !== undefined || !isLoopback(host)

/** Accepts no new work, finishes what is pending, and closes the store. */
async function closeAll({ servers, others }: Opened): Promise<void> {
  await Promise.all(servers.map(close))
  for (const each of others.toReversed()) await each()
}
