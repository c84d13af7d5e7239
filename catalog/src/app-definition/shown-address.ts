import type { MethodDefinition } from './method.ts';
import { parseUrlTemplate, placeholder, placeholdersIn } from './template.ts';

/** What a call to a provider is for, as its address tells. */
export type CallPurpose = 'test' | 'permissions' | 'account' | 'lookup' | 'sign_in' | 'token' | 'revocation' | 'other';

/** A call as it may be shown to people and kept: the words of the definition, never the values that were put into them. */
export interface ShownAddress {
  readonly purpose: CallPurpose;
  /** Host and path template, such as `api.telegram.org/bot{bot_token}/getMe`; without any query. */
  readonly address: string;
}

interface Known {
  readonly purpose: CallPurpose;
  readonly template: string;
}

/**
 * Finds the template of the definition that a request was built from. The path shown is the template's own text, so no value can be in
 * it; the host is the one that was called, unless a secret field has a part in it. What matches no template is shown as its host alone.
 */
export function shownAddress(method: MethodDefinition, url: URL): ShownAddress {
  for (const { purpose, template } of templatesOf(method)) {
    const address = shownAs(method, template, url);
    if (address !== undefined) return { purpose, address };
  }
  const origins = [withoutQuery(method.baseUrl ?? ''), ...templatesOf(method).map(({ template }) => template)];
  const isOpen = origins.every((template) => !hasSecretHost(method, template));
  return { purpose: 'other', address: isOpen ? `${url.host}/…` : '…' };
}

function templatesOf(method: MethodDefinition): Known[] {
  const { test, permissionTest, account, oauth2 } = method;
  const found: [CallPurpose, string | undefined][] = [
    ['test', test.kind === 'request' ? test.request.url : undefined],
    ['permissions', permissionTest?.kind === 'request' ? permissionTest.request.url : undefined],
    ['account', account?.request?.url],
    ...method.lookups.map(({ request }): [CallPurpose, string] => ['lookup', request.url]),
    ['sign_in', method.session?.request.url],
    ['token', oauth2?.tokenUrl],
    ['token', oauth2?.refreshUrl],
    ['token', oauth2?.longLivedExchange?.url],
    ['revocation', oauth2?.revocation?.url],
  ];
  return found.flatMap(([purpose, url]) =>
    url === undefined ? [] : [{ purpose, template: absolute(method.baseUrl ?? '', url) }],
  );
}

/** A relative address goes below the base; both without their queries. */
function absolute(base: string, url: string): string {
  const isRelative = url === '' || url.startsWith('/');
  return isRelative ? `${withoutQuery(base)}${withoutQuery(url)}` : withoutQuery(url);
}

const withoutQuery = (template: string): string => template.replace(/\?.*$/s, '');

function shownAs(method: MethodDefinition, template: string, url: URL): string | undefined {
  const parsed = parseUrlTemplate(template);
  if (!parsed) return undefined;
  const isField = 'field' in parsed.origin;
  const path = pattern(parsed.path === '' ? '/?' : parsed.path, parsed.path !== '');
  // The address that a person typed may have a path of its own, which is not shown.
  if (!new RegExp(`^${isField ? '.*' : ''}${path}$`, 's').test(url.pathname)) return undefined;
  if (!isField && !new RegExp(`^${pattern(parsed.origin.host)}$`, 'i').test(url.host)) return undefined;
  const origin = isField ? `{${parsed.origin.field}}` : parsed.origin.host;
  return `${hasSecretHost(method, template) ? origin : url.host}${parsed.path === '' ? '/' : parsed.path}`;
}

/** A regular expression for everything that the template can become. */
function pattern(template: string, isTemplate = true): string {
  if (!isTemplate) return template;
  const parts = template.split(placeholder);
  // Text, the plus sign, the name, and the next text.
  return parts
    .map((part, index) => (index % 3 === 0 ? escape(part) : index % 3 === 1 ? (part === '+' ? '.*' : '[^/]*') : ''))
    .join('');
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function hasSecretHost(method: MethodDefinition, template: string): boolean {
  const parsed = parseUrlTemplate(template);
  if (!parsed) return false;
  const names = 'field' in parsed.origin ? [parsed.origin.field] : placeholdersIn(parsed.origin.host);
  return names.some((name) => method.fields.find(({ key }) => key === name)?.secret ?? true);
}
