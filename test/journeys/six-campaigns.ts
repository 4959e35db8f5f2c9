/** Six campaigns as a marketer writes them, for a month in which everything happens that they are for. */

const mail = (subject: string, words: string): string => `<mjml lang="en">
  <mj-head><mj-title>${subject}</mj-title><mj-preview>News from {{ shop.name }}</mj-preview></mj-head>
  <mj-body><mj-section><mj-column>
    <mj-text>${words}</mj-text>
    <mj-text>{{ shop.postalAddress }} <a href="{{ unsubscribeUrl }}">Unsubscribe</a></mj-text>
  </mj-column></mj-section></mj-body>
</mjml>
`

const ITEMS = (of: string): string =>
  `{% for item in ${of}.items %}<p>{{ item.quantity }} {{ item.title }}</p>{% endfor %}`

type Written = {
  readonly start: string
  readonly more?: string
  readonly steps: readonly string[]
  readonly subject: string
  readonly words: string
}

const CAMPAIGNS: Readonly<Record<string, Written>> = {
  vip: {
    start: '{ purchase: { where: { nth: 5 } } }',
    more: 'reentryAfter: never',
    steps: ['{ id: thanks, template: mail }'],
    subject: 'Five times thank you',
    words: 'Thank you for your fifth order.',
  },
  birthday: {
    start: '{ date: { of: birthday, repeats: yearly, at: "09:00" } }',
    more: 'reentryAfter: P300D',
    steps: ['{ id: greeting, template: mail }'],
    subject: 'Happy birthday',
    words: 'All the best for your birthday.',
  },
  'singles-day': {
    start: '{ at: { local: "2026-11-11T10:00" } }',
    more: 'reentryAfter: never',
    steps: ['{ id: offer, template: mail }'],
    subject: 'Today only',
    words: 'Eleven percent off, today only.',
  },
  review: {
    start: '{ event: { name: delivered } }',
    more: 'reentryAfter: P1D\nendsOn: [{ event: returned }]',
    steps: ['{ id: request, template: mail, after: P7D }'],
    subject: 'How do you like it?',
    words: `How do you like what you ordered? ${ITEMS('order')}`,
  },
  checkout: {
    start: '{ event: { name: checkout-started } }',
    more: 'reentryAfter: PT1H\nrestart: latest\nendsOn: [purchase]',
    steps: ['{ id: reminder, template: mail, after: PT4H }'],
    subject: 'Still thinking?',
    words: `<a href="{{ event.link | default: shop.url }}">Your basket</a> ${ITEMS('event')}`,
  },
  'win-back': {
    start: '{ entering: dormant }',
    more: 'reentryAfter: P180D\ncoupon: { pool: win-back, validFor: P14D }',
    steps: [
      '{ id: offer, template: mail }',
      '{ id: reminder, template: mail, afterPrevious: P3D }',
    ],
    subject: 'We miss you',
    words: 'Come back with the code {{ coupon.code }}.',
  },
}

/** What the shop declares for them. */
export const DECLARED = {
  events: {
    'checkout-started': { keepDays: 40, properties: { link: 'text', items: 'lines' } },
    delivered: {},
    returned: {},
  },
  attributes: { birthday: 'date' },
} as const

/** The folder of each campaign, by its id: its files by name. */
export const FOLDERS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(CAMPAIGNS).map(([id, { start, more, steps, subject, words }]) => [
    id,
    new Map([
      [
        'campaign.yaml',
        [
          `id: ${id}`,
          `name: { en: ${id} }`,
          'kind: marketing',
          `start: ${start}`,
          ...(more === undefined ? [] : [more]),
          'steps:',
          ...steps.map((step) => `  - ${step}`),
          '',
        ].join('\n'),
      ],
      ['mail.en.mjml', mail(subject, words)],
    ]),
  ]),
)
