import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  linkName,
  linkPartsOf,
  type MessageRef,
  mailIdOf,
  mailIdOfTags,
  mailTagsOf,
  messageName,
  messageSort,
  parseLinkParts,
  parseMailId,
  parseMessageName,
  parseMessageSort,
  parseQueueName,
  parseTypedMessage,
  queueNameOf,
  repeatedStep,
  stepIdOf,
} from '../../functions/domain/message-ref.ts'
import { PROVIDERS } from '../../functions/domain/provider.ts'
import { customerKey } from '../../functions/store/keys.ts'

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
const anyStepId = anyText.filter((text) => !text.includes('.'))
const anyRef: fc.Arbitrary<MessageRef> = fc.record({
  campaign: anyText.filter((text) => !text.includes('#')),
  n: fc.nat(),
  step: fc.oneof(
    anyText,
    fc.tuple(anyStepId, fc.nat()).map(([id, k]) => repeatedStep(id, k)),
  ),
})
const anyKey = fc.tuple(anyText, anyText).map(([shop, customer]) => customerKey(shop, customer))
/** As campaigns are checked: what a person types can be no other. */
const anyPublishedRef: fc.Arbitrary<MessageRef> = fc.record({
  campaign: fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
  n: fc.nat(),
  step: fc.stringMatching(/^[a-z][a-z0-9-]{0,39}(\.[1-9]\d{0,3})?$/),
})

describe('every spelling of a message leads back to the message', () => {
  it('by its name', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(parseMessageName(messageName(ref))).toEqual(ref)
      }),
    )
  })

  it('by the sort key of its row', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(parseMessageSort(messageSort(ref))).toEqual(ref)
      }),
    )
  })

  it("by its mail's id, with its customer", () => {
    fc.assert(
      fc.property(anyKey, anyRef, (key, ref) => {
        expect(parseMailId(mailIdOf(key, ref))).toEqual({ customerKey: key, ref })
      }),
    )
  })

  it('by the tags of its mail, with its customer', () => {
    fc.assert(
      fc.property(anyKey, anyRef, (key, ref) => {
        const mail = { messageId: mailIdOf(key, ref), shop: 'tea', campaign: 'c', step: 's' }
        const tags = Object.fromEntries(mailTagsOf(mail).map(({ Name, Value }) => [Name, [Value]]))
        expect(parseMailId(mailIdOfTags(tags) ?? '')).toEqual({ customerKey: key, ref })
      }),
    )
  })

  it('by the parts in a signed link, also if it names only a campaign', () => {
    fc.assert(
      fc.property(fc.oneof(anyRef, fc.record({ campaign: anyText })), (ref) => {
        expect(parseLinkParts(linkPartsOf(ref))).toEqual(ref)
      }),
    )
  })

  it('by its name in the send queue, with what it is paced by', () => {
    const anyQueued = fc.record({
      pk: anyKey,
      sk: anyRef.map(messageSort),
      marketing: fc.boolean(),
      provider: fc.constantFrom(...PROVIDERS),
    })
    fc.assert(
      fc.property(anyQueued, (queued) => {
        expect(parseQueueName(queueNameOf(queued))).toEqual(queued)
      }),
    )
  })

  it('by what a person types, with the customer among those it may mean', () => {
    fc.assert(
      fc.property(anyText, anyText, anyPublishedRef, fc.boolean(), (shop, customer, ref, isId) => {
        const typed = isId
          ? mailIdOf(customerKey(shop, customer), ref)
          : `${customer}/${messageName(ref)}`
        const asked = parseTypedMessage(typed, shop)
        expect(asked?.ref).toEqual(ref)
        expect(asked?.customers).toContain(customer)
      }),
    )
  })

  it('and a step to its id, whichever occurrence it is', () => {
    fc.assert(
      fc.property(anyStepId, fc.nat(), (id, k) => {
        expect(stepIdOf({ step: repeatedStep(id, k) })).toBe(id)
        expect(stepIdOf({ step: id })).toBe(id)
      }),
    )
  })
})

describe('the spellings that are stored, signed and mailed', () => {
  const ref: MessageRef = { campaign: 'win-back', n: 1, step: 'picks.2' }

  it('stay as they are', () => {
    expect([
      messageName(ref),
      messageSort(ref),
      mailIdOf(customerKey('tea', 'c/17'), ref),
      JSON.stringify(linkPartsOf(ref)),
      linkName(ref),
      linkName({ campaign: 'win-back' }),
      queueNameOf({ marketing: true, provider: 'qq', pk: 'tea/17', sk: messageSort(ref) }),
    ]).toEqual([
      'win-back#1#picks.2',
      'message#win-back#1#picks.2',
      'tea/c%2F17/win-back#1#picks.2',
      '["win-back",1,"picks.2"]',
      'win-back#1#picks.2',
      'win-back',
      'marketing qq tea/17 message#win-back#1#picks.2',
    ])
  })

  it.each(['', 'care', 'care#1', 'care#1#', '#1#tips', 'care#x#tips', 'care#01#tips'])(
    '"%s" is the name of no message',
    (name) => {
      expect(parseMessageName(name)).toBeUndefined()
      expect(parseMessageSort(`message#${name}`)).toBeUndefined()
      expect(parseMailId(`tea/17/${name}`)).toBeUndefined()
    },
  )

  it.each([
    '',
    'marketing',
    'other qq tea/17 message#a#1#b',
    'service unknown tea/17 message#a#1#b',
  ])('"%s" is not a valid name in the send queue', (name) => {
    expect(parseQueueName(name)).toBeUndefined()
  })
})

describe('the tags of a message', () => {
  const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })

  it('fit what SES allows and lead back to the message, whatever its id', () => {
    fc.assert(
      fc.property(anyId, anyId, (messageId, other) => {
        const tags = mailTagsOf({ messageId, shop: other, campaign: other, step: other })
        for (const { Name, Value } of tags) {
          expect(`${Name} ${Value}`).toMatch(/^(?:ses:)?[\w-]{1,256} [A-Za-z0-9_-]{1,256}$/)
        }
        const event = Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]]))
        expect(mailIdOfTags(event)).toBe(messageId)
      }),
    )
  })

  it.each([
    [{}],
    [{ 'ses:operation': ['SendRawEmail'] }],
    [{ 'rekindle-message': ['not_ours'] }],
    [{ 'rekindle-message': ['_FF_FE'] }],
    [{ 'rekindle-message': [] }],
  ])('%j are not ours', (tags) => {
    expect(mailIdOfTags(tags)).toBeUndefined()
  })
})
