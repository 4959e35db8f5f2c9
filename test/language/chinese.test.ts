/** How Chinese is set and whom it addresses, in everything that is read: pages, console, mails. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PAGE_WORDS, WORDS } from '../../functions/language/languages.ts'
import { joinedSpaced, zhText } from '../../functions/language/zh/spacing.ts'

const TEMPLATES = new URL('../../templates/', import.meta.url)
const WRITTEN_WORDS = ['command/', 'faults/'].map(
  (folder) => new URL(`../../functions/language/zh/${folder}`, import.meta.url),
)

/** What a text may be given: Latin, digits, Chinese, and Chinese that ends in digits. */
const SAMPLES = ['Gmail', '3', 'QQ 邮箱', '5 月 3 日', '网易邮箱'] as const

const FACT_NAMES =
  'purchases purchasesInWindow windowDays frequentPurchases dormantAfter last reason class day order language until attempt fix'.split(
    ' ',
  )

/** Facts by name and also a text, since some sentences take an object and some take texts. */
const given = (sample: string) =>
  Object.assign(new String(sample), Object.fromEntries(FACT_NAMES.map((name) => [name, sample])), {
    ownDormancy: { least: sample, most: sample },
  })

/** Every text of a language by its path, each sentence with each sample. */
function texts(words: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, value]) => {
    const here = `${path}.${name}`
    if (typeof value === 'string') return [[here, value] as const]
    if (typeof value === 'object') return texts(value, here)
    return SAMPLES.map((sample) => {
      const one = given(sample)
      return [`${here} (${sample})`, String(value(one, one, one))] as const
    })
  })
}

const CONSOLE = texts(WORDS['zh-CN'])
const PAGES = texts(PAGE_WORDS['zh-CN'])

const files = (ending: string) =>
  readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => [file, readFileSync(new URL(file, TEMPLATES), 'utf8')] as const)

/** What people see of a mail: no tags, no attributes; values of Liquid stand as {{}}. */
const visible = (mjml: string): string =>
  mjml
    .replace(/<mj-style[^>]*>[\s\S]*?<\/mj-style>/g, '\n')
    .replace(/\{%[\s\S]*?%\}/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '{{}}')
    .replace(/<\/?(strong|em|b|i|a|span)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n')

const MAILS = files('.zh-CN.mjml').map(([file, mjml]) => [file, visible(mjml)] as const)
const CONTENT = files('campaign.yaml').map(
  ([file, yaml]) => [file, yaml.replace(/^.*(https?:|#).*$/gm, '')] as const,
)

/** What the command says and faults of files, as they are written: values stand as {{}}. */
const COMMAND = WRITTEN_WORDS.flatMap((folder) =>
  readdirSync(folder).map((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8')
    const literals = source.match(/'[^'\n]*'|`(?:[^`$]|\$\{(?:[^{}`]|`[^`]*`)*\})*`/g) ?? []
    return [file, literals.join('\n').replace(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, '{{}}')] as const
  }),
)

const README = [
  'README.zh-CN.md',
  readFileSync(new URL('../../README.zh-CN.md', import.meta.url), 'utf8')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`]*`/g, '{{}}'),
] as const

const ALL = [...CONSOLE, ...PAGES, ...MAILS, ...CONTENT, ...COMMAND]

/** One name for each idea, and those that it replaces. */
const TERMS = [
  ['活动', '行销活动|营销活动|战役'],
  ['旅程', '流程'],
  ['暂缓', '搁置|挂起'],
  ['延后', '推迟|顺延|推后发送'],
  ['跳过', '略过'],
  ['到达计划发送时间', '步骤到期|到期的步骤|到期的邮件'],
  ['重新评估', '重新判断|再次检查'],
  ['禁发名单', '黑名单|抑制名单|屏蔽名单'],
  ['退信', '退回'],
  ['标记为垃圾邮件', '标为垃圾'],
  ['流失风险', '流失概率|流失率'],
  ['生命周期价值', '终身价值|终生价值'],
  ['累计消费', '消费总额|消费额'],
  ['复购', '重复购买'],
  ['得分', '评分为'],
  ['沉睡期限', '个人规则|沉睡天数'],
  ['免打扰时段', '安静时段|静默时段'],
  ['频率上限', '次数上限|频次'],
  ['新的事件', '动静'],
  ['地址哈希', '密钥哈希'],
  ['回测', '回放|重放'],
  ['开启店铺', '开店|开张'],
] as const

const found = (pattern: RegExp, where: readonly (readonly [string, string])[]) =>
  where.flatMap(([path, text]) =>
    [...text.matchAll(pattern)].map(
      ({ index }) => `${path}: ${text.slice(Math.max(0, index - 8), index + 9)}`,
    ),
  )

describe('Chinese words', () => {
  test('have a space between Chinese and Latin letters or digits', () => {
    expect(found(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/gu, ALL)).toEqual([])
  })

  test('have no space between two Chinese characters, and none next to full-width punctuation', () => {
    const words = [...CONSOLE, ...PAGES, ...MAILS]
    expect(found(/\p{Script=Han} +\p{Script=Han}/gu, words)).toEqual([])
    expect(found(/ +[，。；：？！、）”]|[，。；：？！、（“] +/gu, words)).toEqual([])
  })

  test('have full-width punctuation', () => {
    const half = /\p{Script=Han}[,;:!?()]|[,;:!?(]\p{Script=Han}|\p{Script=Han}\.(?!\w)/gu
    expect(found(half, ALL)).toEqual([])
  })

  test('address a reader as 您', () => {
    expect(found(/你/g, ALL)).toEqual([])
  })

  test.each(TERMS)('call one idea by one name: %s, not %s', (_term, others) => {
    expect(found(new RegExp(others, 'g'), [...ALL, README])).toEqual([])
  })

  test('leave no value of a mail, which may be Latin, between Chinese characters', () => {
    const names = files('.zh-CN.mjml').map(
      ([file, mjml]) => [file, mjml.replace(/\{\{\s*(shop|customer)\.[^}]*\}\}/g, 'Name')] as const,
    )
    expect(found(/\p{Script=Han}Name|Name\p{Script=Han}/gu, names)).toEqual([])
  })

  test('say that a link which leaves all marketing leaves marketing mail', () => {
    for (const [file, mjml] of files('.zh-CN.mjml')) {
      for (const [, words] of mjml.matchAll(/<a href="\{\{ unsubscribeUrl \}\}">([^<]*)</g))
        expect(words, file).toBe('退订营销邮件')
    }
  })
})

describe('A sentence with values in it', () => {
  test('is spaced where Chinese meets Latin letters or digits, and nowhere else', () => {
    expect(zhText`发往${'Gmail'}的邮件`).toBe('发往 Gmail 的邮件')
    expect(zhText`发往${'网易邮箱'}的邮件`).toBe('发往网易邮箱的邮件')
    expect(zhText`至少${3}次，不低于${'¥12.50'}。`).toBe('至少 3 次，不低于 ¥12.50。')
    expect(zhText`主题须以${'(광고)'}开头`).toBe('主题须以 (광고) 开头')
  })

  test('leaves what is inside a value as it is', () => {
    expect(zhText`买了${'A字裙'}`).toBe('买了 A字裙')
    expect(joinedSpaced(['德国', '或', 'AOL'])).toBe('德国或 AOL')
  })
})
