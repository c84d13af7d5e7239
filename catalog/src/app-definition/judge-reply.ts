import type { Outcome, TestErrorCode, TestResult } from '../contracts/tests.ts';
import type { ErrorRule, ReplyCondition } from './reply.ts';
import type { MethodDefinition } from './method.ts';
import { readReply, type ProviderReply } from './read-path.ts';

export interface Verdict {
  readonly result: TestResult;
  readonly code?: TestErrorCode;
  /** What it means, from the definition; never text of the provider. */
  readonly meaning?: string;
}

type Judged = Pick<MethodDefinition, 'test' | 'errors'>;

const results = (token: Outcome, api: Outcome, permissions: Outcome): TestResult => ({ token, api, permissions });

/** Whether a reply looks as the condition says. */
export function matches(condition: ReplyCondition, reply: ProviderReply): boolean {
  if (condition.status && !condition.status.includes(reply.status ?? -1)) return false;
  if (condition.replyCode && !condition.replyCode.includes(reply.replyCode ?? '')) return false;
  if (condition.at === undefined) return true;
  const found = readReply(reply, condition.at);
  const isPresent = found !== undefined && found !== null && found !== '';
  if (condition.present !== undefined && condition.present !== isPresent) return false;
  if (
    condition.equals &&
    !condition.equals.some((wanted) => (wanted === null ? !isPresent : isPresent && String(wanted) === String(found)))
  )
    return false;
  const text = typeof found === 'string' ? found.toLowerCase() : '';
  return !condition.contains || condition.contains.some((part) => text.includes(part.toLowerCase()));
}

/**
 * Judges the reply to a connection test: documented errors, then refusal, then success, then what the status alone says.
 * A rule that looks into the reply goes before one by status alone, so that a bare 403 hides no "wrong key" of the body.
 */
export function judgeReply(method: Judged, reply: ProviderReply): Verdict {
  const { test } = method;
  if (test.kind === 'untestable') return byError(method, reply) ?? untestable;
  for (const isOfKind of [looksInside, byStatusAlone]) {
    const found = byError(method, reply, isOfKind);
    if (found) return found;
    if (test.invalid.some((condition) => isOfKind(condition) && matches(condition, reply))) return refused;
  }
  if (test.kind === 'request' && test.redirectsAreInvalid && isRedirect(reply)) return refused;
  if (isExpected(test, reply)) return { result: results('ok', 'ok', 'ok') };
  return byStatus(reply.status);
}

const untestable: Verdict = { result: results('undecided', 'undecided', 'undecided') };
const looksInside = ({ at, replyCode }: ReplyCondition) => at !== undefined || replyCode !== undefined;
const byStatusAlone = (condition: ReplyCondition) => !looksInside(condition);

function byError(
  { errors }: Judged,
  reply: ProviderReply,
  isOfKind = (_: ReplyCondition) => true,
): Verdict | undefined {
  const rule = errors.find(({ when }) => isOfKind(when) && matches(when, reply));
  return rule && byRule(rule);
}

const refused: Verdict = { result: results('failed', 'ok', 'undecided'), code: 'invalid_auth' };

function isExpected(test: Exclude<MethodDefinition['test'], { kind: 'untestable' }>, reply: ProviderReply): boolean {
  if (test.kind === 'token_call') return reply.status !== undefined && reply.status < 300;
  if (test.expect) return matches(test.expect, reply);
  return test.kind === 'login' && reply.replyCode === undefined && (reply.status ?? 0) < 400;
}

function isRedirect(reply: ProviderReply): boolean {
  return reply.status !== undefined && reply.status >= 300 && reply.status < 400;
}

function byRule(rule: ErrorRule): Verdict {
  const said = { code: rule.code, meaning: rule.meaning };
  if (rule.outcome === 'undecided')
    return { result: results('undecided', rule.part === 'token' ? 'ok' : 'undecided', 'undecided'), ...said };
  if (rule.outcome === 'ok')
    return { result: results('ok', 'ok', rule.part === 'permissions' ? 'ok' : 'undecided'), ...said };
  if (rule.part === 'token') return { result: results('failed', 'ok', 'undecided'), ...said };
  if (rule.part === 'api') return { result: results('undecided', 'failed', 'undecided'), ...said };
  return { result: results('ok', 'ok', 'failed'), ...said };
}

/** What a status means when the definition says nothing about it. */
function byStatus(status: number | undefined): Verdict {
  if (status === 401) return refused;
  if (status === 403) return { result: results('undecided', 'ok', 'failed'), code: 'missing_scope' };
  if (status === 404) return { result: results('undecided', 'failed', 'undecided'), code: 'not_found' };
  if (status === 429) return { result: results('undecided', 'undecided', 'undecided'), code: 'rate_limited' };
  if (status !== undefined && status >= 500)
    return { result: results('undecided', 'failed', 'undecided'), code: 'provider_error' };
  return { result: results('undecided', 'undecided', 'undecided'), code: 'unexpected_reply' };
}
