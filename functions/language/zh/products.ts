/** A shop's products, in Simplified Chinese. */
import type { ProductsWords, SaleFacts } from '../product-words.ts'
import { zhText } from './spacing.ts'

const span = ({ from, until }: SaleFacts): string => {
  if (from === '') return until === '' ? '' : zhText`，${until}结束`
  return until === '' ? zhText`，${from}开始` : zhText`，${from}至${until}`
}

export const zhProducts: ProductsWords = {
  products: {
    title: '商品',
    lookUp: '商品编号',
    empty: '还没有商品',
    emptyHint: '店铺上报商品或导入商品数据源后，商品会显示在这里。',
    emptyPage: '这一页的商品已被移除。',
    noSuch: (id) => zhText`没有编号为“${id}”的商品。`,
    otherCase: (id) => zhText`您是否想查找“${id}”？编号区分大小写。`,
    columns: { product: '商品', price: '价格', inMail: '邮件中', updated: '更新时间' },
    page: (page) => zhText`第${page}页`,
    standings: {
      shown: '显示',
      unavailable: '无货',
      'unavailable-in-language': '无货',
      unread: '数据行被拒',
      'not-seen-lately': '数据源中已没有',
      'no-title': '缺少标题',
      'no-link': '缺少链接',
      'no-picture': '缺少图片',
      'other-language': '没有文字',
    },
    whyNot: {
      unavailable: '邮件不显示：目前无法购买。',
      'unavailable-in-language': '邮件不向使用这种语言的顾客显示：他们目前无法购买。',
      unread: '在商品数据源中有可读取的一行，或店铺重新上报之前，邮件不显示。',
      'not-seen-lately':
        '邮件不显示：商品数据源曾列出这件商品，但已有一段时间没有列出，超过了店铺策略允许的天数。',
      'no-title': '邮件不显示：没有标题。',
      'no-link': '邮件不显示：没有指向店铺的链接。',
      'no-picture': '邮件不显示：没有图片。',
      'other-language': '邮件不向使用这种语言的顾客显示：没有这种语言的文字。',
    },
    shown: '邮件可以推荐。',
    unreadReasons: {
      id: '商品编号',
      language: '语言',
      availability: '库存状态',
      price: '价格',
      currency: '货币',
      sale: '促销价或促销日期',
      title: '标题',
      link: '链接',
      image: '图片',
      encoding: '字符编码',
      cells: '单元格数量',
    },
    unread: ({ line, why, cell, moment }) =>
      zhText`${moment}，商品数据源第${line}行因${why}被拒绝${cell === '' ? '' : `：“${cell}”`}。`,
    until: (moment) => zhText`供应至${moment}。`,
    seen: (day) => zhText`最近一次出现在商品数据源中：约${day}。`,
    shownIn: (languages) => zhText`邮件可以向使用${languages}的顾客推荐。`,
    shownNowhere: '目前邮件不向任何顾客推荐。',
    notReached: '但目前没有顾客会收到：它不在畅销榜上，也很少与其他商品一起购买。',
    onlyOrdered: '订单中有这件商品，商品目录中没有，因此邮件无法推荐。两处的编号必须一致。',
    regularPrice: '价格',
    salePrice: '促销价',
    sale: {
      inForce: ({ until }) => (until === '' ? '生效中' : zhText`${until}结束`),
      coming: (facts) => zhText`尚未开始${span(facts)}`,
      over: ({ until }) => zhText`${until}已结束`,
    },
    noPrice: '无',
    picture: (title) => zhText`${title}的图片`,
    pictureNotShown: '图片地址不是 https:// 开头，这里不加载。',
    shopPage: '店铺页面',
    id: '编号',
    version: '更新时间',
    recommendations: '推荐',
    bestSellers: '畅销榜',
    rank: (rank, of) => zhText`第${rank}名，共${of}名`,
    noRank: (of) => zhText`不在前${of}名之内`,
    notCounted: '还没有统计哪些商品常一起购买。',
    build: '立即统计：',
    counted: '统计时间',
    again: '再次购买',
    boughtAgain: (share, usualDays, earliestDays) =>
      zhText`${share}的购买之后，顾客会再次购买，通常间隔${usualDays}天。购买后至少${earliestDays}天，邮件才会再次向同一位顾客展示。`,
    together: '常一起购买的商品',
    togetherHint:
      '买过这件商品的顾客会收到以下推荐。相似度高、销量好的优先，顾客买过的其他商品也会影响次序。',
    alone: '没有发现常与这件商品一起购买的商品。',
    neighbours: {
      similarity: '相似度',
      demand: '相对销量',
      bothWays: '双向推荐',
      yes: '是',
      no: '否',
    },
  },
}
