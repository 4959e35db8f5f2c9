/** Words of the faults of names in Liquid, in English. */
import type { NameFaultWords } from '../../faults/name-fault-words.ts'

const spelling = (near: string | undefined): string =>
  near === undefined ? 'Fix its spelling' : `Use ${near}`

export const enNameFaults: NameFaultWords = {
  noVariable: (path) => `There is no variable ${path}`,
  empty: (written) => `${written} is empty`,
  guard: (written, place) => {
    const guard = `{% if ${written} %}…{% endif %} around it`
    switch (place) {
      case 'list':
        return `Use {% for item in recommendations %} with {{ item.title }} inside, or put ${guard}`
      case 'output':
        return `Use {{ ${written} | default: "…" }}, or put ${guard}`
      case 'tag':
        return `Put ${guard}`
    }
  },
  outsideLoop: (name, line, loop) => ({
    problem: `${name} is used outside the loop on line ${line} that sets it`,
    fix: `Put it between ${loop} and {% endfor %}`,
  }),
  assignedBelow: (name, assigned, tag, line) => ({
    problem: `${name} is assigned below, on line ${assigned}`,
    fix: `Move ${tag} above line ${line}`,
  }),
  listFields: (fields, isItem) =>
    `Use {% for item in recommendations %} with {{ item.title }} inside; available: ${fields.join(', ')}${isItem ? '; many customers have no recommendations' : ''}`,
  noCoupon:
    'Add coupon: {pool: <name of a pool of codes>} to campaign.yaml: only a campaign with it gives a code',
  noOrder:
    'Remove it: only a campaign that starts by a purchase, or by an event, has an order. Available: customer, shop, content, lifecycle, value, recommendations and attributes',
  noEvent:
    'Remove it: only a campaign that starts by an event has its properties. event.name is always there, and empty otherwise',
  unknownName: 'Fix its spelling, or define it with {% assign %} or {% for %}',
  inContent: (near) => `${spelling(near)}, or add it to content in campaign.yaml for this language`,
  available: (near, names) => `${spelling(near)}; available: ${names.join(', ')}`,
  noFields: 'Remove it',
  oneOf: (near, names) =>
    near === undefined
      ? `Use one of ${names.join(', ')}`
      : `Use ${near}; available: ${names.join(', ')}`,
  noField: (field) => `A recommendation has no field "${field}"`,
  noClass: (found) => `lifecycle.class is never "${found}"`,
  replaced: (written, by, opposite) => ({
    problem: `${written} is no longer accepted`,
    fix: `Use ${by}, from 0 to 1: the chance that the customer buys again within the time set in the policy. It answers a different question, so choose the number again; a high churn risk corresponds to a low chance${opposite === undefined ? '' : ` (${opposite.condition} would usually select ${opposite.selects} customers than before)`}`,
  }),
}
