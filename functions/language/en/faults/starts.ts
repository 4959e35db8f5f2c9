/** Words of what is wrong with the start of a campaign, in English. */
import type { PropertyType } from '../../../domain/declarations.ts'
import type { StartFaultWords } from '../../faults/start-fault-words.ts'
import { either } from '../count.ts'

const DECLARE = "declare it in the shop's settings first"

const use = (near: string | undefined, names: readonly string[]): string => {
  if (names.length === 0) return `None is declared yet: ${DECLARE}`
  return near === undefined
    ? `Use one of ${names.join(', ')}, or ${DECLARE}`
    : `Did you mean ${near}? Otherwise ${DECLARE}`
}

const TYPES: Readonly<Record<Extract<PropertyType, string>, string>> = {
  number: 'a number',
  date: 'a date in quotes, such as "2026-03-01"',
  'yes-no': 'true or false',
  text: 'a text',
  lines: 'a list of products',
}

export const enStartFaults: StartFaultWords = {
  unknownEvent: (name, near, names) => ({
    problem: `The shop has no event "${name}"`,
    fix: use(near, names),
  }),
  unknownProperty: (name, near, names) => ({
    problem: `The event has no property "${name}"`,
    fix: use(near, names),
  }),
  unknownDate: (name, near, dates) => ({
    problem: `The shop has no attribute "${name}"`,
    fix: `${use(near, dates)}, or use last-purchase`,
  }),
  notADate: (name, dates) => ({
    problem: `The attribute "${name}" is not a date`,
    fix: `Use ${either([...dates, 'last-purchase'])}`,
  }),
  onlyInTemplates: (property) => ({
    problem: `"${property}" can be shown in a mail, but not compared`,
    fix: 'Use a property that is a number, a date, yes-no or one of a list',
  }),
  noRange: (property) => ({
    problem: `"${property}" has no order, so it has no min or max`,
    fix: 'Use one value, or a list such as [web, app]',
  }),
  emptyRange: (property) => ({
    problem: `No value of "${property}" is between min and max`,
    fix: 'Use a min that is not above max',
  }),
  wrongValue: (property, value, type) => ({
    problem: `"${property}" is never "${value}"`,
    fix: typeof type === 'string' ? `Use ${TYPES[type]}` : `Use ${either(type)}`,
  }),
  yearlyReentry: {
    problem: 'A date that comes every year starts again after about 365 days',
    fix: 'Use a reentryAfter between P0D and P360D, such as P300D; use repeats: once to start once',
  },
  noBacklog: {
    problem: 'backlog is for campaigns that start on entering a class; this one would ignore it',
    fix: 'Remove backlog. To write to customers who are in a segment already, publish a broadcast with eligible: {segment: <id>}',
  },
  broadcastReentry: {
    problem: 'A broadcast starts once for each customer',
    fix: 'Use reentryAfter: never',
  },
  sendByBeforeAt: {
    problem: 'Nothing could be sent: sendBy is not after the time of the broadcast',
    fix: 'Use a later sendBy, or remove it: sending then ends with the day where the customer is',
  },
  overTooLong: {
    problem: 'Some customers would get their turn only after sendBy, and get no mail',
    fix: 'Use a shorter over, or a later sendBy',
  },
  stepTooLate: {
    problem: 'This step falls due after sendBy, so it is never sent',
    fix: 'Use a shorter after, or a later sendBy. Without sendBy, sending ends with the day where the customer is',
  },
}
