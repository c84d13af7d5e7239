import { judgeReply, type MethodDefinition, type ProviderReply } from '@drawbridge/catalog';
import { fromVerdict, undecided, type Finding } from './outcome.ts';
import { isPage } from './provider-reply.ts';

/**
 * Judges the reply to the test. Beside the definition's rules: where a document is due, a page of a firewall or
 * of a sign-in is no answer at all, whatever its status.
 */
export function judgeHttp(method: MethodDefinition, reply: ProviderReply, appName: string): Finding {
  const verdict = judgeReply(method, reply);
  const isAccepted = verdict.code === undefined && verdict.result.token === 'ok';
  if (isAccepted && needsDocument(method) && reply.json === undefined) return undecided('unexpected_reply', appName);
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
