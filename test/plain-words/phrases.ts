/**
 * What people are not to read, each with what to write instead. Only the listed sense is meant:
 * what uses the same word in another one is exempt, with the reason.
 */

export type Phrase = {
  /** Matched in lower case, at word boundaries. */
  readonly pattern: RegExp
  readonly instead: string
}

const phrase = (words: string, instead: string): Phrase => ({
  pattern: new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'g'),
  instead,
})

export const PHRASES: readonly Phrase[] = [
  phrase('told|tells?|telling', 'given, reported, shows, describes'),
  phrase('heeds?|heeded|hears?|heard', 'reads, receives, recorded'),
  phrase('mends?|mended|mending', 'fix'),
  phrase('whoever|whomever', 'a customer who'),
  phrase('nobody|somebody', 'no customer, unknown customer'),
  phrase('anew|once more', 'again'),
  phrase('mishaps?|misfortunes?', 'delivery failure'),
  phrase('(?:un)?foreseen?|foresees|foresaw|foretold', 'project, projected'),
  phrase('(?:stands?|stood) in the way|what is in the way', 'blockers'),
  phrase('puts? off', 'defer'),
  phrase('wishes', 'preferences'),
  phrase('counts? as gone|counted gone', 'is considered lost'),
  phrase('(?:lets?|letting) (?:it|him|her|them|a \\w+|the \\w+) go on', 'resume'),
  phrase('see to it', 'make sure'),
  phrase('by itself|by themselves|by himself', 'automatically'),
  phrase('what became of|what has become of|what becomes of', 'delivery history'),
  phrase('silent|silence|silences', 'inactive, time since the last purchase'),
  phrase('beside', 'next to, together with'),
  phrase('the customer in the middle', 'the median customer'),
  phrase('lest|hitherto|whence|thereof|thereby|therein|henceforth', 'plain words'),
  phrase('such a one|such an one', 'one'),
  phrase('of whom nothing', 'about whom nothing, unknown'),
  phrase('is no news|are no news', 'changes nothing'),
  phrase('(?:that|which|what|it) (?:is|are) none', 'invalid, unknown, not one'),
  phrase('(?:it|that|which|what) (?:is|are) no (?!longer|more|such)\\w+', 'is not a'),
  phrase('(?:as|where) (?:it|they) stands?', 'as is, as written'),
  phrase('may stand', 'is allowed'),
  phrase('shall', 'must, will'),
  phrase('puts? right', 'fix'),
  phrase('go by|goes by', 'use, follow'),
  phrase('without a word', 'silently'),
  phrase('be it|let it be', 'whether, whatever'),
]

/** The same in names, which are cut at their capitals: `isTold` is "is told". */
export const NAME_WORDS: readonly string[] = [
  'told',
  'tell',
  'tells',
  'heed',
  'hear',
  'hears',
  'heard',
  'mend',
  'mends',
  'mended',
  'whoever',
  'whose',
  'nobody',
  'somebody',
  'anew',
  'mishap',
  'mishaps',
  'misfortune',
  'foresee',
  'foreseen',
  'unforeseen',
  'foretold',
  'wish',
  'wishes',
  'silent',
  'silence',
  'beside',
]

/** Places where a word stays, and why. */
export const EXEMPT: readonly {
  readonly file: RegExp
  /** The word, as it was matched, or the whole name. */
  readonly word: RegExp
  readonly why: string
}[] = [
  { file: /^functions\//, word: /^heard$/, why: 'a field of stored rows' },
  { file: /^functions\//, word: /^mishaps?$/, why: 'a partition and a kind of stored rows' },
  { file: /^functions\//, word: /^unforeseen$/, why: 'a field of the API' },
  {
    file: /^functions\/(?:domain|insight|language)\//,
    word: /^typicalSilenceDays$/,
    why: 'a field of stored models',
  },
  { file: /^functions\/domain\//, word: /^silentForDays$/, why: 'a field of the policy' },
  { file: /^(?:functions|test)\/domain\/sunset/, word: /^silent$/, why: 'part of a stored reason' },
  {
    file: /^infra\/constructs\/scheduled-function\.ts$/,
    word: /^silent$/,
    why: 'the id of a deployed alarm',
  },
  {
    file: /offer-words(?:-en|\.test)\.ts$/,
    word: /^(?:hear|tells?)$/,
    why: 'a word to look for in the mails of a shop',
  },
  {
    file: /^templates\/.*\.en\.mjml$/,
    word: /^tell$/,
    why: 'what a person says to another, in a letter',
  },
  { file: /^test\/(?:golden|store)\//, word: /^mishaps$/, why: 'a partition of stored rows' },
  { file: /^test\/intake\//, word: /^unforeseen$/, why: 'a field of the API' },
  {
    file: /^test\/golden\//,
    word: /^nobody$/,
    why: 'the id of a customer in recorded answers and tokens',
  },
  {
    file: /^\.github\/CHANGELOG\.md$/,
    word: /^(?:told|mend|nobody)$/,
    why: 'old names in the JSON',
  },
  {
    file: /^\.github\/CONTRIBUTING\.md$/,
    word: /./,
    why: 'it lists what not to write',
  },
]
