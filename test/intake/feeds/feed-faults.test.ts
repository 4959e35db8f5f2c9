import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { FeedOptions } from '../../../functions/intake/feeds/feed-options.ts'
import { faultIn } from '../import/importing.ts'
import { fed } from './feeding.ts'
import { GOOGLE, item, JSONS, rss, woo } from './sample-feeds.ts'

const LINES = `${GOOGLE}\ntea,Tea,https://shop.example/tea,,12.50 EUR,in_stock\n`

type Row = readonly [
  file: string,
  content: string | Uint8Array,
  named: string,
  options?: Partial<FeedOptions>,
]

const FILES: readonly Row[] = [
  ['a log-in page', '\n<!DOCTYPE html><html><body>Log in</body></html>', 'log-in'],
  [
    'a page behind a declaration',
    '<?xml version="1.0"?><!-- x --><html xmlns="x"></html>',
    'log-in',
  ],
  ['a workbook', Buffer.from('PK\x03\x04\x14\0\0\0'), 'workbook'],
  ['a PDF', '%PDF-1.7\n1 0 obj', 'PDF'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'not text'],
  ['other XML', '<?xml version="1.0"?><catalog><item/></catalog>', 'neither RSS nor Atom'],
  ['XML that is cut', rss(item()).slice(0, -60), 'damaged or incomplete'],
  ['XML with a tag that is not closed', rss('<item><title>Tea</item>'), 'damaged or incomplete'],
  ['JSON that is an error', '{"error": "unauthorized"}', 'no list of articles'],
  ['JSON that is cut', JSONS.google.slice(0, -5), 'damaged or incomplete'],
  ['a gzip file that is cut', gzipSync(LINES.repeat(99)).subarray(0, 60), 'gzip'],
  ['nothing', '', 'empty'],
  ['a table with a header alone', `${GOOGLE}\n`, 'no articles'],
  ['RSS without items', rss(''), 'no articles'],
  ['RSS in other letters', rss(item().replaceAll('item>', 'Item>')), 'no articles'],
  ['a list of nothing', '{"products": []}', 'no articles'],
  ['UTF-16 without a mark', Buffer.from(LINES, 'utf16le'), '--encoding utf-16le'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0]), 'UTF-32'],
  ['UTF-8 that is said to be UTF-16', LINES, 'not in utf-16le', { encoding: 'utf-16le' }],
  [
    'UTF-8 that is said to be windows-1252',
    LINES.replace('Tea', 'Grüntee'),
    'not in windows-1252',
    { encoding: 'windows-1252' },
  ],
  [
    'XML in UTF-8 that says that it is in ISO-8859-1',
    rss(item().replace('>Tea<', '>Grüntee<')).replace('UTF-8', 'ISO-8859-1'),
    'pass --encoding utf-8',
  ],
  [
    'a header in windows-1252',
    Buffer.from(woo('ID,Name,Veröffentlicht,Vorrätig?', '1,Tee,1,1').slice(1), 'latin1'),
    '--encoding',
  ],
  ['a table without a language', LINES, '--locale', { locale: undefined }],
  ['RSS without a language', rss(item()), '--locale', { locale: undefined }],
  ['JSON without a language', JSONS.google, '--locale', { locale: undefined }],
  ['columns of no shape', 'a,b,c\n1,2,3\n', 'missing columns: id'],
  ['another column for the id that is not there', LINES, '"mpn"', { idColumn: 'mpn' }],
  ['more columns than a person reads', `${'a,'.repeat(9_999)}b\n`, '"a", …'],
  ['brackets that nest too deeply', '{"a":'.repeat(2_000), 'damaged or incomplete'],
  ['tags that nest too deeply', `<rss>${'<a>'.repeat(300)}`, 'damaged or incomplete'],
  ['an article without an end', `[{"id": "${'x'.repeat(1_100_000)}`, 'a million'],
]
const BY_NAME = FILES.map((row) => [row[0], row] as const)

it.each(BY_NAME)('a file is called what it is: %s', async (_, [, content, named, options]) => {
  for (const size of content.length > 10_000 ? [65_536] : [7, 65_536])
    expect((await faultIn(fed(content, options, size))).problem).toContain(named)
})

it('is read up to where it is cut, so that what was read counts', async () => {
  const xml = rss(item().repeat(3)).slice(0, -160)
  await expect(fed(xml)).rejects.toMatchObject({ code: 'broken-row', line: 4 })
})
