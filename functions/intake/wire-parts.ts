/** The parts of the wire schemas: ids, instants, money, addresses, languages. */
import * as z from 'zod/mini'
// By its own path: z.locales would bring sixty languages into every bundle.
import en from 'zod/v4/locales/en.js'
import { MOST_MINOR } from '../domain/money.ts'
import { hasLostSigns, isPlaceholderId, isPlaceholderText } from '../domain/placeholder.ts'
import { MOST_MINUTES_AHEAD } from './clock-ahead.ts'
import { countryCode } from './import/country-code.ts'
import { MOST_ADDRESS, mailableAddress, readAddress } from './mailable-address.ts'

z.config(en())

const MOST_ZONES = 1_000

/** What the API's description says of a schema; those with an id are components of it. */
export const described = z.registry<{
  readonly id?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
}>()

export function say<S extends z.ZodMiniType>(schema: S, description: string): S {
  described.add(schema, { description })
  return schema
}

/** Of optional fields: which texts tools write where there is nothing (see without-empty.ts). */
export const nothing = z.registry<{ readonly isNothing: (text: string) => boolean }>()

function orNothing<S extends z.ZodMiniType>(schema: S, isNothing: (text: string) => boolean) {
  const field = z.exactOptional(schema)
  nothing.add(field, { isNothing })
  return field
}

/**
 * An optional text, which "NULL", "nan" and the like leave out.
 *
 * @example withoutEmpty(z.strictObject({ name: optionalText(Text(9)) }), { name: 'NULL' }) // {}
 */
export const optionalText = <S extends z.ZodMiniType>(schema: S) =>
  orNothing(schema, (text) => text.trim() === '' || isPlaceholderText(text.trim()))

/** An optional id, which "0", "null" and the like leave out. */
export const optionalId = <S extends z.ZodMiniType>(schema: S) => orNothing(schema, isPlaceholderId)

const bytesAtMost = (most: number) =>
  z.refine<string>(
    (text) => Buffer.byteLength(text) <= most,
    `must have at most ${most} bytes of UTF-8`,
  )

/** Half a surrogate pair is not text: it has no UTF-8 form, so a store could not return it. */
const wellFormed = z.refine<string>((text) => text.isWellFormed(), 'text with half a character')

const whole = z.refine<string>(
  (id) => !hasLostSigns(id),
  'must not contain U+FFFD, which stands for a character that was lost on its way',
)

/** An id as it may be stored. "~" at the front is ours, for customers without an id. */
const idText = () =>
  z.string().check(
    z.minLength(1, 'must have at least one character'),
    z.maxLength(128, 'at most 128 characters'),
    z.regex(/^(?!\.{1,2}$)[^~\p{Cc}][^\p{Cc}]*$/u, {
      error: ({ input }) =>
        input === '.' || input === '..'
          ? 'must not be "." or "..", which no URL can carry'
          : 'must not contain control characters or begin with "~"',
    }),
    bytesAtMost(128),
    wellFormed,
  )

/** An id of the shop's own choosing. */
export const Id = idText()
  .check(whole)
  .register(described, {
    id: 'Id',
    description:
      'An id chosen by the shop: at most 128 bytes of UTF-8, without control characters and U+FFFD, not beginning with "~", and neither "." nor "..", which no URL can carry.',
    examples: ['A-1001'],
  })

/** An id of what it must name: under a placeholder all that have none would be one. */
export const FactId = Id.check(
  z.refine((id) => !isPlaceholderId(id), {
    error: ({ input }) => `${JSON.stringify(input)} is what tools write where there is no id`,
  }),
)

/** A customer's id where it must be one, and not what shops and tools call a guest. */
export const CustomerId = Id.check(
  z.refine((id) => !isPlaceholderId(id), {
    error: ({ input }) => `${JSON.stringify(input)} stands for guests, who have no shared record`,
  }),
).register(described, {
  id: 'CustomerId',
  description:
    'The shop\'s id of a customer. "0", "null" and the like are not valid: they stand for a guest.',
  examples: ['c-17'],
})

const GuestId = z.string().check(z.regex(/^~guest:[A-Za-z0-9_-]{43}$/))

/** What earlier versions took for an id can still be found and erased. */
const StoredId = idText().check(z.refine((id) => id !== '0'))

/** Any customer who can be looked up: guests too, under the id that Rekindle gave them. */
export const KnownId = z
  .union([StoredId, GuestId], 'must be the id of a customer')
  .register(described, {
    id: 'KnownId',
    description:
      'The shop\'s id of a customer, or "~guest:" and the keyed hash of a guest\'s address, as returned by Rekindle.',
    examples: ['c-17'],
  })

export const Text = (most: number) =>
  z.string().check(z.maxLength(most, `must have at most ${most} characters`), wellFormed)

/** An instant with an offset (RFC 3339), as milliseconds. */
export const anyInstantText = () =>
  z.pipe(
    z.iso.datetime({
      offset: true,
      error: 'must be an instant with an offset, such as 2026-01-31T12:00:00Z',
    }),
    z.transform((text: string) => Date.parse(text)),
  )

export const InstantText = anyInstantText().register(described, {
  id: 'Instant',
  description: `An instant with an offset (RFC 3339) such as 2026-01-31T12:00:00Z, kept to the millisecond; at most ${MOST_MINUTES_AHEAD} minutes ahead of the server's clock.`,
})

const currencies = new Set(Intl.supportedValuesOf('currency'))
export const Currency = z
  .string()
  .check(
    z.regex(/^[A-Z]{3}$/, {
      error: 'must be an ISO 4217 code in capitals, such as EUR',
      abort: true,
    }),
    z.refine((code) => currencies.has(code), 'must be a currency of ISO 4217'),
  )
  .register(described, {
    id: 'Currency',
    description: 'A currency of ISO 4217, in capitals; others are rejected.',
    examples: ['EUR'],
  })

/** The default message applies if it is missing. */
function minorFault(input: unknown): string | undefined {
  if (input === undefined) return undefined
  const what = typeof input === 'number' ? 'not a decimal' : 'as a number'
  return `must be a whole number of minor units (cents), ${what}`
}

/** Cents, pence, yen: whole numbers of the currency's smallest unit. */
export const minorFrom = (least: number) =>
  z
    .int({ error: ({ input }) => minorFault(input) })
    .check(
      z.gte(least, `must be at least ${least}`),
      z.lte(MOST_MINOR, `must be at most ${MOST_MINOR}`),
    )

export const Minor = minorFrom(0).register(described, {
  id: 'Minor',
  description:
    'Whole minor units of the currency: cents, pence, yen. 12.50 EUR is 1250. At most 10^12.',
  examples: [1250],
})

/** Checks a text and keeps it as `normalise` has it, in one go; undefined is refused. */
const normalised =
  (normalise: (text: string) => string | undefined, message: string): z.core.CheckFn<string> =>
  (context) => {
    const text = normalise(context.value)
    if (text !== undefined) context.value = text
    else context.issues.push({ code: 'custom', input: context.value, message })
  }

const normalisedAddress = (text: string): string | undefined => readAddress(text).address

/** An address whose domain may be international; stored as the wire wants it, in ASCII. */
export const Email = z
  .string()
  .check(
    z.maxLength(MOST_ADDRESS, `at most ${MOST_ADDRESS} characters`),
    normalised(
      normalisedAddress,
      'must be an e-mail address with only ASCII characters before the "@": mail to other addresses cannot be delivered',
    ),
  )
  .register(described, {
    id: 'Email',
    description:
      'An e-mail address. Its domain may be international and is stored in ASCII (RFC 5891); the part before the "@" must be ASCII without quotes and spaces, because mail to other addresses cannot be delivered.',
  })

/**
 * The same, of a customer: a purchase is worth more than its address, so that one which cannot be
 * mailed is accepted, as the reason why.
 */
export const PostedEmail = z
  .pipe(
    z.string(),
    z.transform((text: string) => mailableAddress(text.trim())),
  )
  .register(described, {
    id: 'PostedEmail',
    description:
      'An e-mail address. Its domain may be international and is stored in ASCII (RFC 5891). One that cannot be mailed (not an address, characters before the "@" that are not ASCII, a placeholder domain such as no-email.invalid) rejects nothing: the rest is kept, and the customer is without an address, for the reason in "emailFault".',
  })

function canonicalLocale(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** Looking a zone up takes longer than the rest of a purchase, so results are cached. */
const zonesFound = new Set<string>()

export const isZone = (text: string): boolean => {
  if (zonesFound.has(text)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false
  }
  // Letter case does not matter to Intl, so that a few zones have many spellings.
  if (zonesFound.size < MOST_ZONES) zonesFound.add(text)
  return true
}

export const LANGUAGE_TAG = 'must be a language tag (BCP 47), such as zh-CN'

const LONGEST_COUNTRY = 100

/** As an import reads it: what is not understood is `ZZ`, and rejects nothing. */
export const PostedCountry = z.pipe(
  Text(LONGEST_COUNTRY),
  z.transform((text: string) => countryCode(text.trim(), {})),
)

export const PostedLocale = Text(35).check(normalised(canonicalLocale, LANGUAGE_TAG))
