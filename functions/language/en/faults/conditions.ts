/** What conditions name and the shop does not have, in English. */
import type { ConditionFaultWords } from '../../faults/condition-fault-words.ts'
import { all } from '../count.ts'
import { counted } from '../plural.ts'

const meant = (near: string | undefined, known: readonly string[], declare: string): string => {
  if (near !== undefined) return `Use ${near}`
  const first = `${declare.charAt(0).toUpperCase()}${declare.slice(1)}`
  return known.length === 0 ? first : `Use one of ${known.join(', ')}, or ${declare}`
}

export const enConditionFaults: ConditionFaultWords = {
  event: (name, near, declared) => ({
    problem: `The shop declares no event "${name}"`,
    fix: meant(near, declared, 'declare it in the shop’s settings'),
  }),
  property: (event, name, asked) => ({
    problem: `The event "${event}" declares no property "${name}" that conditions may ask for`,
    fix:
      asked.length === 0
        ? 'Remove it: texts and lines are for templates alone'
        : `Use one of ${asked.join(', ')}; texts and lines are for templates alone`,
  }),
  window: (event, { days, waits, kept }) => ({
    problem: `The event "${event}" is kept for ${counted(kept, 'day')}, and this looks back ${counted(days, 'day')}${waits > 0 ? ` from when a step falls due, which may then wait for another ${counted(waits, 'day')}` : ''}`,
    fix:
      kept > waits
        ? `Use at most ${kept - waits}, or declare the event with keepDays: ${days + waits}`
        : `Declare the event with keepDays: ${days + waits}`,
  }),
  attribute: (name, near, declared) => ({
    problem: `The shop declares no attribute "${name}"`,
    fix: meant(near, declared, 'declare it in the shop’s settings'),
  }),
  segment: (id, near, known) => ({
    problem: `There is no segment "${id}"`,
    fix: meant(near, known, 'define it in segments.yaml'),
  }),
  campaign: (id, near, known) => ({
    problem: `There is no campaign "${id}"`,
    fix: meant(near, known, 'publish the campaign first'),
  }),
  late: {
    problem:
      'late is for campaigns that start on a class, at risk or a segment, and can start again',
    fix: 'Remove late, or use a time such as P180D for reentryAfter',
  },
  loop: (id) => ({
    problem: `The definition of the segment "${id}" leads back to it`,
    fix: 'Remove the segment from its own definition and from those of the segments in it',
  }),
  undated: (id, conditions) => ({
    problem: `The segment "${id}" cannot start a campaign: ${all(conditions)} can change on any day, so nothing shows when a customer enters`,
    fix: 'Start on another segment, and ask for these conditions in eligible',
  }),
  standing: (id) => ({
    problem: `The segment "${id}" cannot start a campaign: nothing in it has a date at which a customer enters`,
    fix: 'Add a condition such as orders, event, attribute, class or consent to the segment',
  }),
  inUse: (id, campaigns) => ({
    problem: `The segment "${id}" is missing, but used by ${all(campaigns)}`,
    fix: 'Keep the segment, or publish these campaigns without it first',
  }),
  startsCampaign: (id, campaign) => ({
    problem: `The segment "${id}" starts the campaign ${campaign}, which it could not do as it is defined here`,
    fix: 'Define it by conditions such as orders, event, attribute, class or consent alone',
  }),
}
