import { createHmac } from 'node:crypto';
import type { BuiltRequest } from './inject.ts';
import { UnusableCredential } from './outcome.ts';

export interface AzureCredential {
  /** Name of the storage account. */
  readonly account: string;
  /** Base64. */
  readonly key: string;
}

/** Headers that have a line of their own in what is signed, in this order. `date` is left empty: `x-ms-date` counts. */
const signedHeaders = [
  ...['content-encoding', 'content-language', 'content-length', 'content-md5', 'content-type', 'date'],
  ...['if-modified-since', 'if-match', 'if-none-match', 'if-unmodified-since', 'range'],
];

/**
 * Adds the Shared Key signature of Azure Storage and returns all headers.
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function signAzure(request: BuiltRequest, { account, key }: AzureCredential, now: Date): Record<string, string> {
  const secret = Buffer.from(key, 'base64');
  if (secret.length < 16 || secret.toString('base64') !== key)
    throw new UnusableCredential('The account key is not whole. It is base64 text that ends in ==.');
  const headers: Record<string, string> = { ...request.headers, 'x-ms-date': now.toUTCString() };
  const length = Buffer.byteLength(request.body ?? '');
  const known: Record<string, string> = { ...headers, 'content-length': length === 0 ? '' : String(length), date: '' };
  const text = [
    request.method,
    ...signedHeaders.map((name) => known[name] ?? ''),
    ...canonicalHeaders(headers),
    canonicalResource(account, request.url),
  ].join('\n');
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  return { ...headers, authorization: `SharedKey ${account}:${signature}` };
}

function canonicalHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => name.startsWith('x-ms-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}`);
}

/** The path as it is sent, and each query parameter decoded on a line of its own; values of one name joined by commas. */
function canonicalResource(account: string, url: URL): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) {
    const lower = name.toLowerCase();
    values.set(lower, [...(values.get(lower) ?? []), value].sort());
  }
  const lines = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, found]) => `${name}:${found.join(',')}`);
  return [`/${account}${url.pathname}`, ...lines].join('\n');
}
