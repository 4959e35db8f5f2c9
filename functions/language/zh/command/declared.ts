/** Words of `rekindle shop declare`, in Simplified Chinese. */
import type { DeclaredWords, DeclareVerbs } from '../../command/declared-words.ts'

export const zhDeclareVerbs: DeclareVerbs = {
  'shop declare': {
    summary: '查看或替换店铺上报的事件和顾客属性',
    about: [
      '店铺上报事件（如放弃结账）和顾客属性（如生日）之前，须先声明。未声明的名称一律拒绝，拼写错误可以立即发现。',
      '文件须列出全部内容，没有写的会被移除。已发布的活动用到的内容，不能移除或收窄。运行中的服务器会在十秒内采用。不带 FILE 时以 YAML 显示当前声明，不作改动。',
      'events 下的每个名称可以写 keepDays（1 到 3650 天，默认 365 天，到期后删除事件）和 properties（事件属性）。类型为 text、number、date、yes-no、lines（商品，格式与购买相同），或列出可选的文字。attributes 下的每个名称写一种类型，除 lines 外与上面相同。',
    ],
    arguments: { FILE: 'YAML 文件，写明 events 和 attributes；省略时只显示当前声明' },
    options: {},
    examples: { show: '查看当前声明', replace: '替换声明' },
  },
}

export const zhDeclared: DeclaredWords = {
  same: (shop) => `店铺 ${shop} 的声明没有变化。`,
  inEffect: (shop) => `店铺 ${shop} 的新声明已生效。`,
  keptLess: (event, days, day) =>
    `今天之前发生的事件“${event}”仍会在 ${days} 天后删除。${day} 之前，回溯更久的条件可能会漏掉一部分，请在这之后再发布这类活动。`,
  changes: {
    added: (paths) => `新增：${paths.join('、')}`,
    changed: (paths) => `修改：${paths.join('、')}`,
    removed: (paths) => `移除：${paths.join('、')}`,
  },
  inUse: (file, path, user) =>
    `${file}：${path}：${user}（活动或人群）正在使用，不能移除或收窄。请保持原样，或先发布不再使用它的版本`,
}
