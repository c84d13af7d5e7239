import { z } from 'zod';

/** Every problem that the API answers with: its HTTP status, its title and what to do about it. */
export const problems = {
  invalid_input: [400, 'Invalid input', 'Correct the fields that are named and send it again.'],
  malformed_json: [400, 'Malformed JSON', 'Send a JSON object with content type application/json.'],
  unauthenticated: [401, 'Not signed in', 'Sign in, or send a valid API key.'],
  invalid_sign_in: [401, 'Sign-in failed', 'Check the e-mail address and the password.'],
  forbidden: [403, 'Not allowed', 'Ask somebody whose role allows it.'],
  cross_site_request: [403, 'Request from another site refused', 'Use the console itself, or an API key.'],
  not_found: [404, 'Not found', 'It does not exist, or it is not yours to see.'],
  method_not_allowed: [405, 'Method not allowed', 'See the API documentation.'],
  invalid_transition: [409, 'Not possible in this state', 'Reload to see the present state.'],
  stale_version: [409, 'Changed in the meantime', 'Reload, look at the change, and try again.'],
  stale_snapshot: [409, 'The connection changed since it was requested', 'Deny it, or ask for a new request.'],
  figures_changed: [409, 'The figures have changed', 'Look at them again, then sign off what you see.'],
  name_taken: [409, 'Name already in use', 'Choose another name.'],
  already_exists: [409, 'Already exists', 'Use the one that exists.'],
  already_requested: [409, 'Publication already requested', 'Wait for the review, or withdraw the request.'],
  last_admin: [409, 'Last administrator', 'Give the role to somebody else first.'],
  different_account: [409, 'A different account', 'Confirm that the account may change, or connect it as a new one.'],
  in_progress: [409, 'Already being worked on', 'Wait a moment and try again.'],
  payload_too_large: [413, 'Request too large', 'Send at most 256 KiB.'],
  unsupported_media_type: [415, 'Unsupported content type', 'Send application/json.'],
  unknown_app: [422, 'Unknown app or method', 'Choose an app and a method from the catalog.'],
  invalid_definition: [422, 'App definition is not valid', 'Correct the places that are named.'],
  invalid_fields: [422, 'Credential fields are not valid', 'Correct the fields that are named.'],
  own_request: [403, 'Your own request', 'Somebody else has to decide on it.'],
  connection_revoked: [422, 'Connection revoked', 'Connect the account again.'],
  connection_needs_reauth: [422, 'Connection needs to be reauthorized', 'Reauthorize it, then try again.'],
  oauth_unsupported: [422, 'Not possible with OAuth', 'See the detail.'],
  test_failed: [422, 'Test failed', 'See the error, correct the credential and try again.'],
  app_unavailable: [422, 'App unavailable', 'Ask your administrator.'],
  app_blocked: [
    422,
    'App blocked',
    'Ask the administrators who blocked it. Connections come back when it is allowed again.',
  ],
  no_connection: [404, 'No connection', 'Connect an account for this app first.'],
  too_many_requests: [429, 'Too many requests', 'Wait, then try again.'],
  internal: [500, 'Something went wrong', 'Try again; give the request id to your administrator.'],
  vault_sealed: [503, 'Vault is sealed', 'An operator has to unseal it. Work that was accepted finishes by itself.'],
  vault_unavailable: [503, 'Vault cannot be reached', 'Try again later. Work that was accepted finishes by itself.'],
  renewal_unavailable: [503, 'Token cannot be renewed now', 'The app does not answer; try again in a moment.'],
  database_unavailable: [503, 'Database cannot be reached', 'Try again later.'],
} as const satisfies Record<string, readonly [status: number, title: string, help: string]>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** One field that was refused: a JSON pointer into the body, or the name of a query or path parameter. */
export const problemField = z
  .object({
    pointer: z.string().describe('JSON pointer (RFC 6901), such as /fields/api_key.'),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ProblemField' });

/** The body of every error reply, RFC 9457. */
export const problem = z
  .object({
    type: z.string().describe('/problems/ and the code in kebab case.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.enum(problemCodes),
    help: z.string(),
    requestId: z.string(),
    errors: z.array(problemField).optional(),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problem>;
export type ProblemField = z.infer<typeof problemField>;
