/** Words of the faults of a product feed, in Simplified Chinese. */
import type { FeedFaultWords } from '../../faults/feed-fault-words.ts'

export const zhFeedFaults: FeedFaultWords = {
  noColumns: (missing, header) => `缺少 ${missing.join('、')} 列；表头中有：${header.join('、')}`,
  id: (cell) => `商品编号 ${cell} 无效`,
  language: (cell) => `${cell} 不是语言标签`,
  availability: (cell) => `无法识别库存状态 ${cell}`,
  price: (cell) => `价格 ${cell} 无效，请写成 "12.50 EUR" 这样`,
}
