/** Words of `rekindle shop declare`, in English. */
import type { DeclaredWords, DeclareVerbs } from '../../command/declared-words.ts'

export const enDeclareVerbs: DeclareVerbs = {
  'shop declare': {
    summary: 'Show or replace the events and customer attributes that a shop sends',
    about: [
      'A shop declares each event, such as an abandoned checkout, and each attribute of its customers, such as a birthday, before it sends them. A name that is not declared is refused wherever it is used, so that a typo is found immediately.',
      'The file is a complete list: what it leaves out is removed. Whatever a published campaign uses cannot be removed or limited further. A running server applies the list within ten seconds. Without FILE the current list is printed as YAML and nothing changes.',
      'Under events, each name has keepDays (1 to 3650, 365 by default), after which an event is removed, and properties. A property is text, number, date, yes-no, lines (products, as in a purchase), or a list of the texts that it may be. Under attributes, each name has one of the same types, except lines.',
    ],
    arguments: { FILE: 'A YAML file with events and attributes. Without it, the list is shown' },
    options: {},
    examples: { show: 'Show the current list', replace: 'Replace it' },
  },
}

export const enDeclared: DeclaredWords = {
  same: (shop) => `The declarations of ${shop} are the same as before.`,
  inEffect: (shop) => `The declarations of ${shop} are in effect.`,
  keptLess: (event, days, day) =>
    `Events "${event}" that happened before today are still removed after ${days} ${days === 1 ? 'day' : 'days'}. Until ${day} a condition that looks further back may miss some, so publish such a campaign from then on.`,
  changes: {
    added: (paths) => `added: ${paths.join(', ')}`,
    changed: (paths) => `changed: ${paths.join(', ')}`,
    removed: (paths) => `removed: ${paths.join(', ')}`,
  },
  inUse: (file, path, user) =>
    `${file}: ${path}: ${user} (a campaign or segment) uses it, so it cannot be removed or limited further. Keep it as it was, or publish ${user} without it first`,
}
