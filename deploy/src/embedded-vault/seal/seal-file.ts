import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../storage/files.ts';

const sealConfig = z.object({
  format: z.literal(1),
  shares: z.number().int(),
  threshold: z.number().int(),
  clusterId: z.string(),
  clusterName: z.string(),
  /** The barrier keyring, sealed under the unseal key. */
  keyring: z.base64(),
  /** False until the first unseal: until then nothing but the root token can be inside. */
  isOpened: z.boolean(),
});
export type SealConfig = z.infer<typeof sealConfig>;

/** `seal.json`: the only file that can be read while sealed. Its presence is what makes a Vault initialised. */
export class SealFile {
  readonly #file: string;

  constructor(dir: string) {
    this.#file = path.join(dir, 'seal.json');
  }

  read(): SealConfig | undefined {
    if (!existsSync(this.#file)) return undefined;
    return sealConfig.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
  }

  write(config: SealConfig): Promise<void> {
    return replaceFile(this.#file, `${JSON.stringify(config, null, 2)}\n`);
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
