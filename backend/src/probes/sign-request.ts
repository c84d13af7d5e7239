import { TemplateError, type MethodDefinition, type RequestDefinition } from '@drawbridge/catalog';
import type { BuiltRequest } from './inject.ts';
import { signAws } from './sigv4.ts';
import type { Values } from './values.ts';

/** Signatures that requests can be given here; a definition that needs another one cannot be tested yet. */
export function canSign(method: MethodDefinition): boolean {
  return method.signing === undefined || method.signing.kind === 'aws_sigv4';
}

/** Signs a request where the definition asks for it, and leaves every other one as it is. */
export function signRequest(
  method: MethodDefinition,
  request: RequestDefinition,
  built: BuiltRequest,
  values: Values,
): BuiltRequest {
  const { signing } = method;
  if (signing?.kind !== 'aws_sigv4' || request.auth !== 'inject') return built;
  const sessionToken = signing.sessionTokenField ? values[signing.sessionTokenField] : undefined;
  const credential = {
    accessKeyId: needed(values, signing.accessKeyIdField),
    secretAccessKey: needed(values, signing.secretAccessKeyField),
    region: needed(values, signing.regionField),
    // An absolute URL leads to another service than the ordinary one, such as STS, which says who a key is.
    service:
      request.url.startsWith('/') || request.url === '' ? signing.service : (built.url.hostname.split('.')[0] ?? ''),
    ...(sessionToken ? { sessionToken } : {}),
  };
  return { ...built, headers: signAws(built, credential, new Date()) };
}

function needed(values: Values, name: string): string {
  const value = values[name];
  if (!value) throw new TemplateError(name, 'has no value');
  return value;
}
