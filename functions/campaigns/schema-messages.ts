/**
 * What a schema says of a value in words of its own. The message of a schema's rule is a code of
 * this table; rules of the domain have a message in English, which stands here as it is.
 */
import { CONDITION_BOUNDS } from '../domain/conditions.ts'
import type { FaultSentence } from '../language/faults/fault-words.ts'

/** @param field the last name of its path */
type Says = (value: string, field: string) => FaultSentence

const SAYS = {
  'not-a-duration': (value) => (w) => w.file.notADuration(value),
  'too-short': (value) => (w) => w.file.tooShort(value),
  'not-a-language': (value) => (w) => w.file.notALanguage(value),
  'no-language': () => (w) => w.file.needsLanguage,
  'starts-once': () => (w) => w.file.startsOnce,
  'if-twice': () => (w) => w.file.ifTwice,
  'two-times': (_, field) => (w) => w.file.twoTimes(field),
  'no-step-before': () => (w) => w.file.noStepBefore,
  'repeats-before': () => (w) => w.file.repeatsBefore,
  'same-step': (value) => (w) => w.file.sameStep(value),
  'below-least': (_, field) => (w) => w.file.noCustomerMatches(field, leastOf(field)),
  'not-after-from': () => (w) => w.file.notAfter('activeUntil', 'activeFrom'),
  'not-a-time-zone': () => (w) => w.file.timeZone,
  'an ISO 4217 code such as EUR': () => (w) => w.file.currencyCode,
  'an ISO 3166-1 code such as DE': () => (w) => w.file.countryCode,
  'at most 100': (_, field) => (w) => w.file.tooMany(field, 100),
  'at most 50': (_, field) => (w) => w.file.tooMany(field, 50),
  replaced: (_, field) => (w) => w.file.replaced(field),
  'maxDays is below minDays': () => (w) => w.file.below('maxDays', 'minDays'),
  'minDays is above maxDays': () => (w) => w.file.above('minDays', 'maxDays'),
} as const satisfies Readonly<Record<string, Says>>

export type SchemaMessage = keyof typeof SAYS

/** For a schema, so that its message is one of the table. @example message('too-short') */
export const message = (code: SchemaMessage): string => code

const isSchemaMessage = (text: string): text is SchemaMessage => Object.hasOwn(SAYS, text)

/** Undefined if the message is the library's, which is the same for every rule. */
export const saysOf = (text: string): Says | undefined =>
  isSchemaMessage(text) ? SAYS[text] : undefined

const leastOf = (most: string): string =>
  CONDITION_BOUNDS.find(([, name]) => name === most)?.[0] ?? most
