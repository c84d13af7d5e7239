import { BlockList, isIP } from 'node:net';
import { badRequest } from '../http/reply.ts';

/** Address blocks a token or a secret id may be used from: https://developer.hashicorp.com/vault/api-docs/auth/approle */
export function parseCidrs(field: string, blocks: string[]): string[] {
  for (const block of blocks) add(new BlockList(), block, () => badRequest(`field "${field}" must hold CIDR blocks`));
  return blocks;
}

/** True when there are no blocks, or one of them holds the address. */
export function isInside(address: string, blocks: string[]): boolean {
  if (blocks.length === 0) return true;
  const list = new BlockList();
  for (const block of blocks) add(list, block, () => new Error('a stored CIDR block is invalid'));
  const plain = address.replace(/^::ffff:/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function add(list: BlockList, block: string, refuse: () => Error): void {
  const [address = '', bits = ''] = block.split('/');
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const prefix = bits === '' ? most : Number(bits);
  if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) throw refuse();
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
}
