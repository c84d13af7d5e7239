import { expect, test } from '@jest/globals';
import { accountIdentity, comparableAccount } from './account-identity.ts';

const method = { account: undefined, fields: [{ key: 'api_key', secret: true, required: true }] } as never;
const idOf = (digest: string, key: string): string =>
  accountIdentity(method, { values: { api_key: key }, sha256: () => digest })?.id ?? '';

test('another key of an app without accounts is not taken for another account', () => {
  const [first, second] = [idOf('a'.repeat(64), 'one'), idOf('b'.repeat(64), 'two')];
  expect(first).not.toBe(second);
  expect(comparableAccount(first)).toBe(comparableAccount(second));
});

test('what stands before a fingerprint still tells accounts apart, and so does every other id', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(comparableAccount(`https://a.example#${digest}`)).not.toBe(comparableAccount(`https://b.example#${digest}`));
  expect(comparableAccount('4711')).not.toBe(comparableAccount('4712'));
});
