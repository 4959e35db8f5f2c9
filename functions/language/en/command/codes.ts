/** Words of `rekindle codes`, in English. */
import type { CodeVerbs, CodeWords } from '../../command/code-words.ts'
import { figure } from '../../figures.ts'
import { count } from '../count.ts'

const POOL = 'The name of the pool, as campaigns refer to it'

export const enCodeVerbs: CodeVerbs = {
  'codes add': {
    summary: 'Add the shop’s own codes to a pool',
    about: [
      'The file has one code on each line, or is a CSV file with the column "code" and, if codes expire, "expires" (an instant with an offset, such as 2027-01-31T23:59:59Z). Codes have up to 60 visible ASCII characters. The whole file is read first; codes that are in the pool or were given to a customer are left as they are, so a file can be added again.',
      'A campaign with "coupon: {pool: …}" gives each of its journeys one code, which all of its mails show. The code is taken when the first mail leaves, and never given twice. While the pool is empty, the mails wait and look again every ten minutes.',
    ],
    arguments: { POOL, FILE: 'The list of codes' },
    options: {},
    examples: { add: 'Add the codes that the shop system exported' },
  },
  'codes make': {
    summary: 'Make codes by a pattern, and write them to a file for the shop',
    about: [
      'Each # of the pattern becomes a random letter or digit, without those that look alike. The pattern needs so many of them that no one finds a valid code by trying. The file is written first, so that the shop system can learn the codes before they are mailed; an existing file is never overwritten.',
    ],
    arguments: { POOL },
    options: {
      count: 'How many codes',
      pattern: 'The form of the codes, such as WB-#######',
      to: 'The CSV file to write',
    },
    examples: { make: 'Make 5,000 codes for a win-back campaign' },
  },
  'codes list': {
    summary: 'Count the codes of each pool',
    about: [
      'A code is redeemed once an order that the shop posted lists it in "coupons", no matter which customer placed it.',
    ],
    arguments: {},
    options: { redeemed: 'Also count those that were redeemed, which reads every customer' },
    examples: {
      list: 'Count the codes of a shop',
      redeemed: 'See how many of them were used',
    },
  },
}

export const enCodes: CodeWords = {
  added: (pool, added, known) =>
    `Added ${count(added, 'code')} to the pool ${pool}.${known > 0 ? ` ${figure(known)} had been added before.` : ''}`,
  made: (pool, added, file) =>
    `Added ${count(added, 'code')} to the pool ${pool}, and wrote them to ${file}.`,
  none: 'There are no codes. Add some with: rekindle codes add POOL FILE --shop ID',
  columns: ['Pool', 'Free', 'Given'],
  redeemed: 'Redeemed',
  faults: {
    inFile: (place, problem) => `${place}: ${problem}. Nothing was added.`,
    noColumn: 'none of the columns is called "code"',
    notACode: (code) => `${code} is no code: use up to 60 visible ASCII characters, without spaces`,
    notAnInstant: (cell) =>
      `${cell} is no instant with an offset: write it like 2027-01-31T23:59:59Z`,
    poolName: (name) =>
      `"${name}" is no name of a pool: use a lower-case letter, then up to 39 lower-case letters, digits and "-"`,
    count: (typed, most) => `--count "${typed}": use a whole number from 1 to ${figure(most)}`,
    pattern: (pattern, needed) =>
      `--pattern "${pattern}": use at least ${needed} # signs, or codes could be guessed`,
  },
}
