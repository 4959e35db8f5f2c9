/** Which start of this machine it is: what was written but not synced is there until the next. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * The same text until the machine starts again; undefined where the system does not say.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/kernel.html#random
 * @example bootId() // '2b2e6f1c-...'
 */
export function bootId(): string | undefined {
  try {
    const id =
      process.platform === 'darwin'
        ? execFileSync('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' })
        : readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    return id.trim() || undefined
  } catch {
    return undefined
  }
}
