import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { errorCode, replaceFile } from '../storage/files.ts';

const vaultKeys = z.object({ unsealKeys: z.array(z.string()).min(1), rootToken: z.string().min(1) });
export type VaultKeys = z.infer<typeof vaultKeys>;

export async function readKeys(file: string): Promise<VaultKeys | undefined> {
  const text = await read(file);
  if (text === undefined) return undefined;
  const parsed = vaultKeys.safeParse(toJson(text));
  if (!parsed.success) throw new Error(`${file} does not hold the keys of a Vault.`);
  return parsed.data;
}

/** On the disk before the keys are used for anything. Keys of an earlier Vault are set aside, never overwritten. */
export async function keepKeys(file: string, keys: VaultKeys): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  if ((await read(file)) !== undefined) await rename(file, `${file}.${Date.now()}.old`);
  await replaceFile(file, `${JSON.stringify(keys, null, 2)}\n`);
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new Error(`${file} with the keys of the Vault cannot be read.`, { cause: error });
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
