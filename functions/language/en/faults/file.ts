/** Words of the faults of any YAML or JSON file, in English. */
import type { FileFaultWords } from '../../faults/file-fault-words.ts'

const nameOf = (name: string | undefined): string => name ?? 'the file'

export const enFileFaults: FileFaultWords = {
  asLine: (place, field, { problem, fix }) =>
    [place, ...(field === undefined ? [] : [field]), `${problem}. ${fix}`].join(': '),
  syntax: (_, message) => ({
    problem: /call stack/i.test(message) ? 'Brackets are nested too deeply here' : message,
    fix: 'Check the indentation, colons, quotes and closing brackets around this line',
  }),
  unknownField: (name) => `Unknown field ${name}`,
  writeNear: (near) => `Use ${near}, or remove it`,
  allowedHere: (names) => `Remove it. Fields allowed here: ${names.join(', ')}`,
  removeOrRespell: 'Remove it, or fix its spelling',
  missing: (name) => `${nameOf(name)} is missing`,
  cannotBe: (name, value) => `${nameOf(name)} cannot be ${value}`,
  cannotHold: (name, value) => `${nameOf(name)} cannot contain ${value}`,
  notADuration: (value) => `"${value}" is not a duration with a fixed length`,
  tooShort: (value) => `"${value}" is too short`,
  notALanguage: (value) => `"${value}" is not a language`,
  notValid: (value) => `"${value}" is not valid`,
  needsLanguage: 'name needs at least one language',
  countryCode: 'The country is not an ISO 3166-1 code',
  currencyCode: 'The currency is not an ISO 4217 code',
  timeZone: 'The time zone is not an IANA time zone',
  replaced: (field) => `${field} is no longer a setting`,
  notAfter: (later, earlier) => `${later} is not after ${earlier}`,
  below: (most, least) => `${most} is below ${least}`,
  above: (least, most) => `${least} is above ${most}`,
  noCustomerMatches: (most, least) => `${most} is below ${least}: no customer can match`,
  tooMany: (field, most) => `${field} has more than ${most} names`,
  sameStep: (id) => `Two steps have the id "${id}"`,
  startsOnce:
    'restart is for campaigns that can start again while a customer goes through them, as by purchases or events',
  ifTwice: '"if" and "conditions" are the same; "if" is the current name. Keep one of them',
  twoTimes: (field) =>
    `"${field}" says when the step is sent, and so does another field: keep one of after, afterPrevious and until`,
  noStepBefore: 'The first step has no step before it: use after',
  repeatsBefore: 'The step before repeats, so there is no one time to count from: use after',
}
