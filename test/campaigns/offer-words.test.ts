import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offersIn } from '../../functions/campaigns/offer-words.ts'

const wordsIn = (text: string, locale: string): readonly string[] =>
  offersIn(text, locale).map(({ words }) => words)

/** A mail that advertises, and the words by which it is known. */
const DISHONEST: readonly (readonly [locale: string, text: string, words: readonly string[]])[] = [
  ['en', 'Your order is on its way. Take 20% off your next one.', ['20% off']],
  ['en', 'Thank you! 15 percent discount if you order again.', ['15 percent discount']],
  ['en', '20%\n\nOFF', ['20% OFF']],
  ['en', 'Now −30% on everything', ['−30%']],
  ['en', 'Save 10% today', ['Save 10%']],
  ['en', 'Save up to €50 on winter coats', ['Save up to €50']],
  ['en', '£5 off when you come back', ['£5 off']],
  ['en', 'A $10 voucher waits for you', ['$10 voucher']],
  ['en', 'Here is your coupon', ['coupon']],
  ['en', 'Use the discount code WELCOME10', ['discount code']],
  ['en', 'Promo: two mugs', ['Promo']],
  ['en', 'Our summer sale has begun', ['sale']],
  ['en', 'SALE!', ['SALE']],
  ['en', 'All teapots half price', ['half price']],
  ['en', 'Buy two, get one', ['Buy two, get']],
  ['en', 'Free shipping on all orders this week', ['Free shipping']],
  ['en', 'See our deals', ['deals']],
  ['en', 'The deal of the week', ['deal of the']],
  ['en', 'A special offer for you', ['special offer']],
  ['en', 'The offer ends on Sunday', ['offer ends']],
  ['en', 'For a limited time only', ['limited time']],
  ['en', 'Shop now', ['Shop now']],
  ['en', 'Like it? Order now.', ['Order now']],
  ['en', 'See the new arrivals', ['new arrivals']],
  ['en', 'Recommended for you: the blue teapot', ['Recommended for you']],
  ['en', 'You might also like the green one', ['You might also like']],
  ['en', 'A discount waits for you', ['discount']],
  ['en', 'A 10% discount is applied at the checkout', ['10% discount']],
  // Words that are not an offer do not hide an offer next to them.
  ['en', 'Sales tax is included, and so is our sale', ['sale']],
  ['en', 'Total after discount: €40. Next time 20% off!', ['20% off']],
  ['en', 'You get e-mails about sales. Our sale is on!', ['sale']],
  // Nor do case, width and invisible characters.
  ['en', '２０％ ＯＦＦ', ['20% OFF']],
  ['en', 'Big s\u00ADa\u200Ble', ['sale']],
  // A request for a review or a survey is advertising in Germany.
  ['en', 'Please leave us a review', ['leave us a review']],
  ['en', 'Write an honest product review and help others', ['Write an honest product review']],
  ['en', 'Rate your purchase', ['Rate your purchase']],
  ['en', 'How would you rate our delivery?', ['How would you rate']],
  ['en', 'How likely are you to recommend us to a friend?', ['How likely are you to recommend']],
  ['en', 'Take our short survey', ['Take our short survey']],
  ['en', 'Tell us what you think', ['Tell us what you think']],
  ['de', 'Bitte bewerten Sie Ihren Einkauf', ['bewerten Sie']],
  ['de', 'Wie zufrieden sind Sie mit uns?', ['Wie zufrieden sind Sie']],
  ['zh-CN', '请给我们写个评价', ['写个评价']],
  ['zh-CN', '欢迎填写满意度调查问卷', ['填写满意度调查']],
  ['zh-CN', '晒单有惊喜', ['晒单']],
  ['zh-CN', '您的订单已发货。下一单享九折。', ['九折']],
  ['zh-CN', '全场打8折', ['打8折']],
  ['zh-CN', '下单立享优惠', ['优惠']],
  ['zh-CN', '送您一张10元代金券', ['代金券']],
  ['zh-CN', '优惠码：WELCOME10', ['优惠码']],
  ['zh-CN', '折扣专区', ['折扣']],
  ['zh-CN', '满200减30', ['满200减']],
  ['zh-CN', '满减活动进行中，现在立减20元', ['满减', '立减']],
  ['zh-CN', '领券再买', ['领券']],
  ['zh-CN', '年中大促，特价商品限时秒杀', ['大促', '特价', '限时', '秒杀']],
  ['zh-CN', '春季促销', ['促销']],
  ['zh-CN', '全场包邮', ['包邮']],
  ['zh-CN', '新品上市', ['新品']],
  ['zh-CN', '猜你喜欢', ['猜你喜欢']],
  ['zh-CN', '为您推荐以下茶具', ['为您推荐']],
  ['zh-CN', '第二件半价，买一送一', ['半价', '买一送一']],
  ['zh-CN', '立即购买', ['立即购买']],
  ['zh-CN', '新茶低至9.9元', ['低至9']],
  ['zh-CN', '您将收到优惠。', ['优惠']],
  ['zh-CN', '本单已优惠5元，下一单八折', ['八折']],
  ['zh-CN', '确认后会收到新品和优惠信息，现在下单立减20元', ['立减']],
  ['zh-CN', '全场２０％ ＯＦＦ', ['20% OFF']],
  ['zh-TW', '全館優惠，限時秒殺', ['優惠', '限時', '秒殺']],
  ['de', 'Jetzt -20 % auf alles', ['-20 %']],
]

/** Mail that a shop may send to every customer who bought, with or without consent. */
const HONEST: readonly (readonly [locale: string, text: string])[] = [
  ['en', 'Your 20% VAT is included.'],
  ['en', 'Sales tax (8%): €3.20'],
  ['en', 'Your salesperson will call; our sales team is here until six.'],
  ['en', 'Our terms of sale and the after-sales service apply.'],
  ['en', 'We sell wholesale too.'],
  ['en', 'Total after discount: €40.00'],
  ['en', 'Subtotal €45.00\nDiscount (WELCOME10): −€5.00\nTotal €40.00'],
  ['en', 'A 10% discount was applied to your order.'],
  ['en', 'The discount code was applied to this order.'],
  ['en', 'Paid with a gift voucher.'],
  ['en', 'Here is the gift voucher you bought.'],
  ['en', 'Shipping: free'],
  ['en', 'Free shipping: €0.00'],
  ['en', 'Your order qualified for free shipping.'],
  ['en', 'You chose free standard delivery.'],
  ['en', 'We will deal with it, and it takes a great deal of care.'],
  ['en', 'Your order now has a tracking number. Our shop now opens at nine.'],
  ['en', 'Thank you for coming to our shop\n\nNow to your parcel'],
  ['en', 'Paid by Buy now, pay later'],
  ['en', 'We keep your details for a limited time.'],
  ['en', 'You might like to know that your parcel is late.'],
  ['en', 'The new arrival date of your parcel is Monday; it cleared customs.'],
  ['en', 'Last chance to change your address before we send it.'],
  ['en', 'Use the code 4711 to log in.'],
  ['en', 'Save this e-mail: it is your receipt. It took us 10 minutes off the usual time.'],
  ['en', 'Cotton – 60%, wool – 40%, of which 5–20% recycled'],
  ['en', 'The humidity must not fall by more than 20%; turn it off after 10 minutes.'],
  ['en', 'Use to sales@shop.example or see https://shop.example/sale?promo=1'],
  ['en', 'You would get tips, and now and then news and offers from us by e-mail.'],
  ['en', 'Please confirm that you want e-mails about news, deals and promotions.'],
  ['en', 'You will get no promotional e-mails.'],
  ['en', 'Please review your order: the address is at the bottom.'],
  ['en', 'Our experts rate this plug at 10 A. The survey of the plot is attached.'],
  ['en', 'If anything is not right, write to us and say what is missing.'],
  ['de', 'Ihre Bestellung ist unterwegs.'],
  ['zh-CN', '商品金额：45元\n优惠：-5.00元\n实付：40元'],
  ['zh-CN', '本单已优惠5元，优惠金额已退回。'],
  ['zh-CN', '您使用的优惠券已退回账户。'],
  ['zh-CN', '运费：包邮'],
  ['zh-CN', '本单免运费。'],
  ['zh-CN', '退回的商品须为全新品。'],
  ['zh-CN', '您购买的三折伞已发货，由限时达配送。'],
  ['zh-CN', '一波三折，百折不挠，曲折而转折'],
  ['zh-CN', '大促期间物流可能延迟，服务不打折。'],
  ['zh-CN', '特价商品不支持退换。'],
  ['zh-CN', '税收优惠政策如有变动，以公告为准。'],
  ['zh-CN', '送货地址：河北省石家庄市新华路10号'],
  ['zh-CN', '确认后，我们会给你发送使用建议，偶尔也会发送店里的新品和优惠信息。'],
  ['zh-CN', '请确认您愿意接收我们的新品与优惠。'],
  ['zh-CN', '如需退订优惠邮件，请点击下方链接。'],
  ['zh-CN', '您的订单已签收，请核对商品。'],
  ['zh-TW', '本單已優惠5元。'],
  ['es', 'Tu pedido sale mañana.'],
]

describe('an offer', () => {
  it.each(DISHONEST)('in %s is detected: %s', (locale, text, words) => {
    expect(wordsIn(text, locale)).toEqual(words)
  })

  it.each(HONEST)('is not made in %s by: %s', (locale, text) => {
    expect(wordsIn(text, locale)).toEqual([])
  })

  it('is detected anywhere among words that are not an offer', () => {
    const inOneLanguage = fc
      .constantFrom('en', 'zh-CN')
      .chain((locale) =>
        fc.tuple(
          fc.constant(locale),
          fc.array(fc.constantFrom(...HONEST.filter(([of]) => of === locale))),
          fc.constantFrom(...DISHONEST.filter(([of]) => of === locale)),
          fc.nat(),
        ),
      )
    fc.assert(
      fc.property(inOneLanguage, ([locale, honest, [, dishonest, words], at]) => {
        const texts: string[] = honest.map(([, text]) => text)
        const place = at % (texts.length + 1)
        texts.splice(place, 0, dishonest)
        expect(wordsIn(texts.join('\n\n'), locale)).toEqual(words)
        const offer = offersIn(texts.join('\n\n'), locale)[0]
        const before = texts.slice(0, place).map((text) => `${text}\n\n`)
        expect(offer?.line).toBeGreaterThanOrEqual(before.join('').split('\n').length)
      }),
    )
  })
})
