import type { z } from 'zod';
import type { MethodDefinition } from './method.ts';
import { choiceField } from './chosen-item.ts';
import { duplicates, fieldFaults } from './field-rules.ts';
import { placeholderFaults } from './placeholder-rules.ts';
import { urlFaults } from './url-rules.ts';

/** Something that is wrong, and where. */
export interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The rules that no single field can state. */
export function checkApp(app: { methods: MethodDefinition[] }, context: z.RefinementCtx): void {
  const add = (fault: Fault) => context.addIssue({ code: 'custom', path: fault.path, message: fault.message });
  for (const key of duplicates(app.methods.map((method) => method.key))) {
    add({ path: ['methods'], message: `two methods are called ${key}: each needs a key of its own` });
  }
  app.methods.forEach((method, index) => {
    const faults = [...kindFaults(method), ...fieldFaults(method), ...placeholderFaults(method), ...urlFaults(method)];
    for (const fault of faults) add({ path: ['methods', index, ...fault.path], message: fault.message });
  });
}

/** Which parts a method of this kind must have, and which it must not. */
function* kindFaults(method: MethodDefinition): Generator<Fault> {
  const grants = {
    oauth2_authorization_code: 'authorization_code',
    oauth2_client_credentials: 'client_credentials',
  } as const;
  const grant = method.kind in grants ? grants[method.kind as keyof typeof grants] : undefined;
  if (grant && method.oauth2?.grant !== grant)
    yield { path: ['oauth2'], message: `the kind ${method.kind} needs oauth2 with the grant ${grant}` };
  if (!grant && method.oauth2 && method.kind !== 'custom')
    yield { path: ['oauth2'], message: `the kind ${method.kind} has no oauth2: leave it out` };
  if (method.oauth2?.grant === 'authorization_code' && !method.oauth2.authorizationUrl) {
    yield { path: ['oauth2', 'authorizationUrl'], message: 'the authorization code grant needs an authorization URL' };
  }
  if (method.oauth2?.grant === 'jwt_bearer' && method.signing?.kind !== 'jwt') {
    yield { path: ['signing'], message: 'the jwt_bearer grant needs signing of kind jwt' };
  }
  if (method.kind === 'aws_sigv4' && method.signing?.kind !== 'aws_sigv4')
    yield { path: ['signing'], message: 'the kind aws_sigv4 needs signing of kind aws_sigv4' };
  if (method.test.kind === 'token_call' && !method.oauth2)
    yield { path: ['test'], message: 'a test of kind token_call needs oauth2' };
  yield* addressFaults(method);
  if (method.test.kind === 'login' && method.protocol === 'http')
    yield { path: ['test'], message: 'a test of kind login is for protocols other than http' };
  if (method.test.kind === 'request' && method.protocol !== 'http')
    yield { path: ['test'], message: 'a test of kind request is for protocol http' };
  for (const [index, lookup] of method.lookups.entries())
    if (lookup.choose === 'ask' && choiceField(method, lookup) === undefined)
      yield {
        path: ['lookups', index],
        message: 'what a person chooses must be kept: a field has to be filled with its itemId, or choose the first',
      };
  if (method.session?.request.auth === 'inject')
    yield { path: ['session'], message: 'the login call cannot need its own token' };
}

/** Where the app is: a base URL for HTTP, a server for everything else. */
function* addressFaults({ protocol, baseUrl, server }: MethodDefinition): Generator<Fault> {
  const isHttp = protocol === 'http';
  if (isHttp && baseUrl === undefined) yield { path: ['baseUrl'], message: 'is missing: it goes with protocol http' };
  if (!isHttp && baseUrl !== undefined)
    yield { path: ['baseUrl'], message: `goes with protocol http alone: for ${protocol} give a server` };
  if (!isHttp && server === undefined)
    yield { path: ['server'], message: `is missing: it goes with protocol ${protocol}` };
  if (isHttp && server !== undefined)
    yield { path: ['server'], message: 'goes with protocols other than http: give a baseUrl' };
}
