import { expect, it } from 'vitest'
import { makeSendHandler } from '../../../functions/pipeline/sending/send.handler.ts'

it('keeps the messages whose sending failed, reports them, and releases the others', async () => {
  const key = (customer: string) => ({ pk: `acme/${customer}`, sk: 'message#welcome#1#hello' })
  const reported: unknown[] = []
  const handler = makeSendHandler({
    send: async ({ pk }) => {
      if (pk === 'acme/bad') throw new Error('the store does not answer')
    },
    onFailure: (key, error) => reported.push([key, error]),
  })
  const Records = ['a', 'bad', 'b'].map((customer) => ({
    messageId: `m-${customer}`,
    body: JSON.stringify(key(customer)),
  }))
  expect(await handler({ Records } as never)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm-bad' }],
  })
  expect(reported).toEqual([
    ['acme/bad message#welcome#1#hello', new Error('the store does not answer')],
  ])
})
