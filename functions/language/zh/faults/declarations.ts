/** Words of how to fix a declaration of a shop that was refused, in Simplified Chinese. */
import type { DeclarationFaultWords } from '../../faults/declaration-fault-words.ts'

const TYPES =
  '名称请以小写字母开头，只用字母和数字，如 totalMinor；类型请填写 text、number、date、yes-no'

export const zhDeclarationFaults: DeclarationFaultWords = {
  fields: {
    events: '请填写事件名称，最多 100 个，每个后面写 {} 或具体内容，如 delivered: {}',
    'events.NAME':
      '名称请以小写字母开头，只用字母、数字和“-”，如 checkout-started；内容请填写 {} 或 {keepDays: 30, properties: {totalMinor: number}}',
    'events.NAME.keepDays': '请填写 1 到 3650 的整数（天），如 365',
    'events.NAME.properties': '请填写名称和类型，如 {totalMinor: number}',
    'events.NAME.properties.NAME': `${TYPES}、lines，或最多 50 项的文字列表，如 [small, large]`,
    attributes: '请填写名称和类型，最多 50 个，如 {birthday: date}',
    'attributes.NAME': `${TYPES}，或最多 50 项的文字列表，如 [silver, gold]`,
  },
  file: '请填写 events: 和 attributes:，各自在下面列出名称',
}
