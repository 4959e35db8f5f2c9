/** The shipped mails as other programs read them: strict parsers of MIME and HTML, a spam filter. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'cheerio'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'

const FOLDER = new URL('mails/', import.meta.url)
const mails = readdirSync(FOLDER).map((name) => ({
  name,
  bytes: readFileSync(new URL(name, FOLDER)),
}))

const hasSpamAssassin = spawnSync('spamassassin', ['--version']).status === 0
const WELL_BELOW_SPAM = 0.5

const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

/** Elements that are not closed, or in another order than they were opened; the parser forgives it. */
function misnestedIn(html: string): readonly string[] {
  const open: string[] = []
  const faults: string[] = []
  const visible = html.replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<!doctype[^>]*>/gi, '')
  for (const [, closes = '', name = ''] of visible.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    if (closes === '') open.push(...(VOID.has(name) ? [] : [name]))
    else if (open.pop() !== name) faults.push(name)
  }
  return [...faults, ...open]
}

describe('A shipped mail as it is received', () => {
  it.each(mails)('is parsed without a fault: $name', async ({ bytes }) => {
    const { html = '', text = '', subject = '', from, to } = await PostalMime.parse(bytes)
    expect([subject, from?.address, to?.[0]?.address].every(Boolean)).toBe(true)
    // Nothing that was encoded is left, or was lost.
    expect(subject + html + text).not.toMatch(/=\?UTF-8|\uFFFD|=[0-9A-F]{2}=/)
    const faults: string[] = []
    load(html, { onParseError: ({ code }) => faults.push(code) })
    expect(faults).toEqual([])
    expect(misnestedIn(html)).toEqual([])
  })

  it.each(mails)('keeps to the limits of lines: $name', ({ bytes }) => {
    const lines = bytes.toString('latin1').split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(lines.every((line) => /^[\t\x20-\x7e]*$/.test(line))).toBe(true)
  })

  it.skipIf(!hasSpamAssassin)(
    `is no spam by SpamAssassin${hasSpamAssassin ? '' : ' (skipped: it is not installed)'}`,
    () => {
      const mbox = mails.map(({ bytes }) => {
        const source = bytes.toString('latin1').replace(/^(>*From )/gm, '>$1')
        return `From shop@example.com Mon Jun  1 12:00:00 2026\n${source}\n\n`
      })
      const own = ['use_bayes 0', 'use_auto_whitelist 0'].map((line) => `--cf=${line}`)
      const { stdout } = spawnSync('spamassassin', ['-L', '-t', '-x', ...own, '--mbox'], {
        input: mbox.join(''),
        encoding: 'latin1',
        maxBuffer: 2 ** 26,
      })
      const scores = [...stdout.matchAll(/^X-Spam-Status: .*?\bscore=(-?[\d.]+)/gm)]
      expect(scores).toHaveLength(mails.length)
      expect(Math.max(...scores.map(([, score]) => Number(score)))).toBeLessThan(WELL_BELOW_SPAM)
    },
    60_000,
  )
})
