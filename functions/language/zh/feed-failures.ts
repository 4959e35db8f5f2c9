/** Why a feed could not be fetched or read, in Simplified Chinese. */
import type { FeedFailureWords } from '../reach-words.ts'

export const zhFeedFailures: FeedFailureWords = {
  'not-https': '该网址或其重定向到的网址不是以 https:// 开头',
  'not-public': '该网址指向内部网络；商品数据源只会从公共互联网获取',
  'no-such-host': '找不到该主机名',
  unreachable: '无法连接服务器',
  certificate: '服务器的证书无效',
  redirects: '服务器重定向次数过多，或没有给出网址',
  'log-in': '服务器要求登录或令牌：请检查网址',
  'not-found': '该网址没有内容',
  refused: '服务器拒绝发送文件',
  'server-fault': '服务器出错或繁忙；一小时后会再试',
  slow: '服务器在一分钟内没有发送任何内容',
  'too-long': '十分钟内没有读完；请拆分为几个文件',
  'no-time': '本次运行的时间被其他商品数据源用完；一小时后会再试',
  'too-large': '文件超过 512 MB；请拆分为几个文件',
  compression: '文件无法解压',
  'cut-off': '文件尚未收完，连接就中断了',
  'not-a-feed': '文件不是商品数据源',
  empty: '文件中没有商品行',
  fault: 'Rekindle 自身出错；原因见日志',
}
