import { createHash, createHmac } from 'node:crypto';

export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  /** By lower-case name; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface AwsCredential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  /** Lower-case service code: `sts`, `s3`. */
  readonly service: string;
}

/**
 * Adds AWS Signature Version 4 to a request and returns all its headers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signAws(request: AwsRequest, credential: AwsCredential, now: Date): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const bodyHash = sha256(request.body ?? '');
  const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time };
  if (credential.sessionToken) headers['x-amz-security-token'] = credential.sessionToken;
  if (credential.service === 's3') headers['x-amz-content-sha256'] = bodyHash;
  const signed = Object.entries({ ...headers, host: request.url.host }).sort(byText);
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    request.method,
    canonicalPath(request.url.pathname, credential.service),
    canonicalQuery(request.url.search),
    ...signed.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    names,
    bodyHash,
  ].join('\n');
  const scope = `${time.slice(0, 8)}/${credential.region}/${credential.service}/aws4_request`;
  const signature = hmac(
    signingKey(credential, time.slice(0, 8)),
    `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`,
  );
  const parts = [
    `Credential=${credential.accessKeyId}/${scope}`,
    `SignedHeaders=${names}`,
    `Signature=${signature.toString('hex')}`,
  ];
  return { ...headers, authorization: `AWS4-HMAC-SHA256 ${parts.join(', ')}` };
}

function signingKey(credential: AwsCredential, day: string): Buffer {
  return [day, credential.region, credential.service, 'aws4_request'].reduce<Buffer>(
    (key, text) => hmac(key, text),
    Buffer.from(`AWS4${credential.secretAccessKey}`),
  );
}

/** S3 takes the path as it is sent; every other service encodes it once more. */
function canonicalPath(path: string, service: string): string {
  return service === 's3' ? path : path.split('/').map(encode).join('/');
}

function canonicalQuery(search: string): string {
  const pairs = search === '' || search === '?' ? [] : search.slice(1).split('&').map(pair);
  return pairs
    .sort((a, b) => byText(a, b) || byText([a[1]], [b[1]]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  const [name, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  return [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))];
}

/** By code unit: names and values are percent-encoded, and AWS sorts by byte. */
function byText([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** RFC 3986 unreserved characters stand, everything else is percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
