import { describe, expect, test } from 'vitest'
import { readMail } from '../../functions/console/read-mail.ts'
import { composeMime } from '../../functions/pipeline/sending/compose-mime.ts'

const compose = (html: string) =>
  composeMime({
    from: { name: '一壶一叶', address: 'hello@shop.example.com' },
    to: { name: 'Lin', address: 'lin@example.com' },
    subject: '新茶',
    html,
    text: '你好',
    date: 0,
    messageId: 'demo/1/first-time#1#offer',
    listUnsubscribe: { https: 'https://shop.example.com/unsubscribe/token' },
  })

describe('A mail that is shown', () => {
  test('is parsed into the parts it was composed from', async () => {
    const mail = await readMail(compose('<p>你好</p>'))
    expect(mail.from).toBe('一壶一叶 <hello@shop.example.com>')
    expect(mail.to).toBe('Lin <lin@example.com>')
    expect(mail.html?.trim()).toBe('<p>你好</p>')
    expect(mail.text?.trim()).toBe('你好')
    expect(mail.headers.map(({ name }) => name)).toContain('List-Unsubscribe-Post')
    expect(mail.unsubscribe).toBe('https://shop.example.com/unsubscribe/token')
  })

  test('lists only web addresses as links, each once, with the unsubscribe link separate', async () => {
    const { links } = await readMail(
      compose(`
        <a href="https://shop.example.com/?a=1&amp;b=2">one</a>
        <A class="x" HREF='https://shop.example.com/two'>two</A>
        <a href="https://shop.example.com/two">again</a>
        <a href="javascript:alert(1)">no</a>
        <a href="&#106;avascript:alert(1)">no</a>
        <a href="data:text/html,x">no</a>
        <a href="/relative">no</a>
        <a href="https://shop.example.com/unsubscribe/token">apart</a>`),
    )
    expect(links).toEqual(['https://shop.example.com/?a=1&b=2', 'https://shop.example.com/two'])
  })

  test('can contain anything at all', async () => {
    expect(await readMail(Buffer.from('no mail\0\xff', 'latin1'))).toMatchObject({ links: [] })
    expect(await readMail(new Uint8Array())).toMatchObject({ from: '', to: '' })
  })
})
