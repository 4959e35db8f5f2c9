/** Words of `rekindle recommend`, in Simplified Chinese. */
import { MOST_RECOMMENDED } from '../../../domain/recommend/recommend.ts'
import type { RecommendVerbs, RecommendWords } from '../../command/recommend-words.ts'
import { figure, percent } from '../../figures.ts'

export const zhRecommendVerbs: RecommendVerbs = {
  'recommend show': {
    summary: '查看常与某件商品一起购买的商品，或邮件会向某位顾客推荐的商品',
    about: [
      '使用最近一次统计的结果；用 rekindle recommend build 更新。推荐给顾客的商品在其语言中有货且内容完整，顾客没有退过，近期也没有推荐过。买过且未退（或另有两次买后未退）的商品，在可能需要再买时展示，件数以策略中 recommend.buyAgain 的规定为限。反对个性化分析的顾客看到的是畅销商品。查看商品时，还会说明邮件在每种语言中是否显示它，以及不显示的原因。不作任何改动。',
    ],
    arguments: {},
    options: {
      item: '商品，使用订单里的 SKU',
      customer: '顾客在店铺里的编号',
      locale: '与 --customer 一起使用：邮件的语言；默认为顾客的语言',
    },
    examples: { item: '常与某件商品一起购买的商品', customer: '给一位顾客的推荐' },
  },
  'recommend build': {
    summary: '根据订单重建店铺的商品推荐',
    about: [
      '根据全部订单的明细，统计哪些商品常一起购买、哪些会再次购买、哪些最畅销，占用的内存有上限。邮件使用最近一次的统计；重建期间，新旧统计可能各用一部分。如果中途中断，请再运行一次。',
    ],
    arguments: {},
    options: {},
    examples: { build: '重建商品推荐' },
  },
}

export const zhRecommend: RecommendWords = {
  choose: '请使用 --item SKU 或 --customer ID 其中之一',
  noLanguage: '不知道这位顾客的语言：请用 --locale TAG 指定',
  notBuilt: (shop) =>
    `还没有建立 ${shop} 的商品推荐。请运行：rekindle recommend build --shop ${shop}`,
  columns: { item: '常一起购买', score: '相似度（余弦）', sells: '销量' },
  noNeighbours: (item) => `没有发现常与 ${item} 一起购买的商品。`,
  otherCase: (item, other) => `没有发现常与 ${item} 一起购买的商品。您是否想输入 ${other}？`,
  unknownItem: (item) => `没有发现常与 ${item} 一起购买的商品，店铺里也没有这件商品。`,
  nothing: (customer) =>
    `没有可以推荐给 ${customer} 的商品：合适的商品和畅销商品都缺货、内容不全，或近期已经推荐过。`,
  sellsBest: '（畅销）',
  boughtWith: (item, score) => `（常与 ${item} 一起购买：${score}）`,
  buyAgain: (purchases, daysAgo, usualDays) =>
    `（买过 ${figure(purchases)} 次，上次在 ${figure(daysAgo)} 天前；通常 ${figure(usualDays)} 天后再次购买）`,
  repeats: (lines, again, places) =>
    `回头客订购的商品中，${percent(again / lines)} 是以前买过的：${places === 0 ? '邮件只展示没有买过的商品' : `邮件的 ${MOST_RECOMMENDED} 件商品中，最多 ${places} 件是可能需要再买的`}（策略中的 recommend.buyAgain）。`,
  built: (orders, items, pairs, withNeighbours) =>
    `共 ${figure(orders)} 笔订单、${figure(items)} 件商品，发现 ${figure(pairs)} 对常一起购买的商品，${figure(withNeighbours)} 件商品有推荐。`,
  incomplete: '没有统计全部订单，因此保留此前数值更大的统计。',
  missed: (orders) => `商品组合太多，无法全部统计：每对商品最多可能少计 ${figure(orders)} 笔订单。`,
  sampled: (orders) => `有 ${figure(orders)} 笔特大订单只抽样统计。`,
  itemsLeftOut: '商品太多：最后出现的商品没有计入。',
  notInCatalogue: (counted, named, missing) =>
    `${figure(counted)} 件畅销商品中，有 ${figure(named)} 件在邮件所用的商品目录中。不在其中的有：${missing.join('、')}${missing.length < counted - named ? ' 等' : ''}。只有商品 ID 与订单中的 SKU 一致的商品才会出现在邮件中。`,
}
