import { randomUUID, timingSafeEqual } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

const maxBytes = 1024 * 1024;
const maxKept = 500;

export interface MailInbox {
  url: string;
  close(): Promise<void>;
}

/** A mail server on loopback that keeps every message as a file, so that the demo's mails arrive somewhere. */
export async function openMailInbox(folder: string, port: number, password: string): Promise<MailInbox> {
  const user = 'drawbridge';
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Drawbridge demo inbox',
    size: maxBytes,
    disableReverseLookup: true,
    // Loopback only, and without a certificate: the password never leaves the machine.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: false,
    onAuth({ username, password: given }, _session, done) {
      if (username === user && isSame(given ?? '', password)) done(null, { user });
      else done(new Error('Invalid username or password'));
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      let length = 0;
      stream.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= maxBytes) parts.push(part);
      });
      stream.on('error', done);
      stream.on('end', () => {
        if (length > maxBytes) return done(Object.assign(new Error('Message too large'), { responseCode: 552 }));
        try {
          keep(folder, Buffer.concat(parts));
          done();
        } catch {
          done(Object.assign(new Error('The message could not be kept'), { responseCode: 452 }));
        }
      });
    },
  });
  // A client that breaks off is its own business.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function keep(folder: string, message: Buffer): void {
  const time = new Date().toISOString().replaceAll(':', '-');
  writeFileSync(path.join(folder, `${time}-${randomUUID().slice(0, 8)}.eml`), message, { mode: 0o600 });
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort();
  for (const name of kept.slice(0, -maxKept)) rmSync(path.join(folder, name), { force: true });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
