import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { Problem } from '../platform/index.ts';

/** What node-vault hands to its HTTP client, and what it wants back. */
interface VaultRequest {
  uri: string;
  method: string;
  headers?: Record<string, string>;
  json?: unknown;
}
interface VaultResponse {
  statusCode: number;
  body: unknown;
  request: { path: string };
}

const connectMs = 1000;
const callMs = 2000;
const maxReplyBytes = 1_048_576;

/**
 * The HTTP client that node-vault runs on, in place of its own: keep-alive, bounded in time and size, never follows a
 * redirect (so a token goes to no other authority), knows no proxy, and throws errors that hold neither token nor payload.
 */
export class VaultTransport {
  private readonly agent: Agent;
  private readonly origin: string;

  constructor(address: string, caFile?: string) {
    this.origin = new URL(address).origin;
    this.agent = new Agent({
      connect: { timeout: connectMs, ...(caFile !== undefined && { ca: readFileSync(caFile, 'utf8') }) },
      connections: 16,
      headersTimeout: callMs,
      bodyTimeout: callMs,
      keepAliveTimeout: 30_000,
    });
  }

  /** node-vault asks for a client with defaults; ours has no options to default. */
  defaults(): (request: VaultRequest) => Promise<VaultResponse> {
    return (request) => this.send(request);
  }

  close(): Promise<void> {
    return this.agent.close();
  }

  private async send({ uri, method, headers, json }: VaultRequest): Promise<VaultResponse> {
    const url = new URL(uri);
    if (url.origin !== this.origin) throw new Error('a Vault path must not change the address');
    const hasBody = json !== null && typeof json === 'object';
    try {
      const reply = await this.agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: {
          ...headers,
          'X-Vault-Request': 'true',
          ...(hasBody && headers?.['Content-Type'] === undefined && { 'Content-Type': 'application/json' }),
        },
        body: hasBody ? JSON.stringify(json) : null,
        signal: AbortSignal.timeout(callMs),
      });
      const text = await limited(reply.body);
      const body = parse(text);
      // A page of whatever stands in front of Vault is no success.
      if (reply.statusCode < 300 && text !== '' && body === undefined) throw new Error('not a reply of Vault');
      return { statusCode: reply.statusCode, body, request: { path: url.pathname } };
    } catch (error) {
      // The original error may carry the request; only its kind is kept.
      const code = (error as { code?: unknown }).code;
      throw new Problem('vault_unavailable', {
        detail: 'Vault cannot be reached.',
        cause: typeof code === 'string' ? code : 'timeout',
        retryAfter: 5,
      });
    }
  }
}

async function limited(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > maxReplyBytes) throw new Error('reply too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
