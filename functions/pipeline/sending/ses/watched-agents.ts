/**
 * Connections that report the instant at which a request is handed to one: the next thing to happen
 * is that its bytes go to the operating system. Until then a request is certain not to have left.
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
 * @param onHandover is called once a connection takes the request; if it throws, no byte leaves
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
      const error = failureOf(report)
      if (error) socket.destroy()
      onCreated?.(error, socket)
    })
    return undefined
  }
  const reuse = agent.reuseSocket.bind(agent)
  agent.reuseSocket = (socket: Duplex, request) => {
    reuse(socket, request)
    const error = failureOf(handedOver.getStore())
    if (error) request.destroy(error)
  }
  return agent
}

function failureOf(report: (() => void) | undefined): Error | null {
  try {
    report?.()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
