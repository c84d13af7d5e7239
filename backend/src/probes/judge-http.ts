import { judgeReply, type MethodDefinition, type ProviderReply } from '@drawbridge/catalog';
import { fromVerdict, undecided, type Finding } from './outcome.ts';
import { isPage } from './provider-reply.ts';

/**
 * Judges the reply to the test. Beside the definition's rules: a page of a firewall, of a captive portal or of a sign-in
 * is no answer of an API. With status 200 it comes whatever the credential is; elsewhere only a rule can make it mean something.
 */
export function judgeHttp(method: MethodDefinition, reply: ProviderReply, appName: string): Finding {
  if (reply.status === 200 && isPage(reply)) return undecided('unexpected_reply', appName);
  const verdict = judgeReply(method, reply);
  const isAccepted = verdict.code === undefined && verdict.result.token === 'ok';
  const isUnread = isPage(reply) || (needsDocument(method) && reply.json === undefined);
  if (isAccepted && isUnread) return undecided('unexpected_reply', appName);
  if (verdict.code === 'provider_error' && verdict.meaning === undefined) return undecided('provider_error', appName);
  const isGuess = verdict.meaning === undefined && (verdict.code === 'missing_scope' || verdict.code === 'not_found');
  if (isGuess && isPage(reply)) return undecided('unexpected_reply', appName);
  return fromVerdict(verdict, appName);
}

/** Whether something of the accepted reply is read as JSON. */
function needsDocument({ test, account, permissionTest }: MethodDefinition): boolean {
  const paths = [
    test.kind === 'request' ? test.expect.at : undefined,
    account?.from === 'test' ? account.id : undefined,
    permissionTest?.kind === 'scopes' && permissionTest.of === 'test' ? permissionTest.path : undefined,
  ];
  return paths.some((path) => path !== undefined && path.includes('$') && !/\b(?:header|xml) |body/.test(path));
}
