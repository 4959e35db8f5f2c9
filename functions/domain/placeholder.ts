/** Words that tools write where there is nothing: neither an id nor a name. */

/**
 * Each as its tool writes it, and whether a name may be written so too. Ids are compared without
 * regard to capitals, since no shop numbers its customers `Null`; names exactly, since Null, Nan
 * and Na are names of people.
 */
const PLACEHOLDERS: Readonly<Record<string, 'never' | 'may-be-a-name'>> = {
  NULL: 'never',
  null: 'never',
  '(null)': 'never',
  '<null>': 'never',
  '[null]': 'never',
  '\\N': 'never',
  nil: 'never',
  None: 'never',
  none: 'never',
  undefined: 'never',
  nan: 'never',
  NaN: 'never',
  '<NA>': 'never',
  '#N/A': 'never',
  'N/A': 'never',
  'n/a': 'never',
  NA: 'may-be-a-name',
  '-': 'never',
  '--': 'never',
  '—': 'never',
  '0': 'never',
  '0.0': 'never',
  '0.00': 'never',
  '00000000-0000-0000-0000-000000000000': 'never',
}

const IDS = new Set(Object.keys(PLACEHOLDERS).map((text) => text.toLowerCase()))
const NAMES = new Set(
  Object.keys(PLACEHOLDERS).filter((text) => PLACEHOLDERS[text] !== 'may-be-a-name'),
)

/**
 * Whether a text stands for the absence of an id: several shop systems call every guest 0, and
 * tools write a word. Taken for an id it would make one customer of all strangers.
 *
 * @example isPlaceholderId('NaN') // true
 */
export const isPlaceholderId = (text: string): boolean => IDS.has(text.toLowerCase())

/**
 * Whether a text stands for the absence of a name, or of any other text.
 *
 * @example isPlaceholderText('NULL') // true
 * @example isPlaceholderText('Null') // false
 */
export const isPlaceholderText = (text: string): boolean => NAMES.has(text)

/** What stands in a text for a sign that was lost on its way. */
const LOST = '\ufffd'

/** Two ids that lost different signs look the same. @example hasLostSigns('J\ufffdrg') // true */
export const hasLostSigns = (text: string): boolean => text.includes(LOST)
