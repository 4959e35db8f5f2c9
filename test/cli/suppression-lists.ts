/** Lists of addresses to suppress, as the command reads them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { Failure } from '../../functions/cli/failure.ts'
import { readSuppressionList } from '../../functions/cli/suppression/list.ts'
import type { CommandWords } from '../../functions/language/command/command-words.ts'
import { loadCommandWords } from '../../functions/language/command/load-command-words.ts'

type Content = string | Buffer | readonly string[]

type ListReader = {
  readonly read: (content: Content) => ReturnType<typeof readSuppressionList>
  /** Each address with its reason and its day. */
  readonly listed: (content: Content) => Promise<readonly string[]>
  readonly refusal: (content: Content) => Promise<string>
  readonly words: CommandWords
}

/** Reads lists from a folder that is removed after the tests of the file. */
export async function suppressionLists(): Promise<ListReader> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-lists-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const words = await loadCommandWords('en')

  function fileOf(content: Content): string {
    const file = join(folder, 'list')
    writeFileSync(file, Array.isArray(content) ? content.join('\n') : (content as string | Buffer))
    return file
  }
  const read = (content: Content) =>
    readSuppressionList({
      file: fileOf(content),
      hashAddress: (address) => (/^\S+@\S+$/.test(address) ? [address] : undefined),
      shops: ['tea'],
      scope: 'tea',
      reason: 'by-hand',
      changedAt: Date.UTC(2026, 5, 1),
      now: Date.UTC(2026, 10, 1),
    })
  return {
    words,
    read,
    async listed(content) {
      const { addresses } = await read(content)
      return addresses.flatMap(({ hashes, listings }) =>
        listings.map(
          ({ reason, at }) => `${hashes[0]} ${reason} ${new Date(at).toJSON().slice(0, 16)}`,
        ),
      )
    },
    async refusal(content) {
      const error: unknown = await read(content).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (!(error instanceof Failure)) throw error
      return error.sentence(words).replaceAll(folder, '')
    },
  }
}
