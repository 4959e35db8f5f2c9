/** Servers that listen, and whom they listen to. */
import type { Server } from 'node:http'
import { type AddressInfo, isIPv4 } from 'node:net'
import { StartError } from '../../store/start-fault.ts'

export type Address = {
  readonly host: string
  /** 0 takes one that is free. */
  readonly port: number
  /** The option by which another port is named. */
  readonly option: string
}

/** Whether only this machine reaches it. @example isLoopback('0.0.0.0') // false */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

/**
 * @returns where the server is reached
 * @throws if the port is taken
 */
export function listen(server: Server, { host, port, option }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new StartError({ kind: 'port-taken', port, option }) : error,
      ),
    )
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo
      resolve(`http://${nameOf(host)}:${taken}`)
    })
  })
}

/**
 * Finishes the requests in progress, and accepts no more; a server that never listened is closed
 * already.
 */
export function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed())
    server.closeIdleConnections()
  })
}

function nameOf(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
