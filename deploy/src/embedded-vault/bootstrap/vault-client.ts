import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { VaultKeys } from './keys-file.ts';

const envelope = z.object({ data: z.record(z.string(), z.unknown()).nullable().optional() });
const sealStatus = z.object({ initialized: z.boolean(), sealed: z.boolean() });
const initialised = z.object({ keys_base64: z.array(z.string()).min(1), root_token: z.string() });
const refusal = z.object({ errors: z.array(z.string()) });

type Fields = Record<string, unknown>;
interface Answer {
  status: number;
  body: unknown;
}

const TIMEOUT_MS = 10_000;
const READY_WITHIN_MS = 10_000;

/** The few calls of the Vault HTTP API that getting ready needs. */
export class VaultClient {
  readonly address: string;
  readonly #token: string | undefined;

  constructor(address: string, token?: string) {
    this.address = address.replace(/\/$/, '');
    this.#token = token;
  }

  async sealStatus(): Promise<z.infer<typeof sealStatus>> {
    return sealStatus.parse((await this.#expect('GET', 'sys/seal-status')).body);
  }

  /** One key: enough on a developer's machine, where the file beside the data is the weakest link anyway. */
  async initialise(): Promise<VaultKeys> {
    const { body } = await this.#expect('PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 });
    const { keys_base64, root_token } = initialised.parse(body);
    return { unsealKeys: keys_base64, rootToken: root_token };
  }

  /** Gives one unseal key; true while the Vault is still sealed. */
  async submitKey(key: string): Promise<boolean> {
    const answer = await this.#call('PUT', 'sys/unseal', { key });
    if (answer.status === 400) return true;
    if (answer.status !== 200) throw this.#refused('PUT', 'sys/unseal', answer);
    return sealStatus.parse(answer.body).sealed;
  }

  /** The data at a path, or `undefined` when there is nothing. */
  async find(path: string): Promise<Fields | undefined> {
    const answer = await this.#call('GET', path);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.#refused('GET', path, answer);
    return dataOf(answer);
  }

  async read(path: string): Promise<Fields> {
    return dataOf(await this.#expect('GET', path));
  }

  async write(path: string, fields: Fields): Promise<Fields> {
    return dataOf(await this.#expect('POST', path, fields));
  }

  /** Reads until a new mount answers. */
  async untilReady(path: string): Promise<void> {
    for (const end = Date.now() + READY_WITHIN_MS; ; await wait(50)) {
      const answer = await this.#call('GET', path);
      if (answer.status === 200) return;
      if (answer.status !== 400 || Date.now() > end) throw this.#refused('GET', path, answer);
    }
  }

  async #expect(method: string, path: string, fields?: Fields): Promise<Answer> {
    const answer = await this.#call(method, path, fields);
    if (answer.status < 200 || answer.status > 299) throw this.#refused(method, path, answer);
    return answer;
  }

  async #call(method: string, path: string, fields?: Fields): Promise<Answer> {
    const response = await fetch(`${this.address}/v1/${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'X-Vault-Request': 'true', ...(this.#token !== undefined && { 'X-Vault-Token': this.#token }) },
      ...(fields && { body: JSON.stringify(fields) }),
    }).catch((cause: unknown) => {
      const reason = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
      throw new Error(`The Vault at ${this.address} did not answer${reason}.`);
    });
    const text = await response.text();
    return { status: response.status, body: toJson(text) };
  }

  #refused(method: string, path: string, { status, body }: Answer): Error {
    const errors = refusal.safeParse(body).data?.errors ?? [];
    return new Error(
      `The Vault at ${this.address} answered ${status} to ${method} ${path}${errors.length > 0 ? `: ${errors.join('; ')}` : ''}.`,
    );
  }
}

function dataOf({ body }: Answer): Fields {
  return envelope.safeParse(body).data?.data ?? {};
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
