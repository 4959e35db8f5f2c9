/** What a verb says of a faulty file to readers of Chinese: no sentence is left in English. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../functions/cli/problem-of.ts'
import { enCommand } from '../../functions/language/en/command/words.ts'
import { zhCommand } from '../../functions/language/zh/command/words.ts'
import { StartError, type StartFault } from '../../functions/store/start-fault.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { runHere } from './run-here.ts'

const { path, remove } = makeWorkplace()
const DB = ['--db', path('shop.sqlite')]
afterAll(remove)

beforeAll(async () => {
  expect(await runHere(['shop', 'add', 'acme', ...SHOP_DETAILS, ...DB])).toMatchObject({ code: 0 })
})

const MAPPING = `customer: {email: Email}
order: {id: Id}
instant: {column: Day, format: iso, zone: UTC}
amount: {from: order, column: Total}
currency: {column: Currency}
`
const HEADER = 'Email,Id,Day,Total,Currency\n'
const FEED = 'id,title,link,image_link,price,availability\n'

type Run = { readonly file: string; readonly content: string; readonly args: readonly string[] }

const importing = (content: string, mapping = MAPPING): Run => {
  writeFileSync(path('mapping.yaml'), mapping)
  return {
    file: 'orders.csv',
    content,
    args: ['import', path('orders.csv'), '--mapping', path('mapping.yaml'), '--shop', 'acme'],
  }
}
const mappedBy =
  (mapping: string): (() => Run) =>
  () =>
    importing(HEADER, mapping)
const rows = (content: string) => () => importing(content)
const feed = (content: string) => (): Run => ({
  file: 'feed.csv',
  content,
  args: ['products', 'import', path('feed.csv'), '--locale', 'en', '--shop', 'acme'],
})
const list = (content: string) => (): Run => ({
  file: 'list.csv',
  content,
  args: ['suppression', 'import', path('list.csv'), '--shop', 'acme'],
})
const policy = (content: string) => (): Run => ({
  file: 'policy.yaml',
  content,
  args: ['shop', 'policy', 'acme', '--policy', path('policy.yaml')],
})

/** Three words of lower case in a row; code and names have other signs between them, but for commands. */
const COMMAND = /rekindle [a-z]+ [a-z]+/g
const ENGLISH = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/

const CASES: readonly (readonly [string, () => Run, string])[] = [
  ['a mapping without a customer', mappedBy('customer: {}\n'), '至少需要 `id` 和 `email` 之一'],
  ['a mapping with an unknown field', mappedBy(`${MAPPING}colour: red\n`), '映射中没有这个字段'],
  ['an empty mapping', mappedBy(''), 'customer、order、instant、amount、currency 等字段'],
  ['a mapping that is not YAML', mappedBy('a: [b\nc: d'), '不符合 YAML 的语法'],
  [
    'a format of instants',
    mappedBy(MAPPING.replace('iso', 'yyyy-MM-dd M')),
    '格式中的月写了两次。请写 yyyy-MM-dd HH:mm:ss 这样的格式，或 iso',
  ],
  ['a time zone', mappedBy(MAPPING.replace('UTC', 'CEST')), 'instant.zone：不是 IANA 时区'],
  ['a currency', mappedBy(MAPPING.replace('{column: Currency}', 'euro')), 'currency：无法识别'],
  ['an empty file', rows(''), '文件是空的，连表头也没有。没有导入任何内容。'],
  ['a missing column', rows('Email,Id\n'), '而映射的 `currency.column` 用到了它'],
  [
    'an amount',
    rows(`${HEADER}a@shop.example,1,2026-01-01,1x,EUR\n`),
    'orders.csv:2: 映射的 `amount',
  ],
  ['an instant', rows(`${HEADER}a@shop.example,1,1.1.2026,1,EUR\n`), '不是 iso 格式的时间'],
  ['a currency in a row', rows(`${HEADER}a@shop.example,1,2026-01-01,1,Euro\n`), '货币代码'],
  [
    'a row of another width',
    rows(`${HEADER}a@shop.example,1,2026-01-01,1,EUR,x\n`),
    '这一行有 6 列，表头有 5 列',
  ],
  [
    'a row cut short',
    rows(`${HEADER}a@shop.example,1,2026-01-01\n`),
    '这一行不完整：表头有 5 列，这一行只有 3 列',
  ],
  [
    'a text below the rows',
    rows(`${HEADER}(0 rows)\n`),
    '"(0 rows)" 在数据下方，不是一行数据（表头有 5 列，这里只有 1 列有内容）',
  ],
  [
    'an id that a spreadsheet cut off',
    rows(`${HEADER}a@shop.example,5.2E+12,2026-01-01,1,EUR\n`),
    '"Id" 列的 "5.2E+12" 是科学计数法',
  ],
  ['an open quote', rows(`${HEADER}"a@shop.example\n`), '引号没有结束'],
  ['an address that cannot be mailed', rows(`${HEADER}ann,1,2026-01-01,1,EUR\n`), '不是邮箱地址'],
  ['a feed without columns', feed('id,title\n'), '缺少 link、image_link、availability 列'],
  ['a price of a feed', feed(`${FEED}1,Tea,,,12,in_stock\n`), '价格 "12" 没有货币'],
  ['a link of a feed', feed(`${FEED}1,Tea,tea.html,,,in_stock\n`), '链接 "tea.html" 不是'],
  ['a title of a feed', feed(`${FEED}1,\u200b,,,,in_stock\n`), '没有可见的字符'],
  ['a list of no addresses', list('name\nAnn\n'), '没有 email 列'],
  ['an open quote in a list', list('email\n"a'), '引号没有结束'],
  ['a policy', policy('dormantAfterDays: 0\n'), '请填写 1 到 3650 的整数（天），如 90'],
  ['a rule of a country', policy('countries: {DE: {tracking: maybe}}\n'), '请填写 with-consent 或'],
  ['a policy that is a list', policy('- 1\n'), '文件不能是 [1]。'],
  ['an unknown field of a policy', policy('colour: red\n'), '这里没有名为 colour 的字段'],
]

describe('in Chinese, a verb', () => {
  it.each(CASES)('says what is wrong with %s', async (_, run, sentence) => {
    const { file, content, args } = run()
    writeFileSync(path(file), content)
    const { out, err } = await runHere([...args, ...DB], { language: 'zh-CN' })
    expect(out + err).toContain(sentence)
    expect((out + err).replaceAll(COMMAND, '')).not.toMatch(ENGLISH)
    expect(out + err).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u)
  })

  it('says why a file cannot be read, and why a database cannot be opened', async () => {
    const args = ['shop', 'policy', 'acme', '--policy', path('none.yaml'), ...DB]
    const { err } = await runHere(args, { language: 'zh-CN' })
    expect(err).toBe(`无法读取 ${path('none.yaml')}：没有这个文件或文件夹（ENOENT）\n`)
    writeFileSync(path('junk.sqlite'), 'not a database, but a text that is longer than its header')
    const opened = await runHere(['shop', 'list', '--db', path('junk.sqlite')], {
      language: 'zh-CN',
    })
    expect(opened.err).toContain('这不是 SQLite 数据库文件')
  })
})

const START_FAULTS: readonly (readonly [StartFault, string, string])[] = [
  [
    { kind: 'newer-database', file: 'a.sqlite', version: 9 },
    'a.sqlite was written by a newer version of Rekindle (schema version 9)',
    'a.sqlite 由更高版本的 Rekindle 写入（结构版本 9），请使用那个版本',
  ],
  [
    { kind: 'database-in-use', file: 'a.sqlite' },
    'another Rekindle is already using a.sqlite; stop it first, or choose another file with --db',
    '另一个 Rekindle 正在使用 a.sqlite；请先停止它，或用 --db 指定其他文件',
  ],
  [
    { kind: 'port-taken', port: 7070, option: 'port' },
    'port 7070 is already in use; choose another with --port',
    '端口 7070 已被占用；请用 --port 指定其他端口',
  ],
  [
    { kind: 'clock-behind', clock: '2026-01-01', seen: '2026-02-01', file: 'a.clock' },
    'the clock of this machine shows 2026-01-01, but this shop already has data from 2026-02-01: correct the clock or, if it was wrong earlier, delete a.clock',
    '本机时钟为 2026-01-01，而店铺数据已到 2026-02-01：请校准时钟；如果此前的时钟有误，请删除 a.clock',
  ],
]

describe('a machine that cannot start', () => {
  it.each(START_FAULTS)('is explained in both languages: %o', (fault, english, chinese) => {
    expect(problemOf(new StartError(fault), enCommand)).toBe(english)
    expect(problemOf(new StartError(fault), zhCommand)).toBe(chinese)
  })
})
