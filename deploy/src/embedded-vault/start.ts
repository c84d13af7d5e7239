import { accessSync, constants, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Core } from './core.ts';
import { createHttpServer } from './http/server.ts';
import { errorCode } from './storage/files.ts';
import { lockFolder } from './storage/lock.ts';

export interface EmbeddedVaultOptions {
  /** Where the sealed data lives; made with mode 0700 when missing. */
  dir: string;
  /** 0 picks a free one. */
  port: number;
  host?: string;
  bodyBytes?: number;
  jsonDepth?: number;
  /** Lets it run with NODE_ENV=production, which is refused otherwise. */
  allowProduction?: boolean;
  /** Starts over when the Vault was initialised but never unsealed, so a crash in a first start loses nothing and blocks nothing. */
  forgetUnopened?: boolean;
}

export interface EmbeddedVault {
  address: string;
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 30_000;
const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Starts the server, sealed. It speaks the HTTP API of Vault on a loopback address and says `dev-embedded` in its version. */
export async function startEmbeddedVault(options: EmbeddedVaultOptions): Promise<EmbeddedVault> {
  const {
    dir,
    port,
    host = '127.0.0.1',
    bodyBytes = 256 << 10,
    jsonDepth = 32,
    allowProduction = false,
    forgetUnopened = false,
  } = options;
  if (!loopback.includes(host))
    throw new Error(`The embedded Vault listens on a loopback address only, not on ${host}.`);
  if (process.env.NODE_ENV === 'production' && !allowProduction) {
    throw new Error(
      'The embedded Vault is for development: with NODE_ENV=production use a real Vault, or allow it explicitly.',
    );
  }
  const unlock = takeFolder(dir);
  try {
    const core = new Core(dir, { forgetUnopened });
    const server = createHttpServer(core, { bodyBytes, jsonDepth });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    const sweeping = setInterval(() => core.sweep(), SWEEP_EVERY_MS).unref();
    const { address, family, port: bound } = server.address() as AddressInfo;
    return {
      address: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
      stop: async () => {
        clearInterval(sweeping);
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeIdleConnections();
        const lingering = setTimeout(() => server.closeAllConnections(), 1000);
        await closed;
        clearTimeout(lingering);
        await core.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw explain(error, port);
  }
}

function takeFolder(dir: string): () => void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.R_OK | constants.W_OK);
  } catch {
    throw new Error(`The embedded Vault cannot read and write its folder ${dir}.`);
  }
  return lockFolder(dir);
}

function explain(error: unknown, port: number): unknown {
  const code = errorCode(error);
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is already in use: the embedded Vault cannot listen on it.`);
  if (code === 'EACCES') return new Error(`The embedded Vault may not listen on port ${port}.`);
  return error;
}
