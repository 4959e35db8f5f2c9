/** How offers are worded in English, and wordings that only sound like offers. */

/** Space, or a paragraph break: `20%` and, below it, `OFF`. */
const GAP = String.raw`[\s\uE005]*`
const MONEY = String.raw`(?:[€$£¥]\s?\d[\d.,]{0,12}|(?<![\d.,])\d[\d.,]{0,12}\s?(?:[€£¥]|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|cents?)\b))`
const PERCENT = String.raw`\d{1,3}(?:[.,]\d{1,4})?\s?(?:%|percent\b|per\s+cent\b)`
const AMOUNT = `(?:${PERCENT}|${MONEY})`

/** Kinds of mail that a customer may ask for; naming one is not an offer. */
const KIND = String.raw`(?:news|updates?|tips|advice|events?|products?|offers?|deals|sales|promotions?|discounts|new\s+(?:arrivals|products))`
const KINDS = String.raw`(?:our\s+|the\s+|latest\s+|special\s+)*${KIND}(?:(?:\s*,|\s+and|\s+or|\s*&)+\s+(?:our\s+|special\s+)*${KIND}){0,9}`

const pattern = (source: string): RegExp => new RegExp(source, 'giu')

/** An amount off is an offer in any language. */
export const AMOUNTS_OFF: readonly RegExp[] = [
  String.raw`${AMOUNT}${GAP}(?:off\b(?!-white)|discount|cheaper|savings?\b|cash\s?back|rebate|voucher|coupon)`,
  // With a minus directly before the number, unlike ranges and fabric contents.
  String.raw`(?<![\p{L}\d%)])[-−–]\d{1,2}\s?%`,
].map(pattern)

export const ENGLISH_OFFERS: readonly RegExp[] = [
  String.raw`\bsave${GAP}(?:up\s+to\s+|an?\s+extra\s+|an?\s+additional\s+|at\s+least\s+|over\s+)?${AMOUNT}(?!\s+(?:of|paper|water|energy|waste|plastic|CO))`,
  String.raw`\b(?:coupon|discount|promo(?:tion(?:al)?)?|voucher|offer)\s*-?\s*codes?\b`,
  String.raw`\b(?:coupons?|vouchers?|discount(?:s|ed)?|promos?|promotions?|promotional|bargains?)\b`,
  String.raw`\bsales?\b`,
  String.raw`\bhalf[\s-]price\b`,
  String.raw`\bprice\s+(?:drop|cut)s?\b|\b(?:reduced|clearance)\s+(?:prices?|items?)\b`,
  String.raw`\bbuy\s+(?:one|two|\d)[\s,]+get\b|\b(?:2|3|two|three)\s+for\s+(?:1|2|one|two)\b`,
  String.raw`\bfree\s+(?:standard\s+|express\s+|worldwide\s+|next[\s-]day\s+|home\s+)?(?:shipping|delivery|postage|gifts?|samples?)\b`,
  String.raw`\bdeals\b|\b(?:great|best|good|special|hot|exclusive|daily|weekly|today['’]s)\s+deal\b|\bdeal\s+of\s+the\b`,
  String.raw`\b(?:special|exclusive|introductory|limited|unbeatable)\s+(?:offers?|prices?)\b`,
  String.raw`\boffers?\s+(?:ends?|expires?|(?:is\s+|are\s+)?valid)\b|\bwhile\s+(?:stocks?|supplies)\s+lasts?\b`,
  String.raw`\blimited[\s-]time\b|\blimited\s+period\b`,
  String.raw`(?<!\b(?:our|the|this|your|an?|online|web|\p{L}+['’]s)\s+)\bshop\s+now\b|\bbuy\s+now\b|\bshop\s+the\s+(?:look|range|collection|edit)\b`,
  String.raw`(?<!\b(?:your|the|this|that|an?|our|each|every|first|last|new)\s+)\border\s+now\b`,
  String.raw`\bnew\s+arrivals\b|\bnew\s+in\s+store\b`,
  String.raw`\b(?:recommended|recommendations|picked|hand-?picked|chosen|selected|curated)\s+(?:just\s+|specially\s+)?for\s+you\b`,
  String.raw`\byou\s+(?:may|might)\s+(?:also\s+)?(?:like|love)\b(?!\s+to\b)|\bcustomers\s+(?:who\s+bought|also\s+bought)\b|\bbest-?sellers?\b`,
].map(pattern)

/**
 * A request for a review, a rating or answers to a survey: advertising where the law says so
 * (Germany, Federal Court of Justice VI ZR 225/17), and a mail may go there.
 */
export const REVIEW_REQUESTS: readonly RegExp[] = [
  String.raw`\b(?:leave|write|post|share|submit|give|add)\s+(?:us\s+)?(?:an?\s+|your\s+)?(?:(?:quick|short|honest|product|star|five-star)\s+)*(?:reviews?|ratings?|testimonials?)\b`,
  String.raw`\b(?:review|rate)\s+(?:your\s+(?:purchase|products?|items?|experience|recent\s+\p{L}+)|us\b|our\s+(?:shop|store|service)|it\s+(?:now|here))`,
  String.raw`\bhow\s+(?:likely\s+(?:are|is)\s+(?:you|it)\b[^.?!\n\uE005]{0,60}\brecommend|would\s+you\s+rate|satisfied\s+(?:are|were)\s+you|did\s+we\s+do)\b`,
  String.raw`\b(?:take|complete|fill\s+(?:in|out)|answer|join)\s+(?:part\s+in\s+)?(?:our|the|this|a|an)\s+(?:\p{L}+[\s-]+){0,2}(?:survey|questionnaire|poll)\b`,
  String.raw`\b(?:customer\s+)?(?:satisfaction\s+survey|feedback\s+survey|NPS)\b`,
  String.raw`\b(?:give|share|send|leave)\s+(?:us\s+)?(?:your|some)\s+feedback\b|\btell\s+us\s+what\s+you\s+think\b`,
  // German, which is otherwise reviewed by a person.
  String.raw`\b(?:bewerten\s+Sie|bewerte\s+(?:uns|deine?n?|jetzt)|(?:jetzt|gleich)\s+bewerten|(?:Ihre|deine|eine)\s+(?:ehrliche\s+|kurze\s+)?Bewertung|Kundenbefragung|Zufriedenheitsumfrage|(?:an\s+)?(?:unserer|einer)\s+(?:kurzen\s+)?Umfrage|Wie\s+zufrieden\s+(?:sind\s+Sie|bist\s+du)|(?:Ihr|dein)\s+Feedback)\b`,
].map(pattern)

/**
 * Wordings about a placed order, the law, or mail that a customer may ask for. Each is removed
 * separately, so that an offer next to it is still found.
 */
export const ENGLISH_HONEST: readonly RegExp[] = [
  String.raw`\b(?:terms|conditions|contract|point|bill|proof|date|place|time|evidence)\s+of\s+(?:the\s+)?sale\b|\bnot\s+for\s+sale\b`,
  String.raw`\bafter[\s-]?sales?\b|\bsales?\s+(?:tax(?:es)?|persons?|people|team|staff|department|office|desk|rep(?:resentative)?s?|advis[eo]rs?|assistants?|managers?|orders?|invoices?|receipts?|contracts?|agreements?|terms|conditions|numbers?|no\.|reference|id|law)`,
  String.raw`\b(?:this|the|your)\s+sale\s+(?:is|was|has\s+been)\s+(?:completed?|cancell?ed|recorded|confirmed)\b`,
  String.raw`\b(?:total|subtotal|price|amount|sum|paid|payable|charged)\s+(?:\p{L}+\s+){0,2}?(?:after|before|including|incl\.|less|with|without|excluding|minus)\s+(?:the\s+|any\s+|your\s+|all\s+)?discounts?\b`,
  // A line of a receipt: an amount of money with a minus.
  String.raw`\b(?:discounts?|coupons?|vouchers?)\s*(?:\([^()\n]{1,30}\)\s*)?:?\s*[-−–]\s*${MONEY}`,
  String.raw`(?:${AMOUNT}\s+)?\b(?:discounts?|coupons?|vouchers?|(?:discount|coupon|voucher|promo)\s+codes?)\s+(?:was\s+|were\s+|has\s+been\s+|have\s+been\s+)?(?:already\s+)?(?:applied|deducted|redeemed|used)\s+(?:to|from|on|in|with|for)\s+(?:your|this)\s+(?:order|invoice|purchase|total)\b`,
  String.raw`\bpaid\s+(?:in\s+part\s+)?(?:with|by)\s+(?:an?\s+|your\s+)?(?:gift\s+)?(?:vouchers?|coupons?)\b`,
  String.raw`\b(?:gift\s+)?vouchers?\s+(?:that\s+|which\s+)?you\s+(?:bought|ordered|purchased|paid\s+for)\b|\b(?:bought|ordered|purchased)\s+(?:an?|the|\d+)\s+gift\s+vouchers?\b`,
  String.raw`\bfree\s+(?:standard\s+)?(?:shipping|delivery)\s*:?\s*(?:[€$£¥]\s?0(?:[.,]00)?|0[.,]00)(?!\d)`,
  String.raw`\b(?:your|this)\s+order\s+(?:has\s+)?(?:qualifie[sd]\s+for|includes|included|was\s+sent\s+with|is\s+sent\s+with)\s+free\s+(?:\p{L}+\s+)?(?:shipping|delivery)\b|\byou\s+chose\s+free\s+(?:\p{L}+\s+)?(?:shipping|delivery)\b`,
  String.raw`\bdeals?\s+with\b|\b(?:great|good)\s+deal\s+(?:of|more|less|longer|better)\b`,
  String.raw`\bbuy\s+now,?\s+pay\s+later\b`,
  String.raw`\b(?:held|hold|kept|keep|stored?|reserved?|retain(?:ed)?|saved?)\s+(?:\p{L}+\s+){0,4}?(?:only\s+)?for\s+a\s+limited\s+(?:time|period)\b`,
  String.raw`\bpromotional\s+(?:e-?mails?|mails?|messages?|communications?|newsletters?)\b`,
  String.raw`\b(?:e-?mails?|mails?|newsletters?|messages?|hear|write\s+to\s+you)\s+(?:\p{L}+\s+){0,2}?(?:about|on|of|with)\s+${KINDS}\b`,
  String.raw`\b${KINDS}\s+(?:from\s+[^.!?\n\uE005]{1,40}\s)?by\s+e-?mail\b`,
].map(pattern)
