import { Inject, Injectable } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import { CONFIG, seconds, type Config } from '../platform/index.ts';
import type { Mail } from './mail-text.ts';

/** Nodemailer takes them from the URL; what the operator wrote there counts. */
const limits = { connectionTimeout: seconds(10), greetingTimeout: seconds(10), socketTimeout: seconds(20), dnsTimeout: seconds(10) };

/** The platform's own mail server, where one is configured. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    if (config.SMTP_URL === undefined) return;
    const url = new URL(config.SMTP_URL);
    for (const [name, limit] of Object.entries(limits)) if (!url.searchParams.has(name)) url.searchParams.set(name, String(limit));
    this.transport = nodemailer.createTransport(url.href);
  }

  /** Without a mail server notices are read in the console only. */
  get isConfigured(): boolean {
    return this.transport !== undefined;
  }

  /** Sends it. An error says which kind of failure it was, never what the mail server or its URL hold. */
  async send(mail: Mail): Promise<void> {
    if (!this.transport) throw new Error('no mail server is configured');
    try {
      await this.transport.sendMail({
        ...mail,
        from: this.config.MAIL_FROM,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
      throw new Error(`the mail was not sent: ${[code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown fault'}`);
    }
  }
}
