import { createHash } from 'node:crypto';

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/** The Merkle tree hash of RFC 9162, section 2.1.1: leaves and nodes are told apart by their first byte. */
export function merkleRoot(leaves: Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(leafMark, only);
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(nodeMark, merkleRoot(leaves.slice(0, half)), merkleRoot(leaves.slice(half)));
}
