import { Inject, Injectable } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import { CONFIG, seconds, type Config } from '../platform/index.ts';
import type { Mail } from './mail-text.ts';

/** Nodemailer takes them from the URL; what the operator wrote there counts. */
const limits = {
  connectionTimeout: seconds(10),
  greetingTimeout: seconds(10),
  socketTimeout: seconds(20),
  dnsTimeout: seconds(10),
};

/** The platform's own mail server, where one is configured. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    if (config.SMTP_URL === undefined) return;
    const url = new URL(config.SMTP_URL);
    for (const [name, limit] of Object.entries(limits))
      if (!url.searchParams.has(name)) url.searchParams.set(name, String(limit));
    this.transport = nodemailer.createTransport(url.href);
  }

  /** Without a mail server notices are read in the console only. */
  get isConfigured(): boolean {
    return this.transport !== undefined;
  }

  /** Sends it. An error says which kind of failure it was, never what was said to the mail server. */
  async send(mail: Mail): Promise<void> {
    if (!this.transport) throw new Error('no mail server is configured');
    const message = {
      ...mail,
      from: this.config.MAIL_FROM,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    const failure = await this.transport.sendMail(message).then(() => undefined, kindOf);
    if (failure !== undefined) throw new Error(`the mail was not sent: ${failure}`);
  }
}

/** Such as `EENVELOPE 550`. */
function kindOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const parts = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number');
  return parts.join(' ') || 'unknown fault';
}
