/** The sentences of the console, as the command says them: all times in UTC. */
import type { Instant } from '../../domain/time.ts'
import type { Language } from '../../language/language-tags.ts'
import { type Voice, voiceFor } from '../../language/voice.ts'
import { shortInstant } from '../words.ts'

export function plainVoice(language: Language, now: Instant): Voice {
  const voice = voiceFor(language, 'UTC', now)
  const day = (at: Instant) => shortInstant(at).slice(0, 'yyyy-mm-dd'.length)
  return { ...voice, formats: { ...voice.formats, day, moment: shortInstant } }
}
