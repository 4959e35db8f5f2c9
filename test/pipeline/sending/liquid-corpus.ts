/** Snippets in the manner of the tools that marketers come from, and what a customer reads. */

import { SHOPIFY, type Snippet } from './liquid-corpus-shopify.ts'

export const CORPUS: Readonly<Record<string, readonly Snippet[]>> = {
  Shopify: SHOPIFY,
  Klaviyo: [
    ['{{ customer.firstName | default: "there" }}', 'Ann'],
    ['{% if customer.firstName %}Hi {{ customer.firstName }},{% else %}Hi,{% endif %}', 'Hi Ann,'],
    ['{{ customer.firstName | title }}', 'Ann'],
    ['{{ "o\'brien jean-luc" | title }}', 'O&#39;Brien Jean-Luc', { text: "O'Brien Jean-Luc" }],
    [
      '{{ lifecycle.purchases }} {{ lifecycle.purchases | pluralize: "order", "orders" }}',
      '4 orders',
    ],
    ['{{ 1 }} {{ 1 | pluralize: "order", "orders" }}', '1 order', { zh: '1 orders' }],
    ['{{ "Stoneware mug with lid" | truncatewords: 2, "" }}', 'Stoneware mug'],
    [
      '{{ content.items | first | json }}',
      '{&#34;title&#34;:&#34;Mug &amp; lid&#34;,&#34;price&#34;:1600,&#34;soldOut&#34;:false}',
      { text: '{"title":"Mug & lid","price":1600,"soldOut":false}' },
    ],
  ],
  'Customer.io': [
    [
      'Hi {% if customer.firstName != blank %}{{ customer.firstName | capitalize }}{% else %}there{% endif %}!',
      'Hi Ann!',
    ],
    ['{{ 129000 | divided_by: 100 | number_with_delimiter }}', '1,290', { de: '1.290' }],
    ['{{ 1234567.5 | number_with_delimiter }}', '1,234,567.5', { de: '1.234.567,5' }],
    ['{{ lifecycle.lastPurchaseAt | time_zone: "Asia/Tokyo" | date: "%H:%M" }}', '01:30'],
    [
      '{{ lifecycle.lastPurchaseAt | timezone: "America/New_York" | date: "%b %-d, %Y %-l:%M %P" }}',
      'Feb 28, 2026 11:30 am',
      { de: 'Feb. 28, 2026 11:30 am', zh: '2月 28, 2026 11:30 上午' },
    ],
    ['{{ lifecycle.lastPurchaseAt | date: "%H:%M", "Europe/Berlin" }}', '17:30'],
    ['{{ 1483272000 | time_zone: "America/Chicago" | date: "%F %R" }}', '2017-01-01 06:00'],
    [
      '{% assign names = "Ann,Bo" | split: "," %}{% for name in names %}<i>{{ name }}</i>{% endfor %}',
      '<i>Ann</i><i>Bo</i>',
      { text: 'AnnBo' },
    ],
    ['{{ customer.name | split: " " | first }}', 'Ann'],
  ],
  Braze: [
    [
      '{{ customer.name | default: "valued customer" }}',
      'Ann O&#39;Brien &lt;b&gt;',
      { text: "Ann O'Brien <b>" },
    ],
    ['{{ lifecycle.lastPurchaseAt | time_zone: "Asia/Tokyo" }}', '2026-03-01T01:30:00+09:00'],
    [
      '{% assign gap = "2026-03-04" | date: "%s" | minus: 86400 %}{{ gap | date: "%F" }}',
      '2026-03-03',
    ],
    [
      '{% assign words = content.note | newline_to_br %}{{ words }}',
      'It&#39;s<br />\nready',
      { text: "It's\nready" },
    ],
    ['{% if value.chance > 0.5 %}come back{% else %}glad to see you{% endif %}', 'glad to see you'],
    ['{{ value.chance | times: 100 | round }}%', '29%'],
    ['{% assign half = 5 | divided_by: 2 %}{{ half }}', '2'],
    ['{% assign rate = 5.0 %}{{ rate | divided_by: 2 }}', '2.5'],
    [
      '{{ content.items | map: "title" | array_to_sentence_string }}',
      'Mug &amp; lid and Caddy',
      { text: 'Mug & lid and Caddy' },
    ],
  ],
  Mailchimp: [
    [
      '{{ shop.name }}, {{ shop.postalAddress }}',
      'Tea &amp; Söhne, 1 Example Street',
      { text: 'Tea & Söhne, 1 Example Street' },
    ],
    ['{{ shop.name | upcase }}', 'TEA &amp; SÖHNE', { text: 'TEA & SÖHNE' }],
    ['{{ content.tags | join: ", " | upcase }}', 'NEW, &lt;I&gt;', { text: 'NEW, <I>' }],
    ['{{ lifecycle.lastPurchaseAt | date: "%-d.%-m.%Y" }}', '1.3.2026'],
    ['{{ lifecycle.lastPurchaseAt | date: "%d/%m/%y" }}', '01/03/26'],
    [
      '{% capture name %}{{ customer.firstName | default: shop.name }}{% endcapture %}Dear {{ name | escape }}',
      'Dear Ann',
    ],
    [
      '{% capture line %}{{ customer.name | escape }} <br> {{ shop.name }}{% endcapture %}{{ line | escape }}',
      'Ann O&#39;Brien &lt;b&gt; <br> Tea &amp; Söhne',
      { text: "Ann O'Brien <b>  Tea & Söhne" },
    ],
    [
      '{% capture a %}<i>{{ customer.name }}</i>{% endcapture %}{% capture b %}<p>{{ a }}</p>{% endcapture %}{{ b }}',
      '<p><i>Ann O&#39;Brien &lt;b&gt;</i></p>',
      { text: "Ann O'Brien <b>" },
    ],
    [
      '{% capture a %}<i>{{ customer.name }}</i> buys tea{% endcapture %}{{ a | truncate: 10 }}',
      'Ann O&#39;B...',
      { text: "Ann O'B..." },
    ],
    [
      '{% capture a %}<i>{{ customer.name }}</i>{% endcapture %}{{ a | strip_html }}',
      'Ann O&#39;Brien &lt;b&gt;',
      { text: "Ann O'Brien <b>" },
    ],
    [
      '{% capture a %}<li>mug</li>,<li>{{ shop.name }}</li>{% endcapture %}{{ a | split: "," | join: " " }}',
      '<li>mug</li> <li>Tea &amp; Söhne</li>',
      { text: 'mug Tea & Söhne' },
    ],
    [
      '{% capture a %}<i>NAME</i>{% endcapture %}{{ a | replace: "NAME", customer.name }}',
      '<i>Ann O&#39;Brien &lt;b&gt;</i>',
      { text: "Ann O'Brien <b>" },
    ],
    [
      '{% capture url %}https://shop.example/?q={{ customer.name | url_encode }}&a=1{% endcapture %}{{ url }}',
      'https://shop.example/?q=Ann+O%27Brien+%3Cb%3E&a=1',
    ],
    [
      '{{ customer.name | escape | escape | upcase }}',
      'ANN O&#39;BRIEN &lt;B&gt;',
      { text: "ANN O'BRIEN <B>" },
    ],
    [
      '{{ customer.name | escape | truncate: 20 | append: " <3" }}',
      'Ann O&#39;Brien &lt;b&gt; &lt;3',
      { text: "Ann O'Brien <b> <3" },
    ],
    [
      '{{ customer.name | newline_to_br | escape_once }}',
      'Ann O&#39;Brien &lt;b&gt;',
      { text: "Ann O'Brien <b>" },
    ],
    ['{% capture n %}5{% endcapture %}{{ n | plus: 2 }}', '7'],
    ['{% capture none %}{% endcapture %}{% if none == blank %}nothing{% endif %}', 'nothing'],
    ['{% capture none %} {% endcapture %}{% if none == blank %}nothing{% endif %}', 'nothing'],
    [
      '{% capture a %}{{ customer.name }}{% endcapture %}{% if a == customer.name %}same{% endif %}',
      'same',
    ],
    [
      '{% capture a %}{{ shop.name }}{% endcapture %}{% assign list = content.tags | push: a %}{{ list | join: "; " }}',
      'new; &lt;i&gt;; Tea &amp; Söhne',
      { text: 'new; <i>; Tea & Söhne' },
    ],
    [
      '{% capture a %}{{ shop.name }}{% endcapture %}{{ a | url_encode }} {{ a | size }} {{ a | slice: 4 }}',
      'Tea+%26+S%C3%B6hne 11 &amp;',
      { text: 'Tea+%26+S%C3%B6hne 11 &' },
    ],
    [
      '{% capture gap %}<br>{% endcapture %}{{ content.tags | join: gap }}',
      'new<br>&lt;i&gt;',
      { text: 'new<i>' },
    ],
  ],
}
