/** What all verbs of the command say, in Simplified Chinese. */
import type { CommonWords } from '../../command/common-words.ts'
import { figure } from '../../figures.ts'
import { zhNames } from '../faults/lists.ts'

const customers = (n: number) => `${figure(n)} 位顾客`
const meant = (names: readonly string[]) =>
  names.length === 0 ? '' : `。您是否想输入 ${names.join('、')}？`
const invalid = (option: string, typed: string, expected: string) =>
  `--${option} 的值“${typed}”无效：${expected}`

/** By the code of the system, or of SQLite. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '这是文件夹，不是文件',
  ENOTDIR: '路径中有一部分不是文件夹',
  ENOTEMPTY: '文件夹不是空的',
  EEXIST: '文件已经存在',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘空间不足',
  EDQUOT: '磁盘配额不足',
  EFBIG: '文件超出大小限制',
  EMFILE: '打开的文件过多',
  EBUSY: '文件正被占用',
  ENAMETOOLONG: '文件名过长',
  ELOOP: '符号链接循环',
  EADDRINUSE: '端口已被占用',
  EADDRNOTAVAIL: '本机没有这个地址',
  ECONNREFUSED: '对方拒绝连接',
  ECONNRESET: '连接中断',
  ENOTFOUND: '找不到这个主机名',
  EAI_AGAIN: '暂时无法解析主机名',
  EHOSTUNREACH: '无法到达主机',
  ENETUNREACH: '网络不通',
  ETIMEDOUT: '连接超时',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  UND_ERR_SOCKET: '连接中断',
  SQLITE_BUSY: '数据库正被占用',
  SQLITE_READONLY: '数据库是只读的',
  SQLITE_IOERR: '读写磁盘失败',
  SQLITE_CORRUPT: '数据库文件已损坏',
  SQLITE_FULL: '磁盘空间不足',
  SQLITE_CANTOPEN: '无法打开数据库文件',
  SQLITE_NOTADB: '这不是 SQLite 数据库文件',
}

export const zhCommon: CommonWords = {
  help: {
    tagline: '店铺自有的顾客生命周期邮件。',
    sentence: (summary) => `${summary}。`,
    usage: '用法',
    verb: '命令',
    options: '[选项]',
    verbsTitle: '命令',
    argumentsTitle: '参数',
    optionsTitle: '选项',
    everywhereTitle: '通用选项',
    examplesTitle: '示例',
    required: '必填',
    repeatable: '一个或多个',
    oneOf: (choices) => `可选：${zhNames(choices)}`,
    known: (names) => `可用：${zhNames(names)}`,
    standard: (value) => `默认：${value}`,
    fromEnvironment: (variable) => `环境变量：${variable}`,
    between: '；',
    inBrackets: (notes) => `（${notes}）`,
    moreHelp: (command) => `查看某个命令的帮助：${command}`,
    exitCodes: '退出码：0 完成，1 失败，2 用法有误，3 导入的文件中没有订单。',
    help: '显示帮助',
    lang: (languages) =>
      `输出文字的语言：${zhNames(languages)}。默认取自终端的区域设置（LC_ALL、LC_MESSAGES、LANG）`,
    version: '显示版本',
    escape: '其后的内容一律视为参数',
  },
  groups: {
    store: '检查存储',
    shop: '添加、开启和设置店铺',
    'shop key': '签发、查看和撤销 API 密钥',
    campaign: '暂停和恢复活动',
    customer: '查看顾客、说明原因、删除顾客数据',
    message: '查看一封邮件的投递记录',
    suppression: '管理禁发名单',
    domain: '检查发件域名',
    restore: '恢复备份，并确认缺失的内容',
    products: '导入可推荐的商品',
    'products feed': '按网址获取商品数据源',
    recommend: '查看和重建商品推荐',
    upgrade: '检查、跟踪和完成升级',
    model: '拟合和检验购买预测模型，为顾客评分',
    secret: '检查密钥、更换密钥',
  },
  options: {
    shop: '店铺',
    db: '本机的数据库文件',
    table: '已部署系统的 DynamoDB 表，使用当前终端的 AWS 凭证',
    url: '正在运行的 Rekindle 的地址；API 密钥取自 REKINDLE_KEY',
    secret: '与 --table 一起使用：AWS Secrets Manager 中用于计算地址哈希的密钥',
    json: '输出 JSON 而不是文字',
  },
  usage: {
    unknownVerb: (typed, names) => `没有命令“${typed}”${meant(names)}`,
    unknownOption: (typed, names) => `没有选项 ${typed}${meant(names)}`,
    missingOption: (option, about) => `缺少必填选项 ${option}：${about}`,
    missingOptions: (n) => `缺少 ${n} 个必填选项：`,
    emptyOption: (option, about) => `${option} 不能为空：${about}`,
    needsValue: (option) => `${option} 需要一个值`,
    repeated: (option) => `${option} 重复了`,
    missingArgument: (name, about) => `缺少参数 ${name}：${about}`,
    extraArgument: (typed) => `多余的参数“${typed}”`,
    exclude: (options) => `${options.join('、')} 不能同时使用，请只用其中一个`,
    oneOf: (place, typed, choices, name) =>
      `${place} 的值“${typed}”无效：请从 ${zhNames(choices)} 中选择${name === undefined ? '' : meant([name])}`,
    instant: (option, typed) =>
      invalid(option, typed, '请写日期（如 2026-03-01）或带时差的时间（如 2026-03-01T00:00:00Z）'),
    length: (option, typed) => invalid(option, typed, '请写一段时间，如 24h、30m、7d 或 0'),
    whole: (option, typed, from, to) => invalid(option, typed, `请写 ${from} 到 ${to} 的整数`),
    language: (option, typed) => invalid(option, typed, '请写语言标签，如 en 或 zh-CN'),
    url: (option, typed, example) => invalid(option, typed, `请写网址，如 ${example}`),
    address: (option, typed, why) => invalid(option, typed, why),
    addressFaults: {
      'address-malformed': '请写邮箱地址，如 hello@shop.example',
      'address-local-part-not-ascii': '“@”之前有非 ASCII 字符，SES 无法向这样的地址发送',
      'address-domain-invalid': '邮箱地址的域名无效',
    },
    noKey: '--url 需要在环境变量中提供店铺的 API 密钥：REKINDLE_KEY=rk_...',
    seeHelp: (command) => `请看：${command}`,
  },
  notes: {
    renamedVerb: (old, current) => `“${old}”已改名为“${current}”；旧名称将在下个版本中移除`,
    renamedOption: (old, current) => `${old} 已改名为 ${current}；旧名称将在下个版本中移除`,
  },
  failures: {
    system: (code, message, path) => {
      const known = SYSTEM[code]
      const at = path === undefined ? '' : `${path}：`
      return known === undefined ? message : `${at}${known}（${code}）`
    },
    unexpected: (message) => `意外错误：${message}`,
    notLoaded: (message) => `无法载入命令：${message}`,
    notUtf8: '文字不是 UTF-8 编码；请将文件保存为 UTF-8',
    cannotRead: (file, why) => `无法读取 ${file}：${why}`,
    cannotWrite: (file, why) => `无法写入 ${file}：${why}`,
    cannotOpen: (file, why) => `无法打开 ${file}：${why}`,
    noDatabase: (file) =>
      `没有数据库 ${file}。请用 --db FILE 指定，或用以下命令新建：rekindle shop add`,
    newerFormat: (store, theirs, own) =>
      `${store} 已升级到数据格式 ${theirs}，而此版本的 Rekindle 只能写入格式 ${own}。请使用已部署的版本`,
    aws: (store, name, message) =>
      `${store}：${name}：${message}。请检查表名、区域（AWS_REGION）和当前终端的凭证`,
    emptySecret: (arn) => `密钥 ${arn} 为空`,
    noShop: (shop, store, others) =>
      others.length === 0
        ? `${store} 中没有店铺“${shop}”，也没有其他店铺。请先添加：rekindle shop add ${shop}`
        : `${store} 中没有店铺“${shop}”。现有店铺：${others.join('、')}`,
    noCustomer: (customer, shop) =>
      `店铺 ${shop} 没有顾客 ${customer} 的记录。请使用订单中的顾客编号`,
    noCampaign: (shop, campaign, others) =>
      `店铺 ${shop} 没有活动“${campaign}”。${others.length === 0 ? '还没有发布任何活动' : `现有活动：${others.join('、')}`}`,
    notUnderstood: (what) =>
      `部分数据由更高版本的 Rekindle 写入（${what}），没有改动。请用那个版本再运行一次。`,
    someFailed: (failed, of, kinds) =>
      `${figure(of)} 位顾客中有 ${figure(failed)} 位未能重新评估：${kinds}。请再运行一次，其余的已经完成。`,
    answered: (url, status, detail) => `${url} 返回 ${status}：${detail}`,
    notReached: (url, why) => `无法连接 ${url}：${why}`,
  },
  reevaluated: (n) => (n === 0 ? '没有顾客需要重新评估' : `已重新评估 ${customers(n)}`),
  progress: {
    reevaluated: (n) => `已重新评估 ${customers(n)}`,
    rowsRead: (n) => `已读取 ${figure(n)} 行`,
    recordsStored: (n) => `已保存 ${figure(n)} 条记录`,
    customersRead: (n) => `已读取 ${customers(n)}`,
  },
  titled: (title) => `${title}：`,
  labelled: (label, value) => `${label}：${value}`,
  together: (facts) => facts.join('，'),
  withId: (name, id) => (name === id ? id : `${name}（${id}）`),
  joinSentences: (sentence, next) => sentence + next,
}
