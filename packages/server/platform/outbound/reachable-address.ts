/** Which addresses Baton may connect to on somebody's word: none inside a network, unless the operator named it. */
import { BlockList, isIP } from 'node:net'

/** Special-purpose ranges (IANA registries of RFC 6890): loopback, private, link-local, shared, documentation, multicast, reserved. */
const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
const REFUSED_V6 = [
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]

export type Reachable = (address: string) => boolean

/**
 * @param allowed CIDR ranges that are reachable all the same: `10.1.0.0/16`
 * @throws Error on a range that is none
 */
export function reachable(allowed: readonly string[]): Reachable {
  const refused = listOf([...REFUSED_V4, ...REFUSED_V6])
  const named = listOf(allowed)
  return (address) => {
    const plain = withoutMapping(address)
    const family = isIP(plain)
    if (family === 0) return false
    const kind = family === 6 ? 'ipv6' : 'ipv4'
    return named.check(plain, kind) || !refused.check(plain, kind)
  }
}

/** `::ffff:7f00:1` reaches 127.0.0.1, so that is what is asked about. */
function withoutMapping(address: string): string {
  const plain = address.split('%', 1)[0]!
  const dotted = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (dotted) return dotted[1]!
  const hex = /^(?:0*:)*:?(?:0*:)*ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(plain)
  if (!hex) return plain
  const [high, low] = [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits = ''] = range.trim().split('/')
    const family = isIP(network)
    const length = Number(bits)
    if (
      family === 0 ||
      bits === '' ||
      !Number.isInteger(length) ||
      length < 0 ||
      length > (family === 6 ? 128 : 32)
    )
      throw new Error(`"${range}" is not a range of addresses such as 10.1.0.0/16.`)
    list.addSubnet(network, length, family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
