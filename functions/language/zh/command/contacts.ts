/** Words of `rekindle import contacts`, in Simplified Chinese. */
import { LONGEST_TEXT } from '../../../domain/declared-value.ts'
import type { ContactVerbs, ContactWords } from '../../command/contact-words.ts'
import { figure } from '../../figures.ts'
import { zhEither } from '../faults/lists.ts'

export const zhContactVerbs: ContactVerbs = {
  'import contacts': {
    summary: '从 CSV 文件导入可能尚未购买的顾客，连同其同意和属性',
    about: [
      '列由表头的名称决定：id、email（至少有一列）、name、locale、country、zone、updatedAt、consent、consentAt、consentEvidence、consentWording，以及店铺已声明的属性（rekindle shop declare）。每行写明的内容补充到已有资料中，空单元格不作改动。没有 updatedAt 的行以当前时间为准。',
      'consent 列中，granted、subscribed、yes、true、1 表示同意，withdrawn、unsubscribed 表示撤回，其他值不视为表示。已保存的退订不会被同意覆盖。consentAt 填写时刻，如 2026-01-31T12:00:00Z，或日期（从 UTC 零点起）。',
      '有错误的行会按行号列出并跳过。可以重复导入同一文件。',
    ],
    arguments: { FILE: 'UTF-8 编码的 CSV 文件，可用 gzip 压缩' },
    options: {
      ignore: '不读取的列，用逗号分隔',
      'consent-evidence': '同意的证明保存在哪里，用于没有写明的行',
    },
    examples: {
      file: '导入名单',
      consent: '写明同意的证明在哪里，并跳过部分列',
    },
  },
}

export const zhContacts: ContactWords = {
  imported: (rows, recorded, erased, refused) =>
    [
      `${figure(rows)} 行：已导入 ${figure(recorded)} 位联系人`,
      ...(erased > 0 ? [`${figure(erased)} 位顾客的数据已删除，未导入`] : []),
      ...(refused > 0 ? [`${figure(refused)} 行有错误，未导入`] : []),
    ].join('；'),
  allRefused: (rows) => `没有导入任何内容：${figure(rows)} 行有错误`,
  moreRefused: (others) => `另有 ${figure(others)} 行有错误`,
  unknownColumn: (place, name, meant) =>
    `${place}：“${name}”既不是联系人名单的列，也不是已声明的属性。${meant === undefined ? '' : `是否想写“${meant}”？`}请改名，用 rekindle shop declare 声明，或用 --ignore 跳过`,
  undeclared: (name, meant) =>
    `customer.attributes：店铺没有声明属性“${name}”。${meant === undefined ? '' : `是否想写“${meant}”？`}请改名，或用 rekindle shop declare 声明`,
  leftOut: (attribute, values) =>
    `警告：属性 ${attribute} 有 ${figure(values)} 个值不符合声明的类型，未导入`,
  notOverHttp: '映射含有 customer.attributes 时不能使用 --url，请用 --db 或 --table 直接导入',
  noWho: (place) => `${place}：没有“id”或“email”列。请写明标识顾客的列`,
  noConsentAt: (place) => `${place}：有“consent”列，但没有“consentAt”列。请补充各项同意的时间`,
  badValue: (column, mustBe) => `${column}：${mustBe}`,
  ahead: (field) => `${field}：不能晚于当前时间`,
  values: {
    'not-a-text': () => '请填写文字',
    'too-long': () => `最多 ${LONGEST_TEXT} 个字符`,
    'not-a-number': () => '请填写数字，如 12.5',
    'not-a-date': () => '请填写日期，如 2026-01-31，不带年份时写 01-31',
    'not-yes-no': () => '请填写 yes 或 no',
    'not-an-option': (options) => `请填写 ${zhEither([options].flat())}`,
  },
}
