import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bootId } from '../../functions/runtimes/one-machine/sqlite/boot-id.ts'
import { openDepartures } from '../../functions/runtimes/one-machine/sqlite/departures.ts'

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekindle-departures-'))
  database = join(folder, 'shop.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A claim of an owner that has ended, of which no byte left. */
function stayingClaim(boot?: string): string {
  const { newClaimId, close } = openDepartures(database, boot)
  const claimId = newClaimId()
  close()
  return claimId
}

function isKnownToHaveStayed(claimId: string, boot?: string): boolean {
  const { hasSurelyStayed, close } = openDepartures(database, boot)
  close()
  return hasSurelyStayed(claimId)
}

describe('a claim whose mail stayed is in doubt all the same', () => {
  it('after the machine itself went down', () => {
    const claimId = stayingClaim('monday')
    expect(isKnownToHaveStayed(claimId, 'tuesday')).toBe(false)
    expect(isKnownToHaveStayed(claimId, 'monday')).toBe(true)
  })

  it('where its notes are a copy, which may be older than the rows', () => {
    const claimId = stayingClaim('monday')
    const [name = ''] = readdirSync(folder)
    copyFileSync(join(folder, name), join(folder, 'copy'))
    rmSync(join(folder, name))
    copyFileSync(join(folder, 'copy'), join(folder, name))
    rmSync(join(folder, 'copy'))
    expect(isKnownToHaveStayed(claimId, 'monday')).toBe(false)
  })

  it('where its notes are cut short', () => {
    const claimId = stayingClaim('monday')
    truncateSync(join(folder, readdirSync(folder)[0] ?? ''), 20)
    expect(isKnownToHaveStayed(claimId, 'monday')).toBe(false)
  })
})

it('names the start of this machine, where the system does', () => {
  expect(bootId()).toBe(bootId())
  if (process.platform === 'linux') expect(bootId()).toMatch(/^[0-9a-f-]{36}$/)
})

it('leaves no file of a session in which nothing was claimed, as when a start is refused', () => {
  openDepartures(database).close()
  expect(readdirSync(folder)).toEqual([])
})
