import type { FieldDefinition } from './field.ts';
import { isHostAndPort, isHostLabel, isHostName, isPort } from './host-name.ts';
import { WebUrl } from './web-url.ts';

export type NormalizedField =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

const accept = (value: string): NormalizedField => ({ ok: true, value });
const refuse = (message: string): NormalizedField => ({ ok: false, message });

/**
 * Turns what a person pasted into the value that is stored and sent, or says why it cannot be.
 * An empty value stands for "not given". Messages never repeat the input: it may be a secret.
 */
export function normalizeField(field: FieldDefinition, raw: string): NormalizedField {
  const several = field.format === 'multiline' || field.format === 'json';
  if (raw.length > (several ? 32_768 : 8_192)) return refuse('is too long');
  const text = field.format === 'password' ? raw.replace(/[\r\n]+$/, '') : raw.trim();
  if (text === '') return whenEmpty(field);
  if ((several ? /[^\P{Cc}\t\r\n]/u : /\p{Cc}/u).test(text)) return refuse('must not hold control characters');
  if (field.format !== 'password' && /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) {
    return refuse('holds an invisible character; type it instead of pasting it');
  }
  const result = byFormat(field, tidy(field, text));
  return result.ok ? check(field, result.value) : result;
}

function whenEmpty(field: FieldDefinition): NormalizedField {
  if (field.default !== undefined) return accept(field.default);
  return field.required ? refuse('must not be empty') : accept('');
}

function tidy(field: FieldDefinition, text: string): string {
  const spaced = field.stripSpaces ? text.replace(/\s+/gu, '') : text;
  const value = field.lowerCase ? spaced.toLowerCase() : spaced;
  for (const source of field.alsoPastedAs) {
    const found = new RegExp(source, 'iu').exec(value)?.[1];
    if (found) return found;
  }
  return value;
}

function check(field: FieldDefinition, value: string): NormalizedField {
  if (field.options && !field.options.some((option) => option.value === value))
    return refuse('must be one of the choices');
  if (field.pattern && !new RegExp(field.pattern, 'u').test(value)) {
    return refuse(
      field.patternHint ??
        (field.example && !field.secret ? `must look like ${field.example}` : 'does not have the expected form'),
    );
  }
  return accept(value);
}

function byFormat(field: FieldDefinition, text: string): NormalizedField {
  switch (field.format) {
    case 'host_label':
      return hostLabel(field, text);
    case 'host':
      return host(field, text);
    case 'url':
      return url(field, text);
    case 'port':
      return isPort(text) ? accept(text) : refuse('must be a port number from 1 to 65535');
    case 'integer':
      return /^-?\d{1,30}$/.test(text) ? accept(text) : refuse('must be a whole number');
    case 'email':
      return /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/u.test(text) ? accept(text) : refuse('must be an e-mail address');
    case 'path':
      return path(text);
    case 'json':
      return json(text);
    case 'text':
    case 'password':
    case 'multiline':
      return accept(text);
  }
}

/** The host in a pasted address; user names, back slashes and other tricks leave nothing. */
function pastedHost(text: string): string | undefined {
  const address = /^https?:\/\/([^/?#@\\\s]+)(?:[/?#][^\\@]*)?$/i.exec(text) ?? /^([^/?#@\\\s]+)\/*$/.exec(text);
  return address?.[1]?.toLowerCase();
}

function hostLabel(field: FieldDefinition, text: string): NormalizedField {
  const name = pastedHost(text);
  if (name === undefined) return refuse('must be the name alone, without / @ : ? or #');
  if (isHostLabel(name) && !/^https?:/i.test(text)) return accept(name);
  if (!field.hostSuffix) return refuse('must be the name alone, without dots or slashes');
  const label = name.endsWith(field.hostSuffix) ? name.slice(0, -field.hostSuffix.length) : '';
  return isHostLabel(label) ? accept(label) : refuse(`must be the part before ${field.hostSuffix}`);
}

function host(field: FieldDefinition, text: string): NormalizedField {
  const name = pastedHost(text);
  if (name === undefined || !(field.allowPort ? isHostAndPort(name) : isHostName(name))) {
    return refuse('must be a host name, without / @ : ? or #');
  }
  return endsInAllowed(field, name.split(':')[0] as string) ?? accept(name);
}

function url(field: FieldDefinition, text: string): NormalizedField {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (/[\s\\@#{}<>"^`|]/u.test(withScheme) || !/^[\x21-\x7e]+$/.test(withScheme))
    return refuse('must be a plain web address');
  if (!field.allowQuery && withScheme.includes('?')) return refuse('must not hold a question mark');
  const scheme = withScheme.slice(0, withScheme.indexOf(':')).toLowerCase();
  if (scheme !== 'https' && !(scheme === 'http' && field.allowHttp)) return refuse('must start with https://');
  const written = /^[^:]+:\/\/([^/?]+)/.exec(withScheme)?.[1]?.toLowerCase();
  if (!written || !isHostAndPort(written) || !WebUrl.canParse(withScheme))
    return refuse('must be a web address with a host name');
  const parsed = new WebUrl(withScheme);
  const fault = endsInAllowed(field, parsed.hostname);
  return fault ?? accept(`${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}${parsed.search}`);
}

function endsInAllowed(field: FieldDefinition, hostname: string): NormalizedField | undefined {
  const suffixes = field.allowedHostSuffixes;
  if (!suffixes || suffixes.some((suffix) => hostname.endsWith(suffix))) return undefined;
  return refuse(`must end in ${suffixes.join(' or ')}`);
}

function path(text: string): NormalizedField {
  const value = text.startsWith('/') ? text : `/${text}`;
  const safe =
    /^\/(?!\/)[\x21-\x7e]*$/.test(value) &&
    !/[\\@#?]/.test(value) &&
    !value.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
  return safe ? accept(value) : refuse('must be a path such as /v1/me');
}

function json(text: string): NormalizedField {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? accept(text) : refuse('must be a JSON document');
  } catch {
    return refuse('must be a JSON document');
  }
}
