import { BlockList, isIP } from 'node:net';

/** IPv4 networks that are nobody's public server: this machine, private ones, links, tests, multicast. IANA's special registry. */
const closedIpv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Parts of IPv6's public space that are tunnels to the above, tests or documentation. */
const closedIpv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** True for an IP address of the public internet. Names, mapped and private addresses are not public. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !listOf(closedIpv4, 'ipv4').check(address, 'ipv4');
  if (kind !== 6) return false;
  const open = new BlockList();
  open.addSubnet('2000::', 3, 'ipv6');
  return open.check(address, 'ipv6') && !listOf(closedIpv6, 'ipv6').check(address, 'ipv6');
}

function listOf(networks: readonly (readonly [string, number])[], kind: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, kind);
  return list;
}
