import { describe, expect, test } from '@jest/globals';
import { Egress } from '../../backend/src/platform/egress/index.ts';
import { failureOf, probing } from './support.ts';

const publicAddress = '93.184.215.14';

/** Plain http is on, so that nothing is refused merely because it is not encrypted. */
const egress = (answers: readonly string[] = [publicAddress]) =>
  new Egress({
    allow: [],
    deny: ['db.drawbridge.example', '93.184.0.99', '93.185.0.0/16', '2606:4700::/32'],
    httpsOnly: false,
    resolver: () => Promise.resolve(answers),
  });

const loose4 = [
  '127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7f.0.0.1 0x7F.1 017700000001 0177.0.0.1 0177.0.0.01',
  '127.0.0.1. 0 0.0.0.0 0x0 １２７.０.０.１ 127。0。0。1 ①②⑦.⓪.⓪.① %31%32%37.0.0.1 127.0.0.%31 2852039166 0xa9fea9fe',
  '169.254.169.254 0251.0376.0251.0376 169.254.43518 0xa9.254.0xa9.254 169。254。169。254',
].flatMap((line) => line.split(' '));

const private4 = [
  '10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1',
  '192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1',
  '239.255.255.255 240.0.0.1 255.255.255.255 0.1.2.3',
].flatMap((line) => line.split(' '));

const private6 = [
  ':: ::1 0:0:0:0:0:0:0:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 0:0:0:0:0:ffff:7f00:1 ::ffff:a9fe:a9fe',
  '::ffff:0:7f00:1 64:ff9b::7f00:1 64:ff9b::169.254.169.254 64:ff9b:1::a00:1 100::1 2001::1 2001:0:7f00:1::1 2001:10::1',
  '2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 febf::1 fec0::1 ff02::1',
  '4000::1 ::ffff:8.8.8.8 ::8.8.8.8 ::2',
].flatMap((line) => line.split(' '));

describe('an address that is not public is refused before a socket is made', () => {
  test.each([...loose4, ...private4, ...private6.map((address) => `[${address}]`)])('http://%s/', async (host) => {
    const plain = await failureOf(() => egress().request(probing(`http://${host}/`)));
    const encrypted = await failureOf(() => egress().request(probing(`https://${host}/`)));
    expect([plain, encrypted]).toMatchObject(Array(2).fill({ failure: 'blocked', sockets: 0 }));
  });

  test.each([...private4, ...private6])('a public name that answers %s', async (address) => {
    const alone = await failureOf(() => egress([address]).request(probing('https://hooks.example.com/')));
    const mixed = await failureOf(() =>
      egress([publicAddress, address]).request(probing('https://hooks.example.com/')),
    );
    expect([alone, mixed]).toMatchObject(Array(2).fill({ failure: 'blocked', sockets: 0 }));
  });

  test.each([...loose4, ...private4, ...private6, ...private6.map((address) => `[${address}]`)])(
    'a database host typed as %s',
    async (host) => {
      const target = { host, port: 5432, service: 'postgres', encryption: 'upgrade' } as const;
      expect(await failureOf(() => egress().connect(target))).toMatchObject({ failure: 'blocked', sockets: 0 });
    },
  );
});

describe('a URL that says one thing and means another is refused', () => {
  test.each([
    'http://a@127.0.0.1/',
    'http://user:secret@hooks.example.com/',
    'https://hooks.example.com@127.0.0.1/',
    'https://hooks.example.com:443@10.0.0.1/',
    'https://:@127.0.0.1/',
    'https://a%40b@hooks.example.com/',
    'http:\\\\127.0.0.1\\',
    'http:127.0.0.1',
    'http:///127.0.0.1/',
    'http://127.0.0.1\\@hooks.example.com/',
    'http://127.0.0.1#@hooks.example.com/',
    'http://127.0.0.1?@hooks.example.com/',
    'http://\t127.0.0.1/',
    'http://127.0.0.1\n/',
  ])('%j', async (url) => {
    expect(await failureOf(() => egress().request(probing(url)))).toMatchObject({ failure: 'blocked', sockets: 0 });
  });

  test.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'ftp://hooks.example.com/',
    'ws://hooks.example.com/',
    'wss://hooks.example.com/',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'blob:https://hooks.example.com/0',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/info',
    'ldap://127.0.0.1/',
    'dict://127.0.0.1:11211/',
    'about:blank',
  ])('%s', async (url) => {
    expect(await failureOf(() => egress().request(probing(url)))).toMatchObject({ failure: 'blocked', sockets: 0 });
  });
});

describe('a name of our own, or of no one, is refused whatever it answers', () => {
  test.each([
    ...'localhost localhost. foo.localhost vault postgres kubernetes.default.svc.cluster.local printer.local'.split(
      ' ',
    ),
    ...'metadata.google.internal instance-data.ec2.internal router.home.arpa nas.lan db.drawbridge.example'.split(' '),
    ...'replica.db.drawbridge.example DB.Drawbridge.Example. 93.184.0.99 93.185.7.7 [2606:4700::1]'.split(' '),
  ])('https://%s/', async (host) => {
    expect(await failureOf(() => egress().request(probing(`https://${host}/`)))).toMatchObject({
      failure: 'blocked',
      sockets: 0,
    });
  });

  test.each(['93.184.0.99', '93.185.1.1', '2606:4700:0:1::1'])('a name that answers our own %s', async (address) => {
    const outcome = await failureOf(() =>
      egress([publicAddress, address]).request(probing('https://hooks.example.com/')),
    );
    expect(outcome).toMatchObject({ failure: 'blocked', sockets: 0 });
  });
});

describe('a port that does not belong to the protocol is refused', () => {
  test.each([0, 21, 22, 25, 81, 444, 2375, 5432, 6379, 8080, 8200, 8443, 9200, 27017, 65535])(
    'port %i',
    async (port) => {
      const outcome = await failureOf(() => egress().request(probing(`https://hooks.example.com:${port}/`)));
      expect(outcome).toMatchObject({ failure: 'blocked', sockets: 0 });
    },
  );

  test.each([
    ['http on the port of https', 'http://hooks.example.com:443/'],
    ['https on the port of http', 'https://hooks.example.com:80/'],
  ])('%s', async (_what, url) => {
    expect(await failureOf(() => egress().request(probing(url)))).toMatchObject({ failure: 'blocked', sockets: 0 });
  });

  test.each([
    ['postgres', 443],
    ['postgres', 6379],
    ['postgres', 0],
    ['postgres', 70000],
    ['postgres', Number.NaN],
    ['smtp', 5432],
    ['redis', 8200],
    ['sftp', 80],
  ] as const)('%s on port %p', async (service, port) => {
    const target = { host: 'hooks.example.com', port, service, encryption: 'upgrade' } as const;
    expect(await failureOf(() => egress().connect(target))).toMatchObject({ failure: 'blocked', sockets: 0 });
  });
});

describe('a host that a person typed is a host and nothing more', () => {
  test.each([
    ...[
      '',
      ' ',
      'a b',
      'a@b.example',
      'user:pw@b.example',
      'b.example:5432',
      'b.example/path',
      'b.example?x',
      'b.example#x',
    ],
    ...[
      'b.example\\x',
      'http://b.example',
      'fe80::1%eth0',
      '%62.example',
      'b..example',
      '.b.example',
      '-b.example',
      'b_.-',
    ],
    ...['b.example\n', 'b.example\0', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`, '[::1]', 'b!.example'],
  ])('%j', async (host) => {
    const target = { host, port: 5432, service: 'postgres', encryption: 'upgrade' } as const;
    expect(await failureOf(() => egress().connect(target))).toMatchObject({ failure: 'blocked', sockets: 0 });
  });
});

describe('a resolver that answers nonsense leads nowhere', () => {
  test.each([
    ['nothing', []],
    ['a name', ['other.example.com']],
    ['a zone', ['fe80::1%eth0']],
    ['a loose address', ['0x8.8.8.8']],
    ['an empty string', ['']],
    ['a flood', Array<string>(65).fill(publicAddress)],
  ])('%s', async (_what, answers) => {
    const outcome = await failureOf(() => egress(answers).request(probing('https://hooks.example.com/')));
    expect(['dns', 'blocked']).toContain(outcome.failure);
    expect(outcome.sockets).toBe(0);
  });

  test('one that fails is a dns failure, and one that hangs a timeout', async () => {
    const failing = new Egress({
      allow: [],
      httpsOnly: true,
      resolver: () => Promise.reject(new Error('SERVFAIL 10.0.0.2')),
    });
    const hanging = new Egress({ allow: [], httpsOnly: true, resolver: () => new Promise(() => undefined) });
    const url = 'https://hooks.example.com/';
    expect(await failureOf(() => failing.request(probing(url)))).toMatchObject({ failure: 'dns', sockets: 0 });
    const late = await failureOf(() => hanging.request(probing(url, { totalMs: 80 })));
    expect(late).toMatchObject({ failure: 'timeout', sockets: 0 });
    expect(late.ms).toBeLessThan(1000);
  });
});

describe('what is not encrypted goes nowhere while only https is permitted', () => {
  const strict = new Egress({ allow: [], httpsOnly: true, resolver: () => Promise.resolve([publicAddress]) });

  test('http, a plain database and plain mail are refused before the name is resolved', async () => {
    const host = 'hooks.example.com';
    const outcomes = [
      await failureOf(() => strict.request(probing(`http://${host}/`))),
      await failureOf(() => strict.connect({ host, port: 5432, service: 'postgres', encryption: 'none' })),
      await failureOf(() => strict.connect({ host, port: 25, service: 'smtp', encryption: 'none' })),
    ];
    expect(outcomes).toMatchObject(Array(3).fill({ failure: 'blocked', sockets: 0 }));
  });
});
