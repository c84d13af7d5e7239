import { expect, test } from '@jest/globals';
import { isPlainAddress, mailFor } from './mail-text.ts';

const notice = {
  id: 'ntf_1',
  title: 'Orders & <b>more</b>',
  body: 'Line one\nLine "two"',
  link: '/connections/conn_1/show',
  person: { name: 'Ann', email: 'ann@example.com' },
  publicUrl: 'https://drawbridge.example.com/',
};

test('the mail leads into the console, in both of its forms', () => {
  const mail = mailFor(notice);
  expect(mail.text).toContain('https://drawbridge.example.com/#/connections/conn_1/show');
  expect(mail.html).toContain('href="https://drawbridge.example.com/#/connections/conn_1/show"');
  expect(mail.messageId).toBe('<ntf_1@drawbridge.example.com>');
});

test('text of people is never markup', () => {
  expect(mailFor(notice).html).toContain('Orders &amp; &lt;b&gt;more&lt;/b&gt;');
  expect(mailFor(notice).html).not.toContain('<b>');
});

test('line breaks cannot begin a header', () => {
  const mail = mailFor({
    ...notice,
    title: 'Orders\r\nBcc: all@example.com',
    person: { name: 'Ann\nCc: x@example.com', email: 'ann@example.com' },
  });
  expect(mail.subject).toBe('Orders Bcc: all@example.com');
  expect(mail.to.name).toBe('Ann Cc: x@example.com');
});

test.each([
  ['ann@example.com', true],
  ["o'neil+drawbridge@mail.example.co.uk", true],
  ['ann@example.com, bob@example.com', false],
  ['ann@example.com\r\nRCPT TO:<bob@example.com>', false],
  ['"ann@evil.example"@example.com', false],
  ['<ann@example.com>', false],
  ['ann', false],
])('%j is a plain address: %s', (address, plain) => {
  expect(isPlainAddress(address)).toBe(plain);
});
