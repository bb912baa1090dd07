import { BlockList, isIP } from 'node:net';

const publicSpace = new BlockList();
publicSpace.addSubnet('2000::', 3, 'ipv6');
const neverPublic = new BlockList();
for (const [net, bits] of [
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
] as const) {
  neverPublic.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2001::', 23],
] as const)
  neverPublic.addSubnet(net, bits, 'ipv6');

/** Whether an address may be reached: as a private one that an administrator named, as a public one, or not at all. */
export type AddressPolicy = (address: string) => 'private' | 'public' | undefined;

/** `allowedAddresses` are CIDRs such as `10.20.0.0/16`; one without mask bits is one address. */
export function addressPolicy(allowedAddresses: readonly string[]): AddressPolicy {
  const allowed = new BlockList();
  for (const cidr of allowedAddresses) {
    const [net = '', bits] = cidr.split('/');
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
    allowed.addSubnet(net, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (allowed.check(address, family)) return 'private';
    const isPublic =
      family === 'ipv4'
        ? !neverPublic.check(address, 'ipv4')
        : publicSpace.check(address, 'ipv6') && !neverPublic.check(address, 'ipv6');
    return isPublic ? 'public' : undefined;
  };
}

/** Whether a text is an address with its mask bits, such as `10.20.0.0/16`. */
export function isCidr(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const family = isIP(address);
  return family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32);
}
