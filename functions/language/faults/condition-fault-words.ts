/** Words of what conditions name and the shop does not have. */
import type { FaultText } from './fault-text.ts'

export type ConditionFaultWords = {
  /** @param near what was probably meant */
  readonly event: (name: string, near: string | undefined, declared: readonly string[]) => FaultText
  /** @param asked those that conditions may ask for: neither texts nor lines */
  readonly property: (event: string, name: string, asked: readonly string[]) => FaultText
  /** @param facts in days: how far it looks back, how long a step may wait, how long it is kept */
  readonly window: (
    event: string,
    facts: { readonly days: number; readonly waits: number; readonly kept: number },
  ) => FaultText
  readonly attribute: (
    name: string,
    near: string | undefined,
    declared: readonly string[],
  ) => FaultText
  readonly segment: (id: string, near: string | undefined, known: readonly string[]) => FaultText
  readonly campaign: (id: string, near: string | undefined, known: readonly string[]) => FaultText
  /** It postpones only what starts on a state, and may start again. */
  readonly late: FaultText
  readonly loop: (id: string) => FaultText
  /** Such a segment cannot start a campaign. */
  readonly undated: (id: string, conditions: readonly string[]) => FaultText
  readonly standing: (id: string) => FaultText
  /** Left out of the file, and used by these campaigns. */
  readonly inUse: (id: string, campaigns: readonly string[]) => FaultText
  /** Changed so that it can no longer start this campaign, which is in force. */
  readonly startsCampaign: (id: string, campaign: string) => FaultText
}
