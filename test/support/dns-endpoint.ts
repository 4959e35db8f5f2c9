/**
 * A DNS server on a free UDP port of 127.0.0.1, as far as mail's records need it: TXT, CNAME, MX, A
 * and AAAA (RFC 1035), names compared without regard to case. Like a recursive resolver it follows
 * its own CNAMEs.
 */
import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'

/** A TXT record is one text, cut into strings of 255 bytes, or the strings themselves. */
export type DnsRecords = {
  readonly TXT?: readonly (string | readonly string[])[]
  readonly CNAME?: string
  readonly MX?: readonly (readonly [priority: number, exchange: string])[]
  /** IPv4 and IPv6. */
  readonly addresses?: readonly string[]
}

/** `unanswered` never answers. */
export type DnsFault = 'servfail' | 'refused' | 'unanswered'

/** By name; a name that is not in it, nor above one that is, does not exist. */
export type Zone = Readonly<Record<string, DnsRecords | DnsFault>>

export type DnsEndpoint = {
  /** `127.0.0.1:<port>` */
  readonly server: string
  readonly serve: (zone: Zone) => void
  /** `TYPE name` of each question, oldest first. */
  readonly asked: readonly string[]
  readonly stop: () => Promise<void>
}

const TYPES = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 } as const
type Type = keyof typeof TYPES
const CODES = { ok: 0, servfail: 2, nxdomain: 3, refused: 5 } as const

type Question = {
  readonly id: number
  readonly name: string
  readonly type: number
  readonly raw: Buffer
}
type Answer = { readonly name: string; readonly type: Type; readonly data: Buffer }

function questionIn(message: Buffer): Question {
  const labels: string[] = []
  let at = 12
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return {
    id: message.readUInt16BE(0),
    name: labels.join('.'),
    type: message.readUInt16BE(at + 1),
    raw: message.subarray(12, at + 5),
  }
}

const sixteen = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, i) => {
    bytes.writeUInt16BE(number, i * 2)
  })
  return bytes
}

/** A text with its length before it, in one byte. */
const counted = (text: string | Buffer): Buffer => {
  const bytes = Buffer.from(text)
  if (bytes.length > 255) throw new Error('a string of DNS has 255 bytes at most')
  return Buffer.concat([Buffer.of(bytes.length), bytes])
}

const nameBytes = (name: string): Buffer =>
  Buffer.concat([...name.split('.').filter(Boolean).map(counted), Buffer.of(0)])

function textBytes(text: string | readonly string[]): Buffer {
  if (typeof text !== 'string') return Buffer.concat(text.map(counted))
  const bytes = Buffer.from(text)
  const strings = Math.max(1, Math.ceil(bytes.length / 255))
  return Buffer.concat(
    Array.from({ length: strings }, (_, i) => counted(bytes.subarray(i * 255, (i + 1) * 255))),
  )
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number))
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return sixteen(...[...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16)))
}

function dataOf(records: DnsRecords, type: Type): readonly Buffer[] {
  switch (type) {
    case 'TXT':
      return (records.TXT ?? []).map(textBytes)
    case 'CNAME':
      return records.CNAME === undefined ? [] : [nameBytes(records.CNAME)]
    case 'MX':
      return (records.MX ?? []).map(([priority, exchange]) =>
        Buffer.concat([sixteen(priority), nameBytes(exchange)]),
      )
    case 'A':
    case 'AAAA':
      return (records.addresses ?? [])
        .filter((address) => isIPv6(address) === (type === 'AAAA'))
        .map(addressBytes)
  }
}

const answerBytes = ({ name, type, data }: Answer): Buffer =>
  Buffer.concat([nameBytes(name), sixteen(TYPES[type], 1, 0, 0, data.length), data])

function reply(question: Question, code: number, answers: readonly Answer[]): Buffer {
  // A response, recursion desired and available.
  const header = sixteen(question.id, 0x8180 | code, 1, answers.length, 0, 0)
  return Buffer.concat([header, question.raw, ...answers.map(answerBytes)])
}

/** Undefined if the zone does not answer. */
function replyFrom(zone: ReadonlyMap<string, DnsRecords | DnsFault>, question: Question) {
  const type = Object.entries(TYPES).find(([, code]) => code === question.type)?.[0] as Type
  const answers: Answer[] = []
  let name = question.name.toLowerCase()
  for (;;) {
    const records = zone.get(name)
    if (records === 'unanswered') return undefined
    if (typeof records === 'string') return reply(question, CODES[records], [])
    const exists = records !== undefined || [...zone.keys()].some((key) => key.endsWith(`.${name}`))
    if (!exists) return reply(question, CODES.nxdomain, answers)
    for (const data of dataOf(records ?? {}, type)) answers.push({ name, type, data })
    if (type === 'CNAME' || records?.CNAME === undefined) return reply(question, CODES.ok, answers)
    answers.push({ name, type: 'CNAME', data: nameBytes(records.CNAME) })
    name = records.CNAME.toLowerCase().replace(/\.$/, '')
  }
}

/**
 * @example
 * const dns = await startDnsEndpoint({ 'shop.example': { MX: [[10, 'mail.shop.example']] } })
 * makeNodeResolver({ servers: [dns.server] })
 */
export async function startDnsEndpoint(first: Zone = {}): Promise<DnsEndpoint> {
  const asked: string[] = []
  let zone = lowered(first)
  const socket = createSocket('udp4')
  socket.on('message', (message: Buffer, { address, port }: RemoteInfo) => {
    const question = questionIn(message)
    const type = Object.entries(TYPES).find(([, code]) => code === question.type)?.[0]
    asked.push(`${type} ${question.name.toLowerCase()}`)
    const bytes = replyFrom(zone, question)
    if (bytes) socket.send(bytes, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    server: `127.0.0.1:${socket.address().port}`,
    serve: (next) => {
      zone = lowered(next)
    },
    asked,
    stop: () => new Promise((stopped) => socket.close(() => stopped())),
  }
}

const lowered = (zone: Zone): ReadonlyMap<string, DnsRecords | DnsFault> =>
  new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase(), records]))
