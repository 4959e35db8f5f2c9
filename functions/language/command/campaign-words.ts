/** Words of `rekindle publish` and `rekindle campaign`. */
import type { VerbWords } from './verb-words.ts'

export type CampaignVerbs = {
  readonly publish: VerbWords<'FOLDER', never, 'all' | 'one'>
  readonly 'campaign pause': VerbWords<'ID', never, 'pause'>
  readonly 'campaign resume': VerbWords<'ID', never, 'resume'>
}

export type CampaignWords = {
  readonly exampleLinks: (campaign: string) => string
  /** Of a repeating step whose words are the same each time. */
  readonly repeatsItself: (campaign: string, step: string) => string
  /** Of a broadcast: how long it takes to schedule its customers. */
  readonly schedules: (campaign: string, customers: number, seconds: number) => string
  readonly schedulesLate: (campaign: string, doneAt: string, beginsAt: string) => string
  /** Nothing is published then. */
  readonly cannotSchedule: (campaign: string, customers: number, seconds: number) => string
  readonly broadcastPassed: (campaign: string) => string
  readonly outcomes: Readonly<
    Record<'published' | 'unchanged', (campaign: string, version: number) => string>
  >
  readonly segments: Readonly<
    Record<'published' | 'unchanged' | 'removed', (segment: string) => string>
  >
  readonly stopped: (campaign: string, why: string, done: readonly string[]) => string
  readonly faults: (count: number) => string
  readonly noCampaignIn: (folder: string, file: string) => string
  readonly paused: (campaign: string) => string
  readonly resumed: (campaign: string) => string
}
