/** The sentences of the pages, as the command says them: in English, all instants in UTC. */

import type { Instant } from '../../domain/time.ts'
import { type Voice, voiceFor } from '../../language/voice.ts'
import { shortInstant } from '../words.ts'

export function plainVoice(now: Instant): Voice {
  const voice = voiceFor('en', 'UTC', now)
  const day = (at: Instant) => shortInstant(at).slice(0, 'yyyy-mm-dd'.length)
  const formats = { ...voice.formats, day, moment: shortInstant, comparing: () => formats }
  return { ...voice, formats }
}
