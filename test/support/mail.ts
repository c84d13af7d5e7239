import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The headers by lower-case name, unfolded. */
  headers: Record<string, string>;
  raw: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Answers messages of this subject with an SMTP status instead of taking them. */
  refuse(subject: string, status: number): void;
  accept(subject: string): void;
  close(): Promise<void>;
}

/** A real mail server on loopback that keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString();
        const headers = headersOf(raw);
        const responseCode = refused.get(headers['subject'] ?? '');
        if (responseCode !== undefined) return done(Object.assign(new Error('not now'), { responseCode }));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address), headers, raw });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: (subject, status) => void refused.set(subject, status),
    accept: (subject) => void refused.delete(subject),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function headersOf(raw: string): Record<string, string> {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  return Object.fromEntries(
    head
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
