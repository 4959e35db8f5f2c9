/** Words of the verbs about this machine, in Simplified Chinese. */
import type { MachineVerbs, MachineWords } from '../../command/machine-words.ts'

export const zhMachineVerbs: MachineVerbs = {
  serve: {
    summary: '在本机运行 Rekindle：API、决策、发送和控制台',
    about: [
      '所有数据都在一个文件里。除非使用 --mailer ses，邮件只会进入浏览器中的收件箱。进程可以随时停止或中断：已接收的订单不会丢失，同一封邮件不会发送两次。',
    ],
    arguments: {},
    options: {
      journal:
        '日志文件：恢复备份之后，由它得知备份之后发送过什么；最好放在另一块磁盘上。路径会被记住；默认为数据库文件名加 .journal',
      'journal-days': '日志保留的天数；更早的备份不在日志的范围之内',
      port: '监听的端口；0 表示任一空闲端口',
      host: '监听的地址',
      'public-url': '顾客访问的网址，用于邮件里的链接；默认为本机',
      'console-port':
        '使用 --public-url 或其他机器可访问的 --host 时，控制台的端口；控制台无需登录，因此只对本机开放；0 表示任一空闲端口；默认 7071',
      mailer: '邮件的发送方式',
      'configuration-set': '与 --mailer ses 一起使用：报告送达、退信和投诉的 SES 配置集',
      'tracked-configuration-set':
        '与 --mailer ses 一起使用：顾客同意统计打开和点击时使用的 SES 配置集',
      create: '数据库文件不存在时新建',
      'inbox-days': '收件箱保留邮件的天数',
      demo: '创建一家演示店铺，并不断产生订单',
    },
    examples: { demo: '用演示店铺试用', ses: '通过 Amazon SES 发送' },
  },
  unsubscribe: {
    summary: '为来信要求退订的顾客办理退订',
    about: [
      '用于 List-Unsubscribe 所写的邮箱。主题中的令牌指明是哪位顾客、哪家店铺，发件人不作为依据。其他邮件一律忽略，退出码为 0，以免邮件服务器回信。如果命令失败，请让邮件服务器稍后重试（以管道运行时，用退出码 75）。',
    ],
    arguments: {},
    options: { mail: '邮件原文（RFC 5322）；“-”表示标准输入' },
    examples: { file: '处理一封已保存的邮件', pipe: '写在邮件服务器的别名里，作为管道' },
  },
  completion: {
    summary: '输出命令补全脚本',
    about: ['只输出脚本，不改动任何文件。脚本开头写明如何加载。'],
    arguments: { SHELL: '使用的 shell' },
    options: {},
    examples: {
      bash: '在当前 bash 中加载',
      zsh: '在当前 zsh 中加载',
      fish: '为 fish 安装',
    },
  },
}

export const zhMachine: MachineWords = {
  serve: {
    runs: (url, file) => `Rekindle 正在 ${url} 运行，数据在 ${file}。按 Ctrl-C 停止。`,
    console: (url) => `控制台（仅限本机）：${url}`,
    demo: (url) => `演示店铺已开启，订单和邮件显示在 ${url}`,
    post: (key) => `如需自己上报订单：export KEY=${key}`,
    noDatabase: (file) =>
      `没有数据库 ${file}。请检查 --db 的路径，或用以下命令新建：rekindle shop add --db ${file}，或 rekindle serve --create --db ${file}`,
    held: (lostFrom) =>
      `目前不发送营销邮件：数据由较早的副本恢复，没有日志能说明 ${lostFrom} 之后发送过什么、谁已退订。请查看 rekindle restore status。订单、顾客资料和退订照常接收。`,
    journalGone: (file) => `找不到日志 ${file}，因此这可能是数据库的旧副本。已新建一个日志。`,
    sesNeedsUrl: '--mailer ses 需要 --public-url https://...，退订链接指向那里',
  },
  start: {
    newerDatabase: (file, version) =>
      `${file} 由更高版本的 Rekindle 写入（结构版本 ${version}），请使用那个版本`,
    noSafetyCopy: (file, copy, problem) =>
      `${file} 来自较早版本的 Rekindle，需要升级，但无法先保留副本 ${copy}（${problem}）。${file} 没有改动：请腾出磁盘空间，或将数据库移到更大的磁盘`,
    databaseInUse: (file) => `另一个 Rekindle 正在使用 ${file}；请先停止它，或用 --db 指定其他文件`,
    secretIncomplete: (file) =>
      `密钥文件 ${file} 不完整，请从备份或您另行保存的副本中恢复。缺少密钥就认不出已退订或禁发的邮箱地址`,
    databaseReadOnly: (file) => `${file} 为只读：请允许运行服务器的用户写入此文件及其文件夹`,
    secretAtLink: (secret, file) =>
      `密钥 ${secret} 位于链接旁，但应与文件本身放在一起：请将它连同旁边的 .inbox 和 .clock 文件移到 ${file}.secret 所在的位置`,
    databaseHasTwoNames: (file) =>
      `${file} 还有另一个名称（硬链接），另一个服务器若以该名称打开，会损坏此文件：请用 "find / -xdev -samefile FILE" 找出所有名称，只保留一个，其余删除`,
    clockBehind: (clock, seen, file) =>
      `本机时钟为 ${clock}，而店铺数据已到 ${seen}：请校准时钟；如果此前的时钟有误，请删除 ${file}`,
    notAJournal: (file) =>
      `${file} 不是 Rekindle 的日志，或首行已损坏：请用副本恢复；也可以将其移走，下次启动会新建一个，但无法再证明此前发送过什么`,
    newerJournal: (file) => `${file} 由更高版本的 Rekindle 写入，请使用那个版本`,
    journalInUse: (file) =>
      `另一个服务器正在使用日志 ${file}：请先停止它；如果只是试用备份，请用 --journal 指定其他路径`,
    journalFolderMissing: (file) =>
      `日志 ${file} 所在的文件夹不存在：请挂载其磁盘或创建该文件夹，也可以用 --journal 指定其他路径`,
    journalOfAnother: (file, database) =>
      `日志 ${file} 不属于 ${database}：如果数据库已丢失，请先恢复备份；如果这是另一个数据库，请将日志移走，或用 --journal 指定其他路径`,
    restoreNotNoticed: (file, database) =>
      `${database} 与日志 ${file} 不一致，像是恢复过备份。请先启动服务（rekindle serve --db ${database}），由它核对此后发送过什么`,
    portTaken: (port, option) => `端口 ${port} 已被占用；请用 --${option} 指定其他端口`,
  },
  unsubscribe: {
    outcomes: {
      left: '已退订，不再发送营销邮件',
      'had-left': '此前已退订：没有改动',
      'unknown-customer': '没有这位顾客的记录：没有改动',
      'sent-by-a-machine': '已忽略：自动回复不能办理退订',
      'no-token': '已忽略：主题和开头几行里没有 Rekindle 令牌',
      'token-does-not-open': '已忽略：令牌不是用这个密钥签名的，或已超过 400 天',
    },
    secretMissing: '缺少 --secret ARN：令牌是用它签名的',
  },
  completion: (load, keep) => ['rekindle 的命令补全。', `立即加载：${load}`, `长期保留：${keep}`],
}
