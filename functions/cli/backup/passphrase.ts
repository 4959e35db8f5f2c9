/** The passphrase that the secret is sealed with; never an argument, which other users could see. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { cannotRead, Failure, UsageError } from '../failure.ts'
import type { Io, Options } from '../verb.ts'

const VARIABLE = 'REKINDLE_PASSPHRASE'

export const passphraseOption = {
  'passphrase-file': { value: 'FILE' },
} as const satisfies Options

/** Guessing one costs half a second and 128 MiB; shorter ones are found all the same. */
const LEAST_CHARACTERS = 12

type Asking = Pick<Io, 'env' | 'stderr' | 'words'>

/** One to seal with: asked for twice. @throws UsageError or Failure if there is none */
export async function newPassphrase(file: string | undefined, io: Asking): Promise<string> {
  const given = givenPassphrase(file, io)
  return given === undefined ? askTwice(io) : longEnough(given)
}

function longEnough(passphrase: string): string {
  if ([...passphrase].length < LEAST_CHARACTERS)
    throw new Failure((w) => w.backup.passphrase.tooShort(LEAST_CHARACTERS))
  return passphrase
}

/** One to open with. @throws UsageError or Failure if there is none */
export const knownPassphrase = async (file: string | undefined, io: Asking): Promise<string> =>
  givenPassphrase(file, io) ?? ask(io.words.backup.passphrase.ask, io)

function givenPassphrase(file: string | undefined, { env }: Asking): string | undefined {
  if (file === undefined) return env[VARIABLE] || undefined
  const text = contentOf(file).replace(/\r?\n$/, '')
  if (text === '') throw new Failure((w) => w.backup.passphrase.empty(file))
  return text
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw cannotRead(file, error)
  }
}

async function askTwice(io: Asking): Promise<string> {
  const { ask: first, repeat } = io.words.backup.passphrase
  const typed = longEnough(await ask(first, io))
  if ((await ask(repeat, io)) !== typed) throw new Failure((w) => w.backup.passphrase.differs)
  return typed
}

/** Without an echo: the terminal is read key by key, and what it would show goes nowhere. */
async function ask(question: string, { stderr }: Asking): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError((w) => w.backup.passphrase.missing)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  // Only now is nothing shown of what is typed.
  stderr.write(question)
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve)
      // Ctrl-C or Ctrl-D.
      lines.once('close', () => reject(new Failure((w) => w.backup.faults.stopped)))
    })
  } finally {
    lines.close()
    stderr.write('\n')
  }
}
