// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other tools write their values so
/** Words with braces and percent signs that nothing is wrong with. */
import type { Snippet } from './snippet.ts'

export const INNOCENT: readonly Snippet[] = [
  ['100% cotton, 50% off and 20% more', []],
  ['{50% OFF}', []],
  ['[1] See [note] and [[1]]', []],
  ['<a href="https://shop.example/a%20b?x=%E4%BD%A0%E5%A5%BD">Link</a>', []],
  ['<p style="color:red">{ braces } and } or {</p>', []],
  ['$5 and ${5}', []],
  ['5 > 3 | 2 < 4 * | *', []],
  ['Save 10%! %)', []],
  ['#hashtag {#1}', []],
  ['50%-100% %OFF 5%OFF%', []],
  ['a || b && c === d ? e : f', []],
  ['name@shop.example', []],
  ['{"json": "{x}"}', []],
  ['{{ "*|FNAME|*" | size }}', []],
]
