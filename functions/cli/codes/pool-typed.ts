import { isPoolName } from '../../domain/code-pattern.ts'
import { UsageError } from '../failure.ts'

/** The name of a pool as it was typed. @throws UsageError */
export function poolTyped(name: string): string {
  if (isPoolName(name)) return name
  throw new UsageError((w) => w.codes.faults.poolName(name))
}
