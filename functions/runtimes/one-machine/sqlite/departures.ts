/**
 * Which claimed mails have left, noted as their first byte leaves, so that after a kill only those
 * are in doubt. Each session of an owner notes them in a file of its own, `<file>.departures.<id>`.
 * A note is not synced, which would cost as much as the claim itself did:
 *
 * 1. What a process has written is in the system's memory and outlives the process, but not the
 *    machine. So the notes of an earlier session are trusted only under the same start of the machine.
 * 2. A claim names its session, and the session's file has all of its notes. A copy of that file is
 *    not trusted, for it may be older than the rows next to it.
 * 3. Where anything is not as it should be, the claims of that session are in doubt.
 * 4. The room for a note is in the file before its claim is made, so that a disk that is full refuses
 *    the claim rather than the note. A note that fails all the same leaves its mail here.
 */
import { randomBytes } from 'node:crypto'
import {
  type BigIntStats,
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Departures } from '../engine.ts'
import { bootId } from './boot-id.ts'

/** The notes begin after the header, one byte for each claim. */
const HEADER_BYTES = 256
const LEFT = 1
/** For so many claims at a time. */
const ROOM_BYTES = 4_096

type Header = {
  readonly session: string
  readonly boot: string | undefined
  /** Of the file itself, which a copy does not share. */
  readonly file: string
}

/** The notes of earlier sessions that can be trusted, by session. */
type Earlier = ReadonlyMap<string, Buffer>

/**
 * Reads what earlier owners noted, and begins a session of this one.
 *
 * @param boot which start of the machine this is
 * @throws if the session's file cannot be written
 * @example const { newClaimId, note } = openDepartures('rekindle.sqlite')
 */
export function openDepartures(
  databaseFile: string,
  boot: string | undefined = bootId(),
): Departures & { readonly close: () => void } {
  const files = filesOf(databaseFile)
  const earlier = readEarlier(files, boot)
  const session = randomBytes(12).toString('base64url')
  const fd = begin(`${databaseFile}.departures`, session, boot)
  let claims = 0
  let room = 0
  return {
    newClaimId() {
      if (claims >= room) room = makeRoom(fd, room)
      return `${session}.${claims++}`
    },
    note(claimId) {
      const [of, number] = partsOf(claimId)
      if (of !== session) throw new Error('a claim of another session cannot leave here')
      writeSync(fd, Buffer.of(LEFT), 0, 1, HEADER_BYTES + number)
    },
    hasSurelyStayed(claimId) {
      const [of, number] = partsOf(claimId)
      const notes = earlier.get(of)
      return notes !== undefined && notes[HEADER_BYTES + number] !== LEFT
    },
    forgetEarlier() {
      for (const file of files) rmSync(file, { force: true })
    },
    close() {
      closeSync(fd)
      // No row names a session without a claim, such as one whose start was refused later on.
      if (claims === 0) rmSync(`${databaseFile}.departures.${session}`, { force: true })
    },
  }
}

function filesOf(databaseFile: string): readonly string[] {
  const folder = dirname(databaseFile)
  const prefix = `${basename(databaseFile)}.departures.`
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix))
  return names.map((name) => join(folder, name))
}

/** Under another name until it has its header, so that no session is without one. */
function begin(path: string, session: string, boot: string | undefined): number {
  const unfinished = `${path}.unfinished-${session}`
  const fd = openSync(unfinished, 'wx', 0o600)
  try {
    const header: Header = { session, boot, file: identityOf(fstatSync(fd, { bigint: true })) }
    writeSync(fd, Buffer.from(JSON.stringify(header).padEnd(HEADER_BYTES)), 0, HEADER_BYTES, 0)
    renameSync(unfinished, `${path}.${session}`)
    return fd
  } catch (error) {
    closeSync(fd)
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** See 4. @returns for how many claims there is room now */
function makeRoom(fd: number, room: number): number {
  const written = writeSync(fd, Buffer.alloc(ROOM_BYTES), 0, ROOM_BYTES, HEADER_BYTES + room)
  if (written === 0) throw new Error('no room for the notes of further claims')
  return room + written
}

/** See 1 to 3. */
function readEarlier(files: readonly string[], boot: string | undefined): Earlier {
  if (boot === undefined) return new Map()
  return new Map(
    files.flatMap((file) => {
      const notes = readFileSync(file)
      const header = headerOf(notes)
      const isTrusted =
        header?.boot === boot && header.file === identityOf(statSync(file, { bigint: true }))
      return isTrusted ? [[header.session, notes] as const] : []
    }),
  )
}

/** The number of a file that was deleted is given to another; when that was made differs. */
const identityOf = ({ dev, ino, birthtimeNs }: BigIntStats): string =>
  `${dev}/${ino}/${birthtimeNs}`

function headerOf(notes: Buffer): Header | undefined {
  try {
    return JSON.parse(notes.toString('utf8', 0, HEADER_BYTES)) as Header
  } catch {
    return undefined
  }
}

/** The session of a claim, and which of its claims it is; a claim of another kind is of none. */
function partsOf(claimId: string): readonly [session: string, number: number] {
  const [, session = '', number = '0'] = /^([\w-]+)\.(\d+)$/.exec(claimId) ?? []
  return [session, Number(number)]
}
