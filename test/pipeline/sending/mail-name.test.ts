import { afterAll, expect, it } from 'vitest'
import { temporaryTable } from '../../support/temporary-table.ts'
import { subjectsOf } from './written-subject.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const subjectFor = subjectsOf(
  table,
  '{% if customer.name %}{% assign first = customer.name | split: " " | first %}Hi {{ first }} ({{ customer.name }}){% else %}Hello{% endif %}',
)

it.each([
  // A shop that joins two unknown names.
  [' ', 'Hello'],
  ['\n\u200b', 'Hello'],
  ['', 'Hello'],
  [' Ann  Lee\n', 'Hi Ann (Ann Lee)'],
  ["Ann O'Brien", "Hi Ann (Ann O'Brien)"],
  // What is not a name must not speak for the shop.
  ['Your refund of €500 waits at win.example', 'Hello'],
  ['Ann\nLee', 'Hello'],
  ['NULL', 'Hello'],
])('a customer whose name is posted as %j gets a mail that greets: %s', async (name, subject) => {
  expect(await subjectFor({ name })).toBe(subject)
})
