import { expect, it } from 'vitest'
import { bytesIn, numberIn, rowIn, textIn } from '../../../functions/store/sqlite/columns.ts'

const COLUMNS = { pk: 'acme/17', sk: 'state', count: 3, source: new Uint8Array([1]), none: null }

it('reads a column as what it holds', () => {
  expect(textIn(COLUMNS, 'pk')).toBe('acme/17')
  expect(numberIn(COLUMNS, 'count')).toBe(3)
  expect(bytesIn(COLUMNS, 'source')).toEqual(new Uint8Array([1]))
})

it('refuses a column that holds something else, or is not there', () => {
  expect(() => textIn(COLUMNS, 'count')).toThrow('the column "count" holds no text')
  expect(() => numberIn(COLUMNS, 'none')).toThrow('the column "none" holds no number')
  expect(() => bytesIn(COLUMNS, 'sk')).toThrow('the column "sk" holds no bytes')
  expect(() => textIn(COLUMNS, 'body')).toThrow('the column "body" holds no text')
})

it('makes a row of its body and its key, which the body cannot change', () => {
  const body = '{"class":"active","pk":"other","sk":"other"}'
  expect(rowIn({ ...COLUMNS, body })).toEqual({ class: 'active', pk: 'acme/17', sk: 'state' })
  expect(rowIn({ sk: 'state', body: '{}' }, 'acme/18')).toEqual({ pk: 'acme/18', sk: 'state' })
})

it('refuses a body that is not an object', () => {
  for (const body of ['7', 'null', '"text"'])
    expect(() => rowIn({ ...COLUMNS, body })).toThrow('the column "body" holds no object')
})
