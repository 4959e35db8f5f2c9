import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../functions/http/public-address.ts'

describe('an address that a feed may be fetched from', () => {
  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    'is one of the public internet: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    ['of this host', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1'],
    ['of loopback', '127.0.0.1'],
    ['of loopback', '127.255.255.254'],
    ['of the metadata of a cloud', '169.254.169.254'],
    ['of the metadata of a cloud', 'fd00:ec2::254'],
    ['for documents', '192.0.2.1'],
    ['for benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['of loopback', '::1'],
    ['IPv4-mapped', '::ffff:8.8.8.8'],
    ['IPv4-mapped', '::ffff:7f00:1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['behind NAT64', '64:ff9b::7f00:1'],
    ['behind local NAT64', '64:ff9b:1::1'],
    ['of 6to4', '2002:7f00:1::1'],
    ['of Teredo', '2001:0:1::1'],
    ['for documents', '2001:db8::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['unique-local', 'fc00::1'],
    ['multicast', 'ff02::1'],
    ['no address at all', 'localhost'],
    ['no address at all', ''],
  ])('is none that is %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false))
})
