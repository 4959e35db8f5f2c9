/** Words of `rekindle publish` and `rekindle campaign`, in Simplified Chinese. */
import type { CampaignVerbs, CampaignWords } from '../../command/campaign-words.ts'
import { figure } from '../../figures.ts'

export const zhCampaignVerbs: CampaignVerbs = {
  publish: {
    summary: '检查活动并使其生效',
    about: [
      '每个错误都会列出文件、行号和修改方法。只要有一个错误，就不会发布任何内容，当前版本继续有效。再次发布相同的内容不会有任何变化。命令可以随时中断，也可以放心重复运行。',
    ],
    arguments: { FOLDER: '活动的文件夹（其中有 campaign.yaml），或包含多个活动的文件夹' },
    options: {},
    examples: { all: '发布 templates 中的所有活动', one: '把一个活动发布到已部署的系统' },
  },
  'campaign pause': {
    summary: '暂停活动，停发它的全部邮件',
    about: [
      '十秒之内生效。暂停期间到时间的步骤会等到恢复之后再发，等待过久的会跳过。已经交给 Amazon SES 的邮件无法撤回。',
    ],
    arguments: { ID: '活动' },
    options: {},
    examples: { pause: '暂停一个活动' },
  },
  'campaign resume': {
    summary: '恢复已暂停的活动',
    about: ['等待中的步骤会发出；已因等待过久跳过的不再补发。'],
    arguments: { ID: '活动' },
    options: {},
    examples: { resume: '恢复一个活动' },
  },
}

const about = (seconds: number): string =>
  seconds < 60 ? '不到一分钟' : `约需 ${figure(Math.ceil(seconds / 60))} 分钟`

export const zhCampaign: CampaignWords = {
  exampleLinks: (campaign) =>
    `${campaign}：邮件中的链接仍指向示例店铺。请在 campaign.yaml 和邮件中换成您自己的链接；含有 shop.example 链接的邮件不会交给 Amazon SES`,
  repeatsItself: (campaign, step) =>
    `${campaign}：步骤 ${step} 会重复发送。已收到这些内容的顾客，要等您发布新内容后才会收到下一封`,
  schedules: (campaign, customers, seconds) =>
    `${campaign}：为 ${figure(customers)} 位顾客安排发送，${about(seconds)}`,
  schedulesLate: (campaign, doneAt, beginsAt) =>
    `${campaign}：安排到 ${doneAt} 才能完成，而群发从 ${beginsAt} 开始，部分顾客会晚收到。下次请提早发布，或把时间设得更晚`,
  cannotSchedule: (campaign, customers, seconds) =>
    `${campaign}：为 ${figure(customers)} 位顾客安排发送，${about(seconds)}，完成时群发已经结束。没有发布任何内容。请把时间或 sendBy 设得更晚`,
  broadcastPassed: (campaign) =>
    `${campaign}：对所有顾客来说，群发时间都已过，不会发给任何人。请把时间设得更晚，或使用 ifPast: send`,
  outcomes: {
    published: (campaign, version) => `${campaign}：第 ${version} 版已生效`,
    unchanged: (campaign, version) => `${campaign}：第 ${version} 版继续有效，没有变化`,
  },
  segments: {
    published: (segment) => `人群 ${segment} 已生效`,
    unchanged: (segment) => `人群 ${segment} 继续有效，没有变化`,
    removed: (segment) => `人群 ${segment} 已删除`,
  },
  stopped: (campaign, why, done) =>
    `无法发布 ${campaign}：${why}。已生效：${done.length === 0 ? '无' : done.join('、')}。请再运行一次。`,
  faults: (n) => `发现 ${figure(n)} 个错误，没有发布任何内容，当前版本继续有效。`,
  noCampaignIn: (folder, file) =>
    `${folder}：这里和子文件夹里都没有 ${file}。请指定活动的文件夹，如 templates/dormant`,
  paused: (campaign) => `活动 ${campaign} 已暂停。`,
  resumed: (campaign) => `活动 ${campaign} 已恢复运行。`,
}
