import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from '../files.ts';
import { freePort } from '../processes/ports.ts';
import { StartError } from '../start-error.ts';

const secrets = z.object({
  postgres: z.string(),
  drawbridge_owner: z.string(),
  drawbridge_app: z.string(),
  drawbridge_worker: z.string(),
  acme_reporting: z.string(),
  mail: z.string(),
  // Added later: a data folder of an earlier build has none yet.
  sandbox: z.string().optional(),
});
const ports = z.object({ postgres: z.number(), vault: z.number(), mail: z.number(), sandbox: z.number().optional() });

/** Passwords of the embedded parts, by role. */
export type Secrets = Required<z.infer<typeof secrets>>;
export type Ports = Required<z.infer<typeof ports>>;

const password = () => randomBytes(24).toString('base64url');

/** New random passwords. */
export const newSecrets = (): Secrets => ({
  postgres: password(),
  drawbridge_owner: password(),
  drawbridge_app: password(),
  drawbridge_worker: password(),
  acme_reporting: password(),
  mail: password(),
  sandbox: password(),
});

/** The passwords of this data folder, made on first use. */
export function keptSecrets(file: string): Secrets {
  const kept = read(file, secrets);
  if (kept?.sandbox !== undefined) return { ...kept, sandbox: kept.sandbox };
  const made = { ...newSecrets(), ...kept };
  writePrivateFile(file, JSON.stringify(made, null, 2));
  return made;
}

/** The ports of this data folder: chosen once, and kept as long as nobody else takes them. */
export async function keptPorts(file: string): Promise<Ports> {
  const kept = read(file, ports);
  const chosen = {
    postgres: await freePort(kept?.postgres),
    vault: await freePort(kept?.vault),
    mail: await freePort(kept?.mail),
    sandbox: await freePort(kept?.sandbox),
  };
  writePrivateFile(file, JSON.stringify(chosen));
  return chosen;
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return readJsonFile(file, schema);
  } catch {
    throw new StartError(
      `${file} cannot be read as the launcher wrote it; put back a copy, or set DRAWBRIDGE_DATA to another folder.`,
    );
  }
}
