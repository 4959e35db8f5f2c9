/** The help of a verb, made from what the verb declares. */
import type { Command, Option } from './command.ts'

const WIDTH = 92

/** @example helpOf(command) // 'Usage: rekindle segments --shop ID [options]\n…' */
export function helpOf({
  name,
  summary,
  about,
  arguments: args,
  options,
  examples,
}: Command): string {
  const required = Object.entries(options).filter(([, option]) => option.required)
  const usage = [
    `Usage: rekindle ${name}`,
    ...args.map((argument) => (argument.many ? `${argument.name}...` : argument.name)),
    ...required.map(([option, { value }]) => `--${option} ${value}`),
    '[options]',
  ].join(' ')
  return [
    usage,
    '',
    ...wrapped(summary, 0),
    ...(about === undefined ? [] : ['', ...wrapped(about, 0)]),
    ...section(
      'Arguments',
      args.map((argument) => [argument.name, argument.about]),
    ),
    ...section('Options', [
      ...Object.entries(options).map(([option, spec]) => [head(option, spec), tail(spec)] as const),
      ['--help', 'show this'] as const,
    ]),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n')
}

const head = (name: string, { value }: Option): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`

function tail({ about, required, default: filled, env }: Option): string {
  const notes = [
    ...(required ? ['required'] : []),
    ...(filled === undefined ? [] : [`default: ${filled}`]),
    ...(env === undefined ? [] : [`or ${env} in the environment`]),
  ]
  if (about === undefined) return notes.join('; ')
  return notes.length > 0 ? `${about} (${notes.join('; ')})` : about
}

/** Names in one column, what they are about in the other. */
function section(
  title: string,
  entries: readonly (readonly [name: string, about: string])[],
): readonly string[] {
  if (entries.length === 0) return []
  const width = Math.max(...entries.map(([name]) => name.length)) + 2
  return [
    '',
    `${title}:`,
    ...entries.flatMap(([name, about]) => {
      const [first = '', ...rest] = wrapped(about, width + 2)
      return [`  ${name.padEnd(width)}${first.trimStart()}`, ...rest]
    }),
  ]
}

/** The text in lines of at most WIDTH characters, each but for a title's own indented. */
function wrapped(text: string, indent: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (indent + longer.length > WIDTH && line !== '') {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each)
}
