/** Help, made from what the verbs declare and from the words of a language. */
import type { CommandWords, VerbName } from '../language/command/command-words.ts'
import { VERB_GROUPS, type VerbGroup } from '../language/command/common-words.ts'
import { LANGUAGES } from '../language/language-tags.ts'
import { padEnd, widthOf, wrapped } from './columns.ts'
import type { Argument, Option, Verb } from './verb.ts'

/** @example helpOfVerb(verb, words) // 'Usage: rekindle segments --shop ID [options]\n…' */
export function helpOfVerb(verb: Verb, words: CommandWords): string {
  const { help } = words
  const { summary, about } = words.verbs[verb.name]
  const required = Object.entries(verb.options).filter(([, option]) => option.required)
  const usage = [
    `${words.labelled(help.usage, 'rekindle')} ${verb.name}`,
    ...verb.arguments.map(({ name, many, optional }) =>
      optional ? `[${name}]` : many ? `${name}...` : name,
    ),
    ...required.map(([option, { value }]) => `--${option} ${value}`),
    help.options,
  ].join(' ')
  return [
    usage,
    '',
    ...wrapped(help.sentence(summary), 0),
    ...about.flatMap((paragraph) => ['', ...wrapped(paragraph, 0)]),
    ...section(
      words.titled(help.argumentsTitle),
      verb.arguments.map((argument) => [argument.name, aboutArgument(verb, argument, words)]),
    ),
    ...section(words.titled(help.optionsTitle), [
      ...Object.entries(verb.options).map(
        ([name, option]) => [head(name, option), tail(verb, name, option, words)] as const,
      ),
    ]),
    ...everywhere(words),
    '',
    words.titled(help.examplesTitle),
    ...Object.entries(verb.examples).flatMap(([name, line]) => [
      `  # ${captionsOf(verb, words)[name]}`,
      ...line.split('\n').map((part) => `  ${part}`),
    ]),
    '',
  ].join('\n')
}

/** Of all verbs, or of those of a group. */
export function helpOfVerbs(
  names: readonly VerbName[],
  words: CommandWords,
  group: VerbGroup | undefined,
): string {
  const { help } = words
  const command = ['rekindle', ...(group ? [group] : []), help.verb].join(' ')
  return [
    `${words.labelled(help.usage, command)} ${help.options}`,
    '',
    group ? help.sentence(words.groups[group]) : help.tagline,
    ...section(
      words.titled(help.verbsTitle),
      names.map((name) => [name, words.verbs[name].summary]),
    ),
    ...everywhere(words, group === undefined),
    '',
    help.moreHelp(`${command} --help`),
    help.exitCodes,
    '',
  ].join('\n')
}

const everywhere = (words: CommandWords, isTop = false): readonly string[] => {
  const { help } = words
  return section(words.titled(help.everywhereTitle), [
    ['--lang TAG', help.lang(LANGUAGES.join(', '))],
    ['--help, -h', help.help],
    ...(isTop ? ([['--version, -v', help.version]] as const) : []),
  ])
}

/** What an option of a verb is about: in the verb's own words, else in those that all share. */
export function aboutOption({ name }: Pick<Verb, 'name'>, option: string, words: CommandWords) {
  const own: Readonly<Record<string, string>> = words.verbs[name].options
  const common: Readonly<Record<string, string>> = words.options
  return own[option] ?? common[option] ?? ''
}

export function aboutArgument(
  { name }: Pick<Verb, 'name'>,
  { name: argument, many, choices }: Argument,
  words: CommandWords,
): string {
  const all: Readonly<Record<string, string>> = words.verbs[name].arguments
  const notes = [
    ...(many ? [words.help.repeatable] : []),
    ...(choices ? [words.help.oneOf(choices.join(', '))] : []),
  ]
  return (all[argument] ?? '') + bracketed(notes, words)
}

const captionsOf = ({ name }: Verb, words: CommandWords): Readonly<Record<string, string>> =>
  words.verbs[name].examples

const head = (name: string, { value }: Option): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`

function tail(verb: Verb, name: string, option: Option, words: CommandWords): string {
  const { help } = words
  const { required, choices, known, default: standard, env } = option
  const notes = [
    ...(required ? [help.required] : []),
    ...(choices ? [help.oneOf(choices.join(', '))] : []),
    ...(known ? [help.known(known.join(', '))] : []),
    ...(standard === undefined ? [] : [help.standard(standard)]),
    ...(env === undefined ? [] : [help.fromEnvironment(env)]),
  ]
  return aboutOption(verb, name, words) + bracketed(notes, words)
}

const bracketed = (notes: readonly string[], { help }: CommandWords): string =>
  notes.length === 0 ? '' : help.inBrackets(notes.join(help.between))

/** Names in one column, what they are about in the other. */
function section(
  title: string,
  entries: readonly (readonly [name: string, about: string])[],
): readonly string[] {
  if (entries.length === 0) return []
  const width = Math.max(...entries.map(([name]) => widthOf(name))) + 2
  return [
    '',
    title,
    ...entries.flatMap(([name, about]) => {
      const [first = '', ...rest] = wrapped(about, width + 2)
      return [`  ${padEnd(name, width)}${first.trimStart()}`, ...rest]
    }),
  ]
}

export const isGroup = (word: string): word is VerbGroup =>
  VERB_GROUPS.some((group) => group === word)
