/**
 * How offers are worded in Chinese, and wordings that only look like offers. Patterns are in
 * simplified Chinese.
 */

const NUMBER = '[\\d一二三四五六七八九十百千两]+(?:\\.\\d+)?'
/** Kinds of mail that a customer may ask for. */
const KIND = '(?:新品|优惠|促销|活动|折扣|特价|资讯|消息|动态|建议)'
const AND_KIND = `(?:(?:以及|[、,与和及或])(?:店里的|我们的|最新的?)?${KIND})`
const VOUCHER = '(?:优惠|代金|抵用|折扣|满减)(?:券|码)'

const pattern = (source: string): RegExp => new RegExp(source, 'gu')

export const CHINESE_OFFERS: readonly RegExp[] = [
  // Not folding things, and not the idiom of a hundred setbacks.
  '(?<!不)打\\s*[\\d一二三四五六七八九.]*\\s*折(?!扣)|[\\d一二三四五六七八九](?:[.点][\\d一二三四五六七八九])?\\s*折(?![叠页伞屏扇线算旧返射合痕纸刀椅梯磨断])|折上折|半价',
  '(?:优惠|折扣|代金|抵用|抵扣|满减|现金|消费|购物|红包|新人|专享|无门槛)券|(?:优惠|折扣|促销)码|领\\s*券|送券|券后|[张份]\\s*券',
  '优惠|特惠|钜惠|折扣|满减|满赠|立减|直降|返现|返利|(?:立|再|直|多)省(?![略份市去得心力事时])',
  `满\\s*${NUMBER}\\s*[元块]?\\s*(?:立?减|送|赠|返|包邮|享)|低至\\s*[¥\\d一二三四五六七八九]`,
  '包邮|免邮|免运费|运费全免',
  '促销|特价|特卖|大促|秒杀|抢购|疯抢|清仓|甩卖|超低价|爆款|热卖|热销|买[一二三\\d]送[一二三\\d]|限时(?![达送配派内])',
  '(?<![全更创清刷翻重])新品(?![种质味牌格类位行德鉴读尝茗相级])|新款(?:上市|上架|到店|首发)|(?:今日|本周|每周|店铺|春季|夏季|秋季|冬季)上新',
  '猜[你您]喜欢|[为给][你您](?:推荐|精选|甄选|挑选)|(?:专属|个性化|热门|精选)推荐|[你您]可能(?:也|还|会)*喜欢|看了又看|大家都在买',
  '(?:立即|马上|点击|一键)(?:购买|下单|选购|抢)|去逛逛',
].map(pattern)

/** A request for a review, a rating or answers to a survey. */
export const CHINESE_REVIEWS: readonly RegExp[] = [
  '(?:写|留|发表|提交|给个|给我们|分享)(?:下|个|一下|一个|一条|[你您]的)*(?:好评|评价|评分|点评|打分)|(?:评价|点评|晒)(?:一下)?(?:本次|这次|此次|[你您]的)?(?:购物|购买|订单|商品|服务|单)|五星好评|晒单|为(?:我们|本店|商品|本次服务)(?:打分|评分|点评)',
  '(?:填写|参与|参加|完成)[^。!?\\n\\uE005]{0,10}?(?:问卷|调查|调研)|满意度(?:调查|问卷|调研)|有多大可能[^。!?\\n\\uE005]{0,20}推荐',
].map(pattern)

/** Wordings about a placed order, the law, or mail that a customer may ask for. */
export const CHINESE_HONEST: readonly RegExp[] = [
  '(?:本单|此单|订单)?(?:已|共|合计|总计)(?:为[你您])?(?:优惠|立减|折扣)(?![券码活])',
  '(?:优惠|折扣|满减|立减)(?:前|后)?(?:金额|总额|合计|总价|总计|明细|应付|实付)',
  '(?:优惠|折扣|满减|立减)\\s*:\\s*[-−–]\\s*¥?\\s*\\d',
  `${VOUCHER}(?:已抵扣|抵扣|已使用|已核销)|(?:已使用|使用了|[你您]使用的)(?:一张)?${VOUCHER}`,
  '运费\\s*:?\\s*(?:包邮|免运费)|(?:本单|此单|订单|本次)(?:已|享)?(?:包邮|免运费|免邮)|已免运费',
  '(?:大促|促销)(?:活动)?期间|税收优惠|(?:质量|服务|品质)不打折|一波三折',
  '特价商品[^。！？!?\\n]{0,8}(?:不支持|恕不|不可|不予|不能|无法|不适用)',
  // A list of kinds, or one kind called news; a single kind on its own is an offer.
  `(?:接收|订阅|收到|发送|推送|寄送|退订)[^。!?:份张个\\n\\uE005]{0,24}?${KIND}(?:${AND_KIND}*的?(?:信息|资讯|消息|动态|邮件|通知|提醒)|${AND_KIND}+(?=[。,;!?\\s\\uE005]|$))`,
].map(pattern)

const TRADITIONAL =
  '優價時殺運費購買減滿領碼賣熱薦為給歡搶單訂閱訊動態發後額計總應實稅選馬專屬紅現贈惠質個門點擊鍵週氣邊倉'
const SIMPLIFIED_ =
  '优价时杀运费购买减满领码卖热荐为给欢抢单订阅讯动态发后额计总应实税选马专属红现赠惠质个门点击键周气边仓'
const SIMPLIFIED = new Map([...TRADITIONAL].map((sign, at) => [sign, [...SIMPLIFIED_][at] ?? sign]))

/** Same length, character for character; covers the words used above. */
export const simplified = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (sign) => SIMPLIFIED.get(sign) ?? sign)
