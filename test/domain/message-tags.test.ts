import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageIdOfTags, tagsOf } from '../../functions/domain/message-tags.ts'

describe('the tags of a message', () => {
  const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })

  it('fit what SES allows and lead back to the message, whatever its id', () => {
    fc.assert(
      fc.property(anyId, anyId, (messageId, other) => {
        const tags = tagsOf({ messageId, shop: other, campaign: other, step: other })
        for (const { Name, Value } of tags) {
          expect(`${Name} ${Value}`).toMatch(/^[\w-]{1,256} [A-Za-z0-9_-]{1,256}$/)
        }
        const event = Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]]))
        expect(messageIdOfTags(event)).toBe(messageId)
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
    expect(messageIdOfTags(tags)).toBeUndefined()
  })
})
