/** The first part of a mail's Message-ID, by which a mail is known where nothing else names it. */
import { hash } from 'node:crypto'

/** It reveals nothing of the message. @param messageId anything that identifies the message */
export const mimeIdOf = (messageId: string): string => hash('sha256', messageId, 'base64url')
