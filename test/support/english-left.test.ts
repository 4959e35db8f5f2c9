import { expect, it } from 'vitest'
import { englishLeft } from './english-left.ts'

it.each([
  'There is no sample customer',
  '请改为 upcase or leave it out',
  '这里没有名为priority的字段',
  '请删除,或改正拼写',
  '你可以删除它',
])('English or careless Chinese is found: %s', (sentence) => {
  expect(englishLeft(sentence)).toBeDefined()
})

it.each([
  '请改为 {{ customer.name | default: "顾客" }}，或将其删除',
  '请在 Outlook 不应显示的内容前写 <!--[if !mso]><!-->',
  'content 是纯文本，其中的 HTML（<b>）会原样显示',
])('code and names may be Latin: %s', (sentence) => {
  expect(englishLeft(sentence)).toBeUndefined()
})
