/** What is checked for a shop: the addresses and names in its mails. */

export type DomainSubject = {
  readonly fromAddress: string
  /**
   * The AWS region that SES sends from, such as `eu-central-1`. Without it SES was not asked: keys
   * and a MAIL FROM domain that are left out are not known, rather than missing.
   */
  readonly region?: string
  /** The three tokens of Easy DKIM. */
  readonly dkimTokens?: readonly string[]
  /** Selectors of keys of one's own (BYODKIM). */
  readonly dkimSelectors?: readonly string[]
  /** What SES signs for, `d=`; the domain of `fromAddress` where left out. */
  readonly signingDomain?: string
  /** The custom MAIL FROM domain, which bounces go to. */
  readonly mailFromDomain?: string
  /** Through which opens and clicks are counted. */
  readonly trackingDomain?: string
  readonly replyTo?: string
  readonly unsubscribeMailbox?: string
  /** Where the links in mails lead; absent if that is not checked. */
  readonly publicLinks?: PublicLinks
  /** Absent if SES was not asked. */
  readonly sesSays?: SesSays
}

export type PublicLinks = {
  /** What `serve` has as its public URL, such as `https://mail.shop.example`. */
  readonly url: string
  /** Signed with the shop's secret, for no customer. */
  readonly probeToken: string
}

/** SES signs, and uses the MAIL FROM domain, only once it has seen the records itself. */
export type SesSays = {
  readonly isVerified: boolean
  readonly dkim: 'signs' | 'not-verified' | 'off'
  readonly mailFrom: 'in-use' | 'not-verified' | 'none'
}
