/** Words of `rekindle products feed`, in Simplified Chinese. */
import type { FeedCommandWords, FeedVerbs } from '../../command/feed-words.ts'
import { figure } from '../../figures.ts'
import { zhFeedFailures } from '../feed-failures.ts'
import { zhImportVerbs } from './import.ts'

const { yes: _, ...reading } = zhImportVerbs['products import'].options
const NAME = '"products feed list" 中显示的名称'

export const zhFeedVerbs: FeedVerbs = {
  'products feed add': {
    summary: '添加由 Rekindle 按网址获取的商品数据源',
    about: [
      '服务器或 AWS 上的函数会在一小时内首次获取，之后每天获取一次，并像 "products import" 一样导入。获取失败时，除出错之前已读取的行以外，不作任何改动，之后会再试。',
      '网址必须以 https:// 开头，并指向公共互联网，可以包含用户名和密码（https://user:password@...）或查询参数中的令牌。完整网址会保存；列表和日志只显示主机和路径。如果不想把网址留在命令历史中，请设置 REKINDLE_FEED_URL，代替 --url。',
    ],
    arguments: { NAME: '您为这个商品数据源取的名称，如 english' },
    options: {
      ...reading,
      full: '文件包含全部商品：未包含的商品在这些语言中不再有货。如果要下架的商品超过 30%，则不下架任何商品。同一语言只应有一份包含全部商品的文件，否则会互相下架',
      url: '商品数据源的网址',
      every: '获取的间隔，从 1h 到 168h',
    },
    examples: {
      daily: '每天获取英文商品数据源',
      full: '每六小时获取全部中文商品',
    },
  },
  'products feed list': {
    summary: '列出店铺按网址获取的商品数据源及最近一次的结果',
    about: ['显示的网址不含查询参数。'],
    arguments: {},
    options: {},
    examples: { list: '查看商品数据源' },
  },
  'products feed read': {
    summary: '立即获取商品数据源',
    about: ['即使服务器表示没有变化，也会完整读取。结果与 "products import" 相同。'],
    arguments: { NAME },
    options: { yes: '如果文件包含全部商品：即使要下架的商品超过 30%，也予以下架' },
    examples: { read: '立即获取' },
  },
  'products feed remove': {
    summary: '不再获取商品数据源；商品保留',
    about: [
      '之后不再获取。没有其他文件包含的商品，30 天后不再展示（策略中的 recommend.unseenAfterDays）。',
    ],
    arguments: { NAME },
    options: {},
    examples: { remove: '停止获取' },
  },
}

export const zhFeed: FeedCommandWords = {
  added: (name, address, hours, read) =>
    `商品数据源 ${name}（${address}）每 ${hours} 小时获取一次。立即获取：${read}`,
  taken: (name) =>
    `已有名为 ${name} 的商品数据源。请先用 "products feed remove" 删除，或换一个名称。`,
  removed: (name) => `已删除商品数据源 ${name}。商品保留。`,
  unknown: (name, known) =>
    known.length === 0
      ? `没有名为 ${name} 的商品数据源：这家店铺还没有添加`
      : `没有名为 ${name} 的商品数据源。已有：${known.join('、')}`,
  none: (shop) => `${shop} 没有按网址获取的商品数据源。可用 "products feed add" 添加。`,
  name: (typed) => `NAME：“${typed}”不能用作名称；最多 40 个字母、数字、点、连字符和下划线`,
  every: (typed) => `--every：“${typed}”不在 1h 到 168h 之间`,
  url: {
    'not-a-url': '--url 不是网址（如 https://shop.example/feed.xml）',
    'not-https': '--url 必须以 https:// 开头',
    'not-public': '--url 不能指向内部网络',
  },
  columns: {
    name: '名称',
    address: '网址',
    every: '间隔',
    lastRun: '最近一次',
    outcome: '结果',
  },
  hours: (hours) => `${hours} 小时`,
  never: '尚未获取',
  read: (products, refused) =>
    refused === 0
      ? `${figure(products)} 件商品`
      : `${figure(products)} 件商品，拒绝 ${figure(refused)} 行`,
  unchanged: '没有变化',
  failed: (why) => `失败：${why}`,
  cut: '要下架的商品超过 30%，因此没有下架任何商品',
  nothingWithdrawn: (again) => `没有下架任何商品。如果文件确实完整，请运行：${again}`,
  busy: (name, until) =>
    until === undefined
      ? `商品数据源 ${name} 正在读取。请几分钟后再试。`
      : `商品数据源 ${name} 正在读取，或上次读取被中断。最迟 ${until} 可以再次读取。`,
  notRead: (name, why) => `商品数据源 ${name}：${why}。没有导入任何内容。`,
  partlyRead: (name, why) => `商品数据源 ${name}：${why}。此前的内容已导入，没有下架任何商品。`,
  failures: zhFeedFailures,
}
