/** Words of the faults of any YAML or JSON file, in English. */
import type { FileFaultWords } from '../../faults/file-fault-words.ts'

const nameOf = (name: string | undefined): string => name ?? 'the file'

export const enFileFaults: FileFaultWords = {
  asLine: (place, field, { problem, fix }) =>
    [place, ...(field === undefined ? [] : [field]), `${problem}. ${fix}`].join(': '),
  syntax: (_, message) => ({
    problem: message,
    fix: 'Check the indentation, colons, quotes and closing brackets around this line',
  }),
  unknownField: (name) => `${name} is not a known field here`,
  writeNear: (near) => `Write ${near}, or remove it`,
  allowedHere: (names) => `Remove it; allowed here: ${names.join(', ')}`,
  removeOrRespell: 'Remove it, or fix its spelling',
  missing: (name) => `${nameOf(name)} is missing`,
  cannotBe: (name, value) => `${nameOf(name)} cannot be ${value}`,
  cannotHold: (name, value) => `${nameOf(name)} cannot hold ${value}`,
  notADuration: (value) => `"${value}" is not a duration of fixed length`,
  tooShort: (value) => `"${value}" is too short`,
  notALanguage: (value) => `"${value}" is not a language`,
  notValid: (value) => `"${value}" is not valid`,
  needsLanguage: 'name needs at least one language',
  countryCode: 'an ISO 3166-1 code such as DE',
  currencyCode: 'an ISO 4217 code such as EUR',
  timeZone: 'a time zone (IANA)',
  below: (most, least) => `${most} is below ${least}`,
  noCustomerMatches: (most, least) => `${most} is below ${least}: no customer can match`,
  sameStep: (id) => `Two steps have the id "${id}"`,
}
