/** An option that stands before, after or between the words of any verb. */

type Taken = { readonly value: string | undefined; readonly rest: readonly string[] }

/**
 * Takes `--name value` or `--name=value` out of what was typed; behind `--` there are no options.
 * One without a value counts as empty.
 *
 * @example takeOption('lang', ['shop', '--lang', 'zh', 'list']) // { value: 'zh', rest: ['shop', 'list'] }
 */
export function takeOption(name: string, typed: readonly string[]): Taken {
  const rest: string[] = []
  let value: string | undefined
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] as string
    if (word === '--') return { value, rest: [...rest, ...typed.slice(i)] }
    if (word === `--${name}`) value = typed[++i] ?? ''
    else if (word.startsWith(`--${name}=`)) value = word.slice(name.length + 3)
    else rest.push(word)
  }
  return { value, rest }
}
