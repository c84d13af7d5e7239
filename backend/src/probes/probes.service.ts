import { Injectable, Logger } from '@nestjs/common';
import { choicesIn, TemplateError } from '@drawbridge/catalog';
import { Egress, EgressError } from '../platform/egress/index.ts';
import { accountOf } from './account.ts';
import { probeHttp } from './http-probe.ts';
import { probeLogin } from './login-probe.ts';
import { loginProbes } from './login-probes.ts';
import { fromException, results, UnusableCredential } from './outcome.ts';
import type { ProbeInput, ProbeResult, Subject } from './probe-types.ts';
import { secretsOf } from './secrets.ts';
import { askForToken, canAskForToken, probeTokenCall } from './token-call-probe.ts';
import { valuesOf } from './values.ts';

/** What is a result by itself, and no fault of ours. */
const expected = [EgressError, TemplateError, UnusableCredential];

/** Finds out whether a credential works: is it valid, does the API answer, may it do what is needed. */
@Injectable()
export class Probes {
  private readonly log = new Logger(Probes.name);

  constructor(private readonly egress: Egress) {}

  /** Runs the test of a method. Whatever the provider does is a result; it never throws for that. */
  async probe(input: ProbeInput): Promise<ProbeResult> {
    const { app, method, tokenReply } = input;
    const values = valuesOf(method, input.fields, input.values);
    const chosen = { ...choicesIn(method, values), ...input.chosen };
    const subject: Subject = { app, method, values, chosen, tokenReply };
    try {
      return await this.run(subject);
    } catch (error) {
      if (!expected.some((kind) => error instanceof kind)) {
        // The class alone: the message of an unforeseen error may hold what was sent.
        this.log.warn(`the test of ${app.id}/${method.key} ended with a ${nameOf(error)}`);
      }
      return fromException(error, app.name);
    }
  }

  private run(subject: Subject): Promise<ProbeResult> | ProbeResult {
    const { method } = subject;
    const { test, protocol } = method;
    if (test.kind === 'untestable') return untestable(subject, test.reason);
    if (test.kind === 'token_call') {
      if (canAskForToken(subject)) return probeTokenCall(this.egress, subject);
      return untestable(subject, 'This way to ask for a token cannot be tested yet.');
    }
    if (test.kind === 'request') return this.request(subject);
    if (protocol === 'http') throw new TypeError('a login is for protocols other than http');
    return probeLogin(this.egress, loginProbes[protocol], subject);
  }

  /** A client without a token asks for one first; a grant by a person brings its token along. */
  private async request(subject: Subject): Promise<ProbeResult> {
    if (subject.values['access_token'] || !canAskForToken(subject)) return probeHttp(this.egress, subject);
    const asked = await askForToken(this.egress, subject);
    return asked.finding.test.token === 'ok' ? probeHttp(this.egress, asked.subject) : asked.finding;
  }
}

function untestable(subject: Subject, reason: string): ProbeResult {
  const account = accountOf(subject, secretsOf(subject.method, subject.values));
  return { test: results('undecided', 'undecided', 'undecided'), untestable: reason, ...(account ? { account } : {}) };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
