import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  port: number;
  close(): Promise<void>;
}

/** A mail server that says what it was given: the user's name decides with which reply. */
export async function indiscreetMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username = '', password = '' }, _session, done) => {
      if (username === 'anna') return done(null, { user: username });
      const responseCode = Number(username.replace('reply', ''));
      done(Object.assign(new Error(`5.7.8 ${username}, your password ${password} does not do`), { responseCode }));
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
