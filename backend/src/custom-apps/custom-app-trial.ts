import type { CustomAppTrial, ShownCall, TryCustomApp } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { readCredentialForm } from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { invalidField, principal, UnitOfWork } from '../platform/index.ts';
import { observeCalls } from '../platform/egress/index.ts';
import { Probes, shownCall } from '../probes/index.ts';
import { checked } from './custom-apps.service.ts';

/** More calls than that make up no test of ours. */
const mostCalls = 50;

/** Runs the test of a definition once, with a credential that is typed for it and kept nowhere. */
@Injectable()
export class CustomAppTrials {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly probes: Probes,
  ) {}

  /** The call goes out by the same guard as every other; that it was made is recorded, the credential is not. */
  async run(input: TryCustomApp): Promise<CustomAppTrial> {
    const { tenantId } = principal();
    ensure('create', 'CustomApp', { tenantId });
    const app = checked(input.definition);
    const method = app.methods.find((one) => one.key === input.authMethod);
    if (!method) throw invalidField('invalid_input', '/authMethod', 'is no method of this definition');
    if (method.kind === 'oauth2_authorization_code')
      throw invalidField('invalid_input', '/authMethod', 'is tried out by connecting: a person has to agree');
    const form = readCredentialForm(method, input.fields);
    const calls: ShownCall[] = [];
    const result = await observeCalls(
      (call) => void (calls.length < mostCalls && calls.push(shownCall(method, call))),
      () => this.probes.probe({ app, method, fields: { ...form.config, ...form.secrets } }),
    );
    await this.uow.run((em) => {
      record(em, {
        action: 'custom_app.tried',
        tenantId,
        target: { type: 'custom_app', id: app.id, name: app.name },
        outcome: result.test.token === 'ok' ? 'success' : 'failure',
        reason: result.error?.code ?? null,
      });
      return Promise.resolve();
    });
    return {
      test: result.test,
      ...(result.error && { error: result.error }),
      externalAccount: result.account ?? null,
      untestable: result.untestable ?? null,
      calls,
    };
  }
}
