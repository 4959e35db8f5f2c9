/** Words of `rekindle domain check`, in Simplified Chinese. */
import type { DomainVerbs, DomainWords } from '../../command/domain-words.ts'
import { zhNames } from '../faults/lists.ts'
import { zhText } from '../spacing.ts'

export const zhDomainVerbs: DomainVerbs = {
  'domain check': {
    summary: '检查发件域名的 DNS，并列出需要添加的记录',
    about: [
      '按 Amazon SES 和各邮箱服务商的要求，检查 DKIM、SPF、DMARC、自定义 MAIL FROM 域名以及邮件中用到的其他域名和网址。检查结果记录在店铺中：通过之前，不会经由 SES 发送营销邮件。检查未通过会撤销此前的通过；如果 DNS 没有应答，则不作改动。给出区域而没有给出 DKIM 令牌或选择器时，使用当前终端的 AWS 凭证从 SES 读取。没有区域时只查询 DNS（--table 必须有区域）：只有 SES 知道的内容无法检查，检查也不会通过。',
    ],
    arguments: {},
    options: {
      region: 'SES 发信所在的 AWS 区域，如 eu-central-1',
      'mail-from': '自定义 MAIL FROM 域名',
      'dkim-token': 'Easy DKIM 的三个令牌，用逗号分隔',
      'dkim-selector': '自有 DKIM 密钥的选择器，用逗号分隔',
      'tracking-domain': '用于统计打开和点击的域名',
      'reply-to': '接收回复的地址；默认取店铺设置',
      'unsubscribe-mailbox': '接收邮件退订请求的地址；默认取店铺设置',
      'public-url': '邮件链接的网址：用一个不属于任何顾客的令牌检查其 TLS 和一键退订',
      resolver: '使用的 DNS 解析器；默认为本机的解析器',
      ses: '没有给出的设置从 SES 读取，同时检查 SES 是否已验证这些记录',
    },
    examples: {
      dns: '只检查 DNS，不用 AWS',
      ses: '按 SES 中的设置检查',
      given: '按这里给出的设置检查',
    },
  },
}

export const zhDomain: DomainWords = {
  outcomes: {
    passed: '通过',
    failed: '未通过',
    'could-not-ask': '没有应答',
    'not-known': '未知',
    'not-used': '未使用',
  },
  checks: {
    dkim: 'DKIM',
    spf: 'SPF',
    dmarc: 'DMARC',
    'mail-from': 'MAIL FROM 域名',
    tracking: '统计域名',
    'reply-to': '回复地址',
    'unsubscribe-mailbox': '退订邮箱',
    'public-url': '公开网址',
  },
  problems: {
    'from-domain-not-own':
      '店铺使用邮箱服务商的域名发信，而只有服务商自己能为它签名，这样的邮件会被拒收。请使用自己的域名。',
    'identity-not-verified':
      'SES 在这个区域没有验证该域名，不会为它发信。请在 SES 中为该域名创建身份，并把 DKIM 记录加入 DNS。',
    'dkim-not-set-up':
      '没有 DKIM 密钥：SES 在这个区域没有该域名的密钥，这里也没有给出。请在 SES 中用 Easy DKIM 为该域名创建身份，随后会显示三个令牌。',
    'dkim-off-in-ses': '该域名的 DKIM 签名在 SES 中已关闭，请重新打开。',
    'dkim-not-verified-by-ses':
      'SES 还没有验证 DKIM 记录，在此之前不会签名。它会在 72 小时内不断重试。',
    'dkim-cname-missing': '缺少指向 SES 密钥的 CNAME 记录。',
    'dkim-cname-wrong': '有一条 CNAME 记录没有指向 SES 密钥。',
    'dkim-key-missing': '某个选择器没有密钥。请在 p= 之后写上公钥。',
    'dkim-key-revoked': '某个选择器的密钥为空，等于已撤销。请在 p= 之后写上公钥。',
    'dkim-two-keys': '同一个选择器有多个密钥。请只保留一个。',
    'dkim-record-almost':
      '某个选择器有一条近似 DKIM 密钥的文本，但收件方无法识别。常见原因：文本中有引号、缺少分号、v=DKIM1 不在开头。',
    'dkim-key-unreadable':
      '某个选择器的密钥无法读取：p= 必须是完整的 base64 公钥，不含 BEGIN 和 END 两行。',
    'dkim-key-not-rsa': '某个选择器的密钥不是 RSA 密钥，而 SES 只用 RSA 签名。',
    'dkim-key-not-for-mail':
      '某个选择器的密钥不能使用：s= 须包含 email，h= 须包含 sha256。这两项都可以省略。',
    'dkim-key-too-short':
      '某个选择器的密钥不足 1024 位，收件方不承认它的签名（RFC 8301）。请使用 2048 位。',
    'spf-missing': 'MAIL FROM 域名没有 SPF 记录。',
    'spf-almost':
      'MAIL FROM 域名有一条近似 SPF 记录的文本，但收件方无法识别。它必须以 v=spf1 和一个空格开头，不含引号和分号。',
    'spf-two-records': 'MAIL FROM 域名有多条 SPF 记录，彼此失效。请只保留一条。',
    'spf-syntax': 'SPF 记录有语法错误，收件方不予承认。',
    'spf-no-include': 'SPF 记录没有允许 SES 发信。',
    'spf-include-broken': 'SPF 记录引用了一个没有有效 SPF 记录的域名，收件方不予承认。',
    'spf-too-many-lookups':
      'SPF 记录需要的 DNS 查询超过十次，收件方不予承认。单独的 MAIL FROM 域名只需要 SES。',
    'spf-too-many-void-lookups':
      'SPF 记录中有两个以上的名称不存在或没有相应的记录，收件方不予承认。请删除过时的名称。',
    'spf-too-many-servers': 'SPF 记录中有一个 mx 的服务器超过十台，收件方不予承认。',
    'spf-allows-everyone': 'SPF 记录允许任何人发信，例如因为 +all、没有符号的 all 或 0.0.0.0/0。',
    'dmarc-missing': '没有 DMARC 记录。下面这条记录不要求收件方作任何处理，但已满足要求。',
    'dmarc-two-records': '有多条 DMARC 记录，彼此失效。请只保留一条。',
    'dmarc-almost':
      '有一条近似 DMARC 记录的文本，但收件方无法识别。它必须以 v=DMARC1; 开头（大小写一致），各部分用分号隔开，不含引号。',
    'dmarc-syntax': 'DMARC 记录无效：p= 以及 sp=（如有）必须是 none、quarantine 或 reject。',
    'dmarc-not-aligned':
      'SPF 和 DKIM 都没有与发件地址对齐。至少其中之一须与发件地址属于同一组织域名，并使用宽松对齐，因为在 SES 中 MAIL FROM 域名总是子域名。',
    'mail-from-not-set-up':
      '没有自定义 MAIL FROM 域名。请在 SES 中设置一个不作他用的子域名，如 bounce.您的域名，并用 --mail-from 或 --ses 指明。',
    'mail-from-not-verified-by-ses':
      'SES 没有使用这个 MAIL FROM 域名：SES 中没有设置，或 SES 还没有找到它的 MX 记录。SES 会在 72 小时内不断重试。',
    'mail-from-mx-missing': 'MAIL FROM 域名没有 MX 记录，退信会丢失。',
    'mail-from-mx-wrong': 'MAIL FROM 域名的 MX 记录不是 SES 在这个区域的反馈服务器（优先级 10）。',
    'mail-from-two-mx': 'MAIL FROM 域名只能有一条 MX 记录，即 SES 的那一条。',
    'mail-from-spf-missing': 'MAIL FROM 域名没有 SPF 记录。',
    'tracking-cname-missing': '统计域名无法解析，邮件里的链接会失效。',
    'tracking-cname-wrong': '统计域名指向另一个区域的 SES。',
    'reply-to-unread':
      '回复会发往一个无人查看的地址。请使用有人查看的地址：顾客回复邮件，也有助于提升发件信誉。',
    'reply-to-no-mx': '回复地址的域名不接收邮件：它没有 MX 记录。请添加您邮件服务器的 MX 记录。',
    'unsubscribe-mailbox-no-mx': '退订邮箱的域名没有 MX 记录。',
    'null-mx': '这个域名声明不接收任何邮件（null MX），收件方也可能拒收来自它的邮件（RFC 7505）。',
    'mx-leads-nowhere': 'MX 记录中的服务器都没有地址，邮件无法送达。',
    'public-url-not-https': '公开网址必须以 https:// 开头：一键退订只能通过 TLS 进行（RFC 8058）。',
    'public-url-no-address': '公开网址的主机在 DNS 中没有地址，邮件里的链接会失效。',
    'public-url-no-connection': '公开网址的主机不接受连接。请启动服务，或检查端口和防火墙。',
    'public-url-not-secure': '公开网址的主机没有通过 TLS 以有效的证书应答。',
    'one-click-redirected':
      '公开网址会重定向，而一键退订不允许重定向（RFC 8058）。请使用重定向后的地址。',
    'one-click-refused':
      '公开网址拒绝一键退订的 POST 请求。请放行 POST /unsubscribe/...，不要求登录、防火墙验证或 Cookie。',
    'one-click-not-this-shop':
      '公开网址上的服务不认识这家店铺的链接：可能是其他网站、使用另一密钥的 Rekindle，或较旧的版本。',
  },
  notes: {
    'public-url-not-public': '公开网址的主机使用内网地址，邮箱服务商和顾客无法访问。',
    'dkim-keys-not-given':
      '这里不知道 SES 用哪些密钥签名。请给出 --region 以从 SES 读取，或给出 --dkim-token 或 --dkim-selector。',
    'mail-from-not-given':
      '这里不知道 MAIL FROM 域名。请给出 --region 以从 SES 读取，或给出 --mail-from。',
    'from-unread':
      '店铺没有另设回复地址，回复会发往一个无人查看的地址。请设置一个有人查看的地址：rekindle shop change --reply-to',
    'dmarc-spf-not-aligned':
      'SPF 没有与发件地址对齐；DMARC 只靠 DKIM 通过。使用宽松对齐（aspf=r），并让 MAIL FROM 域名位于发件域名之下，两者即可都通过。',
    'dmarc-dkim-not-aligned':
      'DKIM 没有与发件地址对齐；DMARC 只靠 SPF 通过，转发的邮件不会通过。请为发件域名签名，或使用宽松对齐（adkim=r）。',
    'dmarc-rua-invalid':
      'rua= 中有一个地址无法识别，收不到 DMARC 报告。请写成 rua=mailto:ADDRESS，多个地址用逗号隔开。',
    'dmarc-rua-not-authorised':
      'rua= 中有一个地址收不到 DMARC 报告：它属于另一个域名，而该域名没有声明接收这些报告。',
    'spf-ptr': 'SPF 记录使用了 ptr，既慢又不可靠，收件方可以忽略它（RFC 7208）。请改为写明网段。',
    'dkim-testing':
      '有一个 DKIM 密钥标记为测试（t=y），收件方可能把邮件当作未签名。测试结束后请删除 t=y。',
    'dkim-key-below-2048-bits': '有一个 DKIM 密钥不足建议的 2048 位（RFC 8301）。',
    'almost-record-ignored': '同一名称下还有一条近似的文本，收件方会忽略它。请将其删除。',
    'quotes-in-record':
      '文本中有引号。DNS 服务商的页面会自动添加所需的引号：填写值时请不要加引号。',
    'dkim-key-of-another-region': 'DKIM 密钥属于另一个区域的身份。',
    'dmarc-of-a-parent-domain': 'DMARC 策略来自上级域名。',
    'dmarc-no-reports': 'DMARC 没有要求报告；rua=mailto:ADDRESS 可以显示还有谁以您的名义发信。',
    'tracking-by-own-server': '统计域名指向您自己的服务器；请确保它转发到 SES。',
    'reply-to-by-address-record': '回复地址的域名没有 MX 记录，收件方会使用它的 A 或 AAAA 记录。',
    'own-mail-server': '退订请求发往 SES 之外的邮件服务器；请确保会得到处理。',
  },
  next: '下一步建议（不影响发信）：',
  steps: {
    'authorise-reports': '请接收 DMARC 报告的域名的所有者添加这条记录，或改用您自己域名的地址：',
    'dmarc-quarantine': '当 DMARC 报告显示您发出的邮件全部通过时，请收件方把其余邮件视为可疑：',
    'dmarc-all-mail': '当 DMARC 报告显示您的邮件都不受影响时，请把策略用于全部邮件：',
    'dmarc-reject': '当您的邮件不再被隔离时，请收件方拒收未通过的邮件：',
    'check-public-url': '开始对外服务后，请同时检查邮件链接的网址：--public-url https://...',
    bimi: '如需在邮件旁显示您的标志，请以 SVG Tiny PS 格式连同标志证书一起发布（BIMI）：',
  },
  unanswered: (answer) => `没有结果：${answer}。`,
  answered: (answer) => `应答：${answer}`,
  inDns: (record) => `DNS 中现有：${record}`,
  put: '请把以下记录加入 DNS，替换名称和类型相同的记录；其他用途的 TXT 记录保留：',
  columns: { name: '名称', type: '类型', value: '值' },
  free: (shop) => `店铺 ${shop} 的营销邮件可以经由 SES 发送。`,
  held: (shop) =>
    `检查通过之前，店铺 ${shop} 经由 SES 发送的营销邮件暂缓发送；等待过久的步骤会跳过。服务邮件照常发送。DNS 的改动可能要几个小时才能生效。`,
  stillFree: (shop, since) =>
    `没有作任何改动：依据 ${since} 的检查，店铺 ${shop} 的营销邮件照常发送。`,
  stillHeld: (shop) =>
    `没有作任何改动：店铺 ${shop} 还没有通过检查，经由 SES 发送的营销邮件仍暂缓发送。`,
  notReady: (domain, failed) => zhText`${domain}还不能发送营销邮件：${zhNames(failed)}未通过`,
  unsuitable: (domain) => `${domain} 不能用来发信`,
  unclear: (domain, checks) =>
    zhText`无法完整检查${domain}：${zhNames(checks)}没有应答。请再运行一次，或用 --resolver 换一个解析器`,
  regionMissing:
    '使用 --table 或 --ses 时必须给出 --region REGION：SES 发信所在的 AWS 区域，如 eu-central-1',
  secretMissing: '使用 --public-url 时必须给出 --secret ARN：它为发送到那里的令牌签名',
  incomplete: (domain, checks) =>
    zhText`无法完整检查${domain}：这里不知道${zhNames(checks)}的设置。请给出 --region 并使用当前终端的 AWS 凭证，或给出 --dkim-token 或 --dkim-selector 以及 --mail-from`,
  sesFailed: (region, name, message) =>
    `${region} 的 SES 没有报告域名的状态：${name}：${message}。请检查区域和当前终端的 AWS 凭证，或改用 --dkim-token 和 --mail-from，不用 --ses。没有作任何改动`,
  invalid: {
    region: (typed) => `--region 的值“${typed}”无效：请写 AWS 区域，如 eu-central-1`,
    domain: (option, typed) => `--${option} 的值“${typed}”无效：请写域名，如 mail.shop.example`,
    tokens: (given) => `--dkim-token 只有 ${given} 个令牌：请写全三个，用逗号分隔`,
    names: (option, typed) => `--${option} 的值“${typed}”无效：请写名称，用逗号分隔`,
    address: (option, typed) => `--${option} 的值“${typed}”无效：请写邮箱地址，如 hi@shop.example`,
    resolver: (typed) =>
      `--resolver 的值“${typed}”无效：请写 IP 地址，端口不是 53 时一并写上，如 192.0.2.53 或 [2001:db8::53]:5353`,
  },
}
