/** Words of `rekindle restore status` and its neighbours, in Simplified Chinese. */
import type { RestoreVerbs, RestoreWords } from '../../command/restore-words.ts'

export const zhRestoreVerbs: RestoreVerbs = {
  'restore status': {
    summary: '查看恢复之后无法得知的内容，以及因此等待的邮件',
    about: [
      '没有覆盖缺失时段的日志时，无法得知这段时间发送过什么、谁已退订。营销邮件会等待 rekindle restore confirm。',
    ],
    arguments: {},
    options: {},
    examples: { all: '查看所有店铺' },
  },
  'restore confirm': {
    summary: '在没有日志的恢复之后，继续发送营销邮件',
    about: [
      '请先重新上报缺失时段的订单、顾客资料和同意记录。计划发送时间在恢复之前的邮件可能已经发送，不会再次发送；恢复之前发生的事情不会触发活动。',
      '此后营销邮件只发给恢复之后重新同意的顾客，因为其他顾客可能已在缺失时段退订。如果您有这段时间退订的完整名单，请用 --opt-outs 导入：其余顾客即可继续收到营销邮件。',
      '计划发送时间在恢复之前的服务邮件会列出，并等待 --service。',
    ],
    arguments: {},
    options: {
      'opt-outs':
        '副本之后全部退订的完整名单：CSV 文件（可用 gzip 压缩），须有 email 列，或导出文件中的 address_hash 列；可以有 reason 和 at 列。没有写明原因的视为退订',
      evidence:
        '与 --opt-outs 一起使用：说明名单来自哪里、您如何确认副本之后的退订都在其中；会保存这段文字，restore status 会显示',
      service: '恢复之前可能已发送的服务邮件如何处理',
      yes: '确认；不写时只列出无法得知的内容',
    },
    examples: {
      ask: '列出无法得知的内容',
      optOuts: '导入全部退订，并对其余顾客恢复营销邮件',
      service: '发送所列的服务邮件',
    },
  },
  'restore adopt': {
    summary: '启用恢复到某一时刻的 DynamoDB 表',
    about: [
      '原来的表如果还在，能说明该时刻之后发送过什么、谁已退订：请用 --original 指定。没有它时，营销邮件会等待 rekindle restore confirm。',
      'AWS 只恢复数据行。在开启数据流、wake 索引、时间点恢复和删除保护之前，命令会拒绝执行，并列出所需的命令。之后会重新评估每位顾客。',
    ],
    arguments: {},
    options: {
      'taken-at': '表恢复到的时刻，例如 2026-12-01T09:00:00Z',
      original: '丢失或损坏的原表（如果还在）',
      'senders-stopped': '您已停止原部署的函数，在此期间不会有邮件发出',
    },
    examples: { proven: '使用原来的表', unproven: '没有原来的表' },
  },
}

export const zhRestore: RestoreWords = {
  none: '无需确认：没有店铺由较早的副本恢复',
  notServed: (at) =>
    `数据由 ${at} 的副本恢复，此后尚未启动过服务。请先启动服务（rekindle serve；日志在别处时加上 --journal），由它核对缺少什么`,
  span: (shop, lostFrom, restoredAt) => `${shop}：${restoredAt} 由 ${lostFrom} 的副本恢复`,
  proven: '  日志能说明此间发送过什么、谁已退订；邮件照常发送',
  waits: '  营销邮件正在等待：无法得知此间发送过什么、谁已退订',
  confirmed: (at) => `  已于 ${at} 确认`,
  optOuts: {
    imported: '  此间的退订已导入，其余顾客可以收到营销邮件',
    unknown: '  此间的退订无从得知：确认之后，营销邮件只发给恢复之后重新同意的顾客',
  },
  evidence: (text) => `  依据：${text}`,
  postAgain: '  此间的订单、顾客资料和同意记录需要店铺重新上报，数据删除需要重新办理',
  notSent: (campaign, messages) => `  ${campaign}：${messages} 封邮件可能已经发送，现在不会发送`,
  service: (messages) =>
    `  ${messages} 封服务邮件可能已经发送；请用 --service send 或 --service skip 决定：`,
  sayYes: '没有改动。请加上 --yes 再次运行以确认',
  resumed: '已确认',
  evidenceMissing: '--opt-outs 与 --evidence 需要同时使用：请说明为何名单是完整的',
  sameTable: '--original 是丢失或损坏的原表，不是恢复出来的表',
  takenLater: '--taken-at 是表恢复到的时刻，而这一时刻尚未到来',
  stopSenders:
    '请先停止发送，再加上 --senders-stopped 运行：停用 relay 和 send 函数的事件源映射以及 wake 函数的定时任务，或将其预留并发设为 0，并等到发送队列中没有处理中的消息',
  notReady: (table, lacks) =>
    `表 ${table} 尚未就绪，没有改动：\n${lacks.map((lack) => `  ${lack}`).join('\n')}`,
  lacks: {
    'not-active': (table) => `尚不可用：aws dynamodb wait table-exists --table-name ${table}`,
    stream: (table) =>
      `数据流未开启：aws dynamodb update-table --table-name ${table} --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES`,
    'wake-index': (table) =>
      `缺少 wake 索引，或索引尚不可用：请连同索引恢复 ${table}，或按 infra/stateful-stack.ts 添加`,
    protection: (table) =>
      `删除保护未开启：aws dynamodb update-table --table-name ${table} --deletion-protection-enabled`,
    recovery: (table) =>
      `时间点恢复未开启：aws dynamodb update-continuous-backups --table-name ${table} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
    expiry: (table) =>
      `过期的数据行不会删除：aws dynamodb update-time-to-live --table-name ${table} --time-to-live-specification Enabled=true,AttributeName=expiresAt`,
  },
  adopted: (rows) => `已启用恢复出来的表。从原表取回的数据行：${rows}`,
}
