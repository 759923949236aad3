/** Where a request came from, as far as it may be remembered: the part of an address that a household or company shares, as a stand-in. */
import { isIPv6 } from 'node:net'
import type { Signing } from './open-signing.ts'

/** The same for all of a /24 of IPv4, and of a /48 of IPv6, however the address is spelt. */
export function networkOf(signing: Signing, ip: string): string {
  return signing.pseudonym('network', sharedPart(ip))
}

export function sharedPart(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain.split('.').slice(0, 3).join('.')
  const [left = '', right] = plain.toLowerCase().split('::')
  const groups = left === '' ? [] : left.split(':')
  const behind = right ? right.split(':') : []
  // What two colons stand for.
  const zeros = right === undefined ? 0 : 8 - groups.length - behind.length
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...behind]
  return all
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
