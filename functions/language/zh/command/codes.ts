/** Words of `rekindle codes`, in Simplified Chinese. */
import type { CodeVerbs, CodeWords } from '../../command/code-words.ts'
import { figure } from '../../figures.ts'

const POOL = '优惠码库的名称，活动用它来引用'

export const zhCodeVerbs: CodeVerbs = {
  'codes add': {
    summary: '把店铺自己的优惠码加入优惠码库',
    about: [
      '文件每行一个优惠码；也可以是带有 code 列的 CSV 文件，如有有效期，再加 expires 列（带时差的时间，如 2027-01-31T23:59:59Z）。优惠码最多 60 个可见的 ASCII 字符。系统先读完整个文件再保存；已在库中或已发给顾客的优惠码保持不变，因此同一文件可以重复添加。',
      '活动写有 "coupon: {pool: …}" 时，每段旅程得到一个优惠码，该旅程的所有邮件都显示同一个。优惠码在第一封邮件发出时领用，绝不会发给第二个人。库中没有优惠码时，邮件会等待，每十分钟重新查看一次。',
    ],
    arguments: { POOL, FILE: '优惠码列表' },
    options: {},
    examples: { add: '添加从店铺系统导出的优惠码' },
  },
  'codes make': {
    summary: '按格式生成优惠码，并写入文件供店铺使用',
    about: [
      '格式中的每个 # 会变成一个随机的字母或数字，不含容易混淆的字符。# 的数量必须足够多，使人无法试出有效的优惠码。系统先写文件，以便您在邮件发出之前把优惠码导入店铺系统；不会覆盖已有的文件。',
    ],
    arguments: { POOL },
    options: {
      count: '优惠码的数量',
      pattern: '优惠码的格式，如 WB-#######',
      to: '要写入的 CSV 文件',
    },
    examples: { make: '为挽回活动生成 5,000 个优惠码' },
  },
  'codes list': {
    summary: '统计每个优惠码库的数量',
    about: ['店铺上报的订单在 coupons 中列有某个优惠码，即视为已核销，不论由谁下单。'],
    arguments: {},
    options: { redeemed: '同时统计已核销的数量，需要读取所有顾客' },
    examples: { list: '统计一家店铺的优惠码', redeemed: '查看用掉了多少' },
  },
}

export const zhCodes: CodeWords = {
  added: (pool, added, known) =>
    `已向优惠码库 ${pool} 添加 ${figure(added)} 个优惠码。${known > 0 ? `另有 ${figure(known)} 个此前已添加。` : ''}`,
  made: (pool, added, file) =>
    `已向优惠码库 ${pool} 添加 ${figure(added)} 个优惠码，并写入 ${file}。`,
  none: '还没有优惠码。请用以下命令添加：rekindle codes add POOL FILE --shop ID',
  columns: ['优惠码库', '可用', '已发放'],
  redeemed: '已核销',
  faults: {
    inFile: (place, problem) => `${place}：${problem}。没有添加任何优惠码。`,
    noColumn: '没有名为 code 的列',
    notACode: (code) => `${code} 不是有效的优惠码：请使用最多 60 个可见的 ASCII 字符，不含空格`,
    notAnInstant: (cell) => `${cell} 不是带时差的时间：请写成 2027-01-31T23:59:59Z 这样的格式`,
    poolName: (name) =>
      `“${name}”不能作为优惠码库的名称：请以小写字母开头，后接最多 39 个小写字母、数字或“-”`,
    count: (typed, most) => `--count “${typed}”：请填写 1 到 ${figure(most)} 的整数`,
    pattern: (pattern, needed) =>
      `--pattern “${pattern}”：请至少使用 ${needed} 个 #，否则优惠码可能被猜中`,
  },
}
