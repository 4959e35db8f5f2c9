/**
 * Connections that report the instant at which the first byte of a request goes to the operating
 * system: nothing comes between the report and the system call, so that a process which is killed
 * between them is as rare as can be. Until the report a request is certain not to have left.
 *
 * A new connection is given its request only once it is open, so that no request waits, reported as
 * sent, for a connection that may never come. No request may wait for another's connection either:
 * the agents open as many as are asked for, and the caller limits how many that is.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'

const handedOver = new AsyncLocalStorage<() => void>()

/**
 * Runs `request`, which makes one request through a watched agent.
 *
 * @param onHandover is called as a connection writes the request's first byte; if it throws, none leaves
 */
export const withHandover = <T>(onHandover: () => void, request: () => T): T =>
  handedOver.run(onHandover, request)

export type WatchedAgents = { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent }

/** @param idleSocketMs after which a connection that is not used is closed */
export function makeWatchedAgents(idleSocketMs: number): WatchedAgents {
  const options = { keepAlive: true, timeout: idleSocketMs }
  return {
    httpAgent: watch(new HttpAgent(options), 'connect'),
    httpsAgent: watch(new HttpsAgent(options), 'secureConnect'),
  }
}

function watch<A extends HttpAgent>(agent: A, opened: 'connect' | 'secureConnect'): A {
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, onCreated) => {
    const report = handedOver.getStore()
    const socket = connect(options)
    if (!socket) return socket
    const fail = (error: Error) => onCreated?.(error, socket)
    // By then the request has given up waiting for it.
    const giveUp = () => socket.destroy()
    socket.once('error', fail).once('timeout', giveUp)
    socket.once(opened, () => {
      socket.off('error', fail).off('timeout', giveUp)
      reportFirstWrite(socket, report)
      onCreated?.(null, socket)
    })
    return undefined
  }
  const reuse = agent.reuseSocket.bind(agent)
  agent.reuseSocket = (socket: Duplex, request) => {
    reuse(socket, request)
    reportFirstWrite(socket, handedOver.getStore())
  }
  return agent
}

/**
 * Both are what a Duplex writes with, and each of them ends in the system call.
 *
 * @see https://nodejs.org/api/stream.html#writable_writechunk-encoding-callback
 */
function reportFirstWrite(socket: Duplex, report: (() => void) | undefined): void {
  if (!report) return
  const { _write: write, _writev: writev } = socket
  const restore = () => Object.assign(socket, { _write: write, _writev: writev })
  socket._write = (chunk, encoding, done) => {
    restore()
    const error = failureOf(report)
    if (error) done(error)
    else socket._write(chunk, encoding, done)
  }
  if (!writev) return
  socket._writev = (chunks, done) => {
    restore()
    const error = failureOf(report)
    if (error) done(error)
    else socket._writev?.(chunks, done)
  }
}

function failureOf(report: (() => void) | undefined): Error | null {
  try {
    report?.()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
