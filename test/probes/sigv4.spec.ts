import { describe, expect, test } from '@jest/globals';
import { signAws } from '../../backend/src/probes/sigv4.ts';

const suite = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 'service',
};
const suiteTime = new Date('2015-08-30T12:36:00Z');

/** AWS Signature Version 4 test suite, and the worked examples of the IAM and S3 documentation. */
describe('signatures are those that AWS published', () => {
  const url = (path: string) => new URL(`https://example.amazonaws.com${path}`);
  const signature = (method: string, path: string, headers: Record<string, string> = {}, body: string | null = null) =>
    /Signature=(.*)$/.exec(
      signAws({ method, url: url(path), headers, body }, suite, suiteTime)['authorization'] ?? '',
    )?.[1];

  test.each([
    ['get-vanilla', signature('GET', '/'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      signature('GET', '/?Param2=value2&Param1=value1'),
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    ['post-vanilla', signature('POST', '/'), '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-x-www-form-urlencoded',
      signature('POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, 'Param1=value1'),
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('%s', (_name, actual, expected) => expect(actual).toBe(expected));

  test('IAM ListUsers', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const request = {
      method: 'GET',
      url: new URL('https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08'),
      headers,
      body: null,
    };
    expect(signAws(request, { ...suite, service: 'iam' }, suiteTime)['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    );
  });

  test('S3 GET object with a range', () => {
    const credential = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
      service: 's3',
    };
    const request = {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { range: 'bytes=0-9' },
      body: null,
    };
    const { authorization } = signAws(request, credential, new Date('2013-05-24T00:00:00Z'));
    expect(authorization).toMatch(/Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/);
  });
});

test('a session token is sent and signed', () => {
  const headers = signAws(
    { method: 'GET', url: new URL('https://sts.amazonaws.com/'), headers: {}, body: null },
    { ...suite, sessionToken: 'temporary' },
    suiteTime,
  );
  expect(headers['x-amz-security-token']).toBe('temporary');
  expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token');
});
