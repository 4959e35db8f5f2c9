/** How likely a customer is to buy again, in Simplified Chinese. */
import type { ChanceWords, LimitOrigin } from '../chance-words.ts'
import { zhText } from './spacing.ts'

type AtLimit = ChanceWords['chance']['atLimit'][LimitOrigin]

/** @param origin where the limit comes from, after its number of days */
const atLimit =
  (origin: string): AtLimit =>
  (limit, still) =>
    zhText`连续${limit}没有购买之后${origin}，${still}还会再次购买。`

/** An initial ends in a point, after which Chinese is spaced too. */
const named = (who: string): string => (who.endsWith('.') ? `${who} ` : who)

export const zhChance: ChanceWords = {
  chance: {
    title: '再次购买的可能性',
    label: (within) => zhText`${within}内再次购买的可能性`,
    heading: (label, chance) => zhText`${label}：${chance}`,
    column: (within) => zhText`${within}内再次购买`,
    byModel: (version) => zhText`依据上次购买时生效的第${version}版模型。`,
    notKnown: '上次购买时没有可用的模型，因此再次购买的可能性未知，下次购买之后即可得知。',
    frequency: {
      'almost-all': '几乎所有人都',
      'hardly-any': '几乎没有人',
      exactly: (count, of) => zhText`每${of}位中有${count}位`,
      about: (count, of) => zhText`每${of}位中约有${count}位`,
      more: (count, of) => zhText`每${of}位中不止${count}位`,
      fewer: (count, of) => zhText`每${of}位中不到${count}位`,
    },
    span: {
      days: (count) => zhText`${count}天`,
      weeks: (count) => zhText`${count}周`,
      months: (count) => zhText`${count}个月`,
      years: (count) => zhText`${count}年`,
    },
    thisCustomer: '这位顾客',
    bought: (who, days, span) => zhText`${named(who)}在${span}内有${days}购买过。`,
    boughtOnce: (who, day) => zhText`${named(who)}只在${day}购买过一次。`,
    boughtWithinADay: (who, times, lastDay) =>
      zhText`${named(who)}在一天之内购买过${times}次（最近一次：${lastDay}），此处算作一次。`,
    rightAfter: (within, buyers) =>
      zhText`购买情况类似的顾客，刚购买之后${buyers}会在${within}内再次购买。`,
    atLimit: {
      chance: atLimit(''),
      least: atLimit('（策略允许的最短期限）'),
      most: atLimit('（策略允许的最长期限）'),
      alive: atLimit('（顾客的个人期限）'),
      fixed: atLimit('（店铺统一期限）'),
      'bought-once': atLimit('（店铺统一期限，实测更适合只购买过一次的顾客）'),
    },
    dormantSince: (who, day) => zhText`因此，${named(who)}自${day}起为沉睡顾客。`,
    dormantFrom: (who, day) => zhText`如果在此之前没有购买，${named(who)}将于${day}成为沉睡顾客。`,
    fixedDays: {
      wasSooner: (days, day, still) =>
        zhText`如果统一按${days}判定，${day}就已是沉睡顾客，而那时类似的顾客${still}还会再次购买。`,
      wasLater: (days, day, still) =>
        zhText`如果统一按${days}判定，要到${day}才是沉睡顾客，那时类似的顾客${still}还会再次购买。`,
      isSooner: (days, day, still) =>
        zhText`如果统一按${days}判定，${day}就会成为沉睡顾客，而那时类似的顾客${still}还会再次购买。`,
      isLater: (days, day, still) =>
        zhText`如果统一按${days}判定，要到${day}才会成为沉睡顾客，那时类似的顾客${still}还会再次购买。`,
    },
    chart: {
      about: (days) => zhText`顾客在${days}内再次购买的可能性，随距上次购买的天数变化`,
      axis: '距上次购买的天数',
      threshold: (chance) => zhText`降到${chance}即为沉睡`,
      dormant: (day) => zhText`沉睡：${day}`,
      fixed: (days) => zhText`统一${days}`,
      today: (chance) => zhText`今天：${chance}`,
    },
  },
}
