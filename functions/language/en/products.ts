/** A shop's products, in English. */
import type { ProductsWords, SaleFacts } from '../product-words.ts'
import { count } from './count.ts'

const span = ({ from, until }: SaleFacts): string =>
  `${from === '' ? '' : ` from ${from}`}${until === '' ? '' : ` until ${until}`}`

export const enProducts: ProductsWords = {
  products: {
    title: 'Products',
    lookUp: 'Product ID',
    empty: 'No products yet',
    emptyHint: 'Products appear here once the shop posts them or imports a product feed.',
    emptyPage: 'The products of this page were removed.',
    noSuch: (id) => `There is no product with the ID ${id}.`,
    otherCase: (id) => `Did you mean ${id}? The case of letters matters.`,
    columns: { product: 'Product', price: 'Price', inMail: 'In mail', updated: 'Updated' },
    page: (page) => `Page ${page}`,
    standings: {
      shown: 'Shown',
      unavailable: 'Not available',
      'unavailable-in-language': 'Not available',
      unread: 'Feed row refused',
      'not-seen-lately': 'No longer in the feed',
      'no-title': 'No title',
      'no-link': 'No link',
      'no-picture': 'No picture',
      'other-language': 'No text',
    },
    whyNot: {
      unavailable: 'Mail does not show it: it cannot be bought at the moment.',
      'unavailable-in-language':
        'Mail does not show it to readers of this language: they cannot buy it at the moment.',
      unread:
        'Mail does not show it until the product feed has a row about it that can be read, or the shop posts it.',
      'not-seen-lately':
        'Mail does not show it: a product feed used to name it, and none has for longer than the shop’s policy allows.',
      'no-title': 'Mail does not show it: it has no title.',
      'no-link': 'Mail does not show it: it has no link to the shop.',
      'no-picture': 'Mail does not show it: it has no picture.',
      'other-language': 'Mail does not show it to readers of this language: it has no text in it.',
    },
    shown: 'Mail may recommend it.',
    unreadReasons: {
      id: 'the product ID',
      language: 'the language',
      availability: 'the availability',
      price: 'the price',
      currency: 'the currency',
      sale: 'the sale price or its dates',
      title: 'the title',
      link: 'the link',
      image: 'the picture',
      encoding: 'its characters',
      cells: 'the number of its cells',
    },
    unread: ({ line, why, cell, moment }) =>
      `Line ${line} of the product feed was refused on ${moment} because of ${why}${cell === '' ? '' : `: “${cell}”`}.`,
    until: (moment) => `Available until ${moment}.`,
    seen: (day) => `Last named by a product feed around ${day}.`,
    shownIn: (languages) => `Mail may recommend it to readers of ${languages}.`,
    shownNowhere: 'Mail recommends it to no customers at the moment.',
    notReached:
      'No customer gets it for now: it is not among the best sellers, and too rarely bought together with another product.',
    onlyOrdered:
      'Orders contain this product, and the catalogue does not: mail cannot recommend it. IDs must be the same in both.',
    regularPrice: 'Price',
    salePrice: 'Sale price',
    sale: {
      inForce: ({ until }) => (until === '' ? 'in force' : `until ${until}`),
      coming: (facts) => `planned${span(facts)}`,
      over: ({ until }) => `ended ${until}`,
    },
    noPrice: 'None',
    picture: (title) => `Picture of ${title}`,
    pictureNotShown: 'The picture is not at an https:// address and is not loaded here.',
    shopPage: 'Page in the shop',
    id: 'ID',
    version: 'Updated',
    recommendations: 'Recommendations',
    bestSellers: 'Best sellers',
    rank: (rank, of) => `Number ${rank} of ${of}`,
    noRank: (of) => `Not among the top ${of}`,
    notCounted: 'What is bought together has not been counted yet.',
    build: 'Count it now:',
    counted: 'Counted',
    again: 'Bought again',
    boughtAgain: (share, usualDays, earliestDays) =>
      `Customers buy it again after ${share} of purchases, usually ${count(usualDays, 'day')} later. Mail shows it to a customer again ${count(earliestDays, 'day')} after a purchase at the earliest.`,
    together: 'Bought together with',
    togetherHint:
      'Customers who bought this product are recommended these. Closer ones and better sellers come first, and what else a customer bought counts too.',
    alone: 'No product is known to be bought together with this one.',
    neighbours: {
      similarity: 'Similarity',
      demand: 'Sales vs. best seller',
      bothWays: 'Both ways',
      yes: 'Yes',
      no: 'No',
    },
  },
}
