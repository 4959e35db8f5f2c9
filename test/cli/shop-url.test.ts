/** The address of a shop is a link in its mails as written. */
import { expect, it } from 'vitest'
import { urlOf } from '../../functions/cli/shop/details.ts'
import { isSafeLink } from '../../functions/domain/safe-link.ts'

it.each(['https://shop.example', 'HTTP://shop.example/de'])('%s is one', (url) => {
  expect(urlOf(url)).toBe(url)
  expect(isSafeLink(url)).toBe(true)
})

it.each(['https:shop.example', 'shop.example', 'https://', 'ftp://shop.example'])(
  '%s is refused',
  (url) => {
    expect(() => urlOf(url)).toThrow()
  },
)
