/** Which addresses are those of the public internet: none leads into a network of one's own. */
import { BlockList, isIP } from 'node:net'

/**
 * What is not assigned to hosts of the public internet: the special-purpose registries of IANA
 * (RFC 6890 and what updates it), multicast, and what is reserved. The metadata services of clouds
 * are among them: 169.254.169.254 is link-local, fd00:ec2::254 is unique-local.
 */
const NOT_PUBLIC = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4')

/** Of 2000::/3, all that is assigned; what leads to an IPv4 address by another way is left out. */
const GLOBAL_V6 = new BlockList()
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  // Teredo, benchmarking, ORCHID and other special purposes.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4.
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
  ['5f00::', 16],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv6')

/**
 * IPv6 is closed: only global unicast is public, so that IPv4-mapped, IPv4-compatible, NAT64
 * (64:ff9b::), local and multicast addresses are not.
 *
 * @param address as a resolver answers it, without brackets
 * @example isPublicAddress('169.254.169.254') // false
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC.check(address, 'ipv4')
    case 6:
      return GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
    default:
      return false
  }
}
