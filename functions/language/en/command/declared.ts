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
  changed(shop, { added, changed, removed }) {
    const lines = [
      ...(added.length > 0 ? [`  added: ${added.join(', ')}`] : []),
      ...(changed.length > 0 ? [`  changed: ${changed.join(', ')}`] : []),
      ...(removed.length > 0 ? [`  removed: ${removed.join(', ')}`] : []),
    ]
    return lines.length === 0
      ? `The declarations of ${shop} are the same as before.`
      : [`The declarations of ${shop} are in effect.`, ...lines].join('\n')
  },
  inUse: (file, path, campaign) =>
    `${file}: ${path}: the campaign ${campaign} uses it, so it cannot be removed or limited further. Keep it as it was, or publish the campaign without it first`,
}
