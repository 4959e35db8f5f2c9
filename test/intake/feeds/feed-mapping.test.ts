import { expect, it } from 'vitest'
import { readFeedMapping } from '../../../functions/intake/feeds/read-feed-mapping.ts'
import { describeFault } from '../../../functions/intake/import/read-mapping.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { zhFaults } from '../../../functions/language/zh/faults/words.ts'
import { faultIn } from '../import/importing.ts'
import { fed } from './feeding.ts'
import { mappingOf } from './sample-feeds.ts'

const RIGHT = 'id: {column: Nr}\ntitle: Name\navailability: {value: "yes"}\n'

it.each([
  ['title: Name\navailability: {value: "yes"}', 'feed.yaml:1: id: is missing', '{column: SKU}'],
  [`${RIGHT}colour: Farbe`, 'feed.yaml:4: colour: is not a field', 'title'],
  [`${RIGHT}currency: euro`, 'feed.yaml:4: currency', 'ISO 4217'],
  [`${RIGHT}language: "?!"`, 'feed.yaml:4: language', 'language'],
  [`${RIGHT}encoding: klingon`, 'feed.yaml:4: encoding', 'gbk'],
  [`${RIGHT}sale: {price: S, zone: Moon}`, 'feed.yaml:4: sale.zone', 'IANA'],
  [`${RIGHT}sale: {price: S, format: YYYY}`, 'feed.yaml:4: sale.format', 'YYYY'],
  [RIGHT.replace('Nr}', 'Nr, rule: lower+upper}'), 'feed.yaml:1: id.rule', 'shopify-variant'],
  [RIGHT.replace('{value: "yes"}', '{value: perhaps}'), 'feed.yaml:3: availability', 'quantity'],
  [`${RIGHT}title: [`, 'feed.yaml:', 'YAML'],
])('a mapping says where it is wrong and what belongs there: %j', (yaml, place, fix) => {
  const reading = readFeedMapping(yaml, 'feed.yaml')
  const faults = reading.ok ? [] : reading.faults
  const said = faults.map((fault) => describeFault(fault, enFaults)).join('\n')
  expect(said).toContain(place)
  expect(said).toContain(fix)
  for (const fault of faults) expect(describeFault(fault, zhFaults)).toMatch(/\p{Script=Han}/u)
})

it('names a column that the file lacks, or has in other capitals', async () => {
  const mapping = mappingOf(RIGHT)
  const problem = async (file: string) => (await faultIn(fed(file, { mapping }))).problem
  expect(await problem('Nr;Titel\n1;Tee')).toContain('"Name"')
  expect(await problem('NR;name\n1;Tee')).toContain('"NR"')
  expect(await problem('[{"Nr": 1}]')).toContain('table')
})

it('makes an id of several columns, and has texts that every article has', async () => {
  const mapping = mappingOf(`
id: {column: {join: [Model, Size]}, rule: upper}
title: {value: Tea}
link: {value: "https://shop.example"}
image: Bild
availability: {column: Da}`)
  const file = 'Model|Size|Bild|Da\nx|s|https://shop.example/x.jpg|yes\nx||n|yes\nx|m||weg\n'
  const { all } = await fed(file, { mapping })
  expect(all).toMatchObject([
    {
      sku: 'X-S',
      available: true,
      words: { title: 'Tea', url: 'https://shop.example/', imageUrl: 'https://shop.example/x.jpg' },
    },
    { kind: 'unread', why: 'id' },
    { kind: 'unread', why: 'availability', sku: 'X-M' },
  ])
})

it('is of the language that the mapping states, also in rows that cannot be taken apart', async () => {
  const mapping = mappingOf(`${RIGHT}language: de_AT`)
  const { all } = await fed('Nr;Name\ntea;"Te"e\ncup;Tasse\n', { mapping, locale: undefined })
  expect(all).toMatchObject([
    { kind: 'unread', sku: 'tea', locale: 'de-AT', why: 'cells' },
    { kind: 'article', sku: 'cup', locale: 'de-AT' },
  ])
  const other = await fed('Nr;Name\ncup;Tasse\n', { mapping, locale: 'de' })
  expect(other.articles).toMatchObject([{ sku: 'cup', locale: 'de' }])
})
