import { isDeepStrictEqual } from 'node:util';
import type { ProviderReply } from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { accountOf } from './account.ts';
import { send } from './http-client.ts';
import { judgeHttp } from './judge-http.ts';
import { fromException, refused, type Finding } from './outcome.ts';
import { judgePermissionReply, judgeScopes, type Permissions } from './permissions.ts';
import { endSession, prepare, type Prepared } from './prepare.ts';
import type { ProbeResult, Subject } from './probe-types.ts';
import { secretsOf, type Secrets } from './secrets.ts';

type Account = ProbeResult['account'];

/** Tests a credential with one HTTP request, and asks on only where the definition needs it. */
export async function probeHttp(egress: Egress, start: Subject): Promise<ProbeResult> {
  const prepared = await prepare(egress, start);
  try {
    if (prepared.stopped) return prepared.stopped;
    const { subject } = prepared;
    const reply = await testReply(egress, prepared);
    const finding = judgeHttp(subject.method, reply, subject.app.name);
    return await finish(egress, prepared, finding, reply, start);
  } finally {
    await endSession(egress, prepared);
  }
}

/** The reply to the test request. Where the login call is the test, it is not made twice. */
async function testReply(egress: Egress, { subject, sessionReply }: Prepared): Promise<ProviderReply> {
  const { test, session } = subject.method;
  if (test.kind !== 'request') throw new TypeError('not a test by request');
  const isLogin = session && isDeepStrictEqual(session.request, test.request);
  return isLogin && sessionReply ? sessionReply : send(egress, subject.method, test.request, subject.values);
}

/** Completes a judged test with the account and the permissions. */
export async function finish(
  egress: Egress,
  prepared: Prepared,
  finding: Finding,
  reply: ProviderReply,
  start: Subject,
): Promise<ProbeResult> {
  const { subject } = prepared;
  if (finding.test.token !== 'ok') return finding;
  const secrets = secretsOf(subject.method, subject.values);
  const { account, finding: named } = await identify(egress, prepared, secrets, finding, reply);
  const found = { ...(account ? { account } : {}), ...filledValues(subject, start, secrets) };
  if (named.error) return { ...named, ...found };
  const permissions = await permissionsOf(egress, subject, secrets, reply);
  if (!permissions) return { ...named, ...found };
  return { ...permissions, ...found };
}

/** Whose credential it is. Where only an accepted one names anybody, nobody means that it was not accepted. */
async function identify(
  egress: Egress,
  prepared: Prepared,
  secrets: Secrets,
  finding: Finding,
  reply: ProviderReply,
): Promise<{ account: Account; finding: Finding }> {
  const { subject, sessionReply, items } = prepared;
  const rule = subject.method.account;
  if (rule?.from === 'request') return identifyByRequest(egress, subject, secrets, finding);
  const source = {
    test: reply,
    token: subject.tokenReply === undefined ? undefined : { json: subject.tokenReply },
    session: sessionReply,
    lookup: items[rule?.lookup ?? ''],
    callback: undefined,
    field: undefined,
  }[rule?.from ?? 'field'];
  const account = accountOf(subject, secrets, source);
  const isAnonymous = !account && rule?.from === 'test' && finding.error === undefined;
  return { account, finding: isAnonymous ? anonymous(subject) : finding };
}

async function identifyByRequest(
  egress: Egress,
  subject: Subject,
  secrets: Secrets,
  finding: Finding,
): Promise<{ account: Account; finding: Finding }> {
  const request = subject.method.account?.request;
  if (!request) return { account: undefined, finding };
  try {
    const reply = await send(egress, subject.method, request, subject.values);
    const isAnswer = reply.status !== undefined && reply.status < 300;
    const account = accountOf(subject, secrets, isAnswer ? reply : undefined);
    if (account) return { account, finding };
    if (isAnswer) return { account, finding: anonymous(subject) };
    return { account, finding: afterTest(judgeHttp(subject.method, reply, subject.app.name), finding) };
  } catch (error) {
    return { account: undefined, finding: afterTest(fromException(error, subject.app.name), finding) };
  }
}

async function permissionsOf(
  egress: Egress,
  subject: Subject,
  secrets: Secrets,
  reply: ProviderReply,
): Promise<Permissions | undefined> {
  const rule = subject.method.permissionTest;
  if (!rule) return undefined;
  if (rule.kind === 'scopes') {
    const named =
      rule.of === 'test' ? reply : subject.tokenReply === undefined ? undefined : { json: subject.tokenReply };
    return judgeScopes(subject, secrets, named);
  }
  try {
    return judgePermissionReply(subject, await send(egress, subject.method, rule.request, subject.values));
  } catch (error) {
    return afterTest(fromException(error, subject.app.name), {
      test: { token: 'ok', api: 'ok', permissions: 'undecided' },
    });
  }
}

/** A later call that failed takes nothing back of what the test proved; it only leaves the rest open. */
function afterTest(later: Finding, earlier: Finding): Finding {
  if (later.error === undefined || later.test.token === 'failed') return later.error ? later : earlier;
  const permissions = later.test.permissions === 'failed' ? 'failed' : 'undecided';
  return { test: { ...earlier.test, permissions }, error: later.error };
}

function anonymous(subject: Subject): Finding {
  return refused(subject.app.name, `${subject.app.name} answered, but as to somebody who is not logged in.`);
}

/** What was found for fields that nobody is asked for. Secret ones stay here: a result is shown and stored. */
function filledValues(subject: Subject, start: Subject, secrets: Secrets): Pick<ProbeResult, 'values'> {
  const filled = subject.method.fields
    .filter((field) => field.filledFrom && !field.secret)
    .map((field) => [field.key, subject.values[field.key]] as const);
  const fresh = filled.filter(
    ([key, value]) => value !== undefined && value !== start.values[key] && !secrets.isIn(value),
  );
  return fresh.length > 0 ? { values: Object.fromEntries(fresh) as Record<string, string> } : {};
}
