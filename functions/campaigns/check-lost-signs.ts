/** Characters that were lost because a file is not in UTF-8, and that no mail may show. */
import { hasLostSigns } from '../domain/placeholder.ts'
import { type Fault, lineAt, sentences } from './fault.ts'

/**
 * One fault for each file that has any, at the first of them.
 *
 * @param files by path, as text in which U+FFFD stands for each byte that is not UTF-8
 * @example lostSignFaults(new Map([['a.en.mjml', 'J\ufffdrg']]))[0]?.line // 1
 */
export const lostSignFaults = (files: ReadonlyMap<string, string>): readonly Fault[] =>
  [...files]
    .filter(([, text]) => hasLostSigns(text))
    .map(([file, text]) => ({
      file,
      line: lineAt(text, text.indexOf('\ufffd')),
      ...sentences((w) => w.campaign.lostSigns),
    }))
