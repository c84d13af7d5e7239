/** The stable codes of a failed or undecided test: what each means and what to do. */
export const testErrors = {
  invalid_auth: ['Authorization rejected', 'The app did not accept the credential. Reconnect the account.'],
  missing_scope: ['Test failed', 'The credential lacks a permission. Reconnect the account and grant more.'],
  channel_not_found: ['Test failed', 'The credential works, but the channel or chat cannot be reached.'],
  not_found: ['Test failed', 'The app does not know this resource. Check the address and the ids.'],
  rate_limited: ['Test failed', 'The app asks to slow down. It is tried again with increasing pauses.'],
  provider_error: ['App unavailable', 'The app answered with an error of its own. Try again later.'],
  unreachable: ['App unavailable', 'The app could not be reached. Check the host, then try again.'],
  host_not_allowed: ['Test failed', 'This address may not be called from here. Ask your system administrator.'],
  tls_failed: ['Test failed', 'No secure connection could be made. Check the host name and its certificate.'],
  timeout: ['App unavailable', 'The app did not answer in time. Try again later.'],
  unexpected_reply: ['Test failed', 'The app answered something unexpected. Try again later.'],
  expired: ['Connection expired', 'The attempt took too long. Start again.'],
  in_progress: ['Test running', 'Another test of it is running. Ask again in a moment.'],
  different_account: ['Test failed', 'The credential belongs to another account than this connection.'],
  already_connected: [
    'Account already connected',
    'Use that connection, or ask its owner or an administrator to rotate it.',
  ],
  name_taken: ['Name already in use', 'Choose another name and connect again.'],
  vault_unavailable: ['Not stored', 'The credential could not be stored safely. Try again later.'],
  app_blocked: ['App blocked', 'Ask the administrators who blocked it.'],
  authorization_rejected: ['Authorization rejected', 'The app did not grant access. Start again.'],
} as const satisfies Record<string, readonly [title: string, advice: string]>;
export type TestErrorCode = keyof typeof testErrors;
export const testErrorCodes = Object.keys(testErrors) as [TestErrorCode, ...TestErrorCode[]];
