import { isObject, type Json, type JsonObject } from '../http/json.ts';
import { badRequest } from '../http/reply.ts';
import { HclError, parseHcl } from './hcl.ts';

export const capabilities = ['create', 'read', 'update', 'patch', 'delete', 'list', 'sudo', 'deny'] as const;
export type Capability = (typeof capabilities)[number];

/** One `path` stanza: `pattern` keeps its wildcards. */
export interface Rule {
  pattern: string;
  capabilities: Capability[];
}

/** The older one-word form of a rule. */
const shorthands: Record<string, Capability[]> = {
  deny: ['deny'],
  read: ['read', 'list'],
  write: ['create', 'read', 'update', 'delete', 'list'],
  sudo: ['create', 'read', 'update', 'delete', 'list', 'sudo'],
};

/** Reads a policy in HCL or JSON. What this server cannot enforce is refused, never skipped. */
export function parsePolicy(text: string): Rule[] {
  const document = parseDocument(text);
  const unknown = Object.keys(document).find((key) => key !== 'path' && key !== 'name');
  if (unknown !== undefined) throw invalid(`unknown key "${unknown}"`);
  const paths = document.path ?? {};
  if (!isObject(paths)) throw invalid('"path" must be a block with a label');
  return Object.entries(paths).flatMap(([pattern, stanza]) =>
    stanzas(stanza).map((block) => parseRule(pattern, block)),
  );
}

function parseDocument(text: string): JsonObject {
  try {
    if (!text.trimStart().startsWith('{')) return parseHcl(text);
    const document = JSON.parse(text) as Json;
    if (isObject(document)) return document;
  } catch (error) {
    if (!(error instanceof HclError || error instanceof SyntaxError)) throw error;
    throw invalid(error.message);
  }
  throw invalid('the document must be an object');
}

const stanzas = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);
const invalid = (reason: string) => badRequest(`failed to parse policy: ${reason}`);

function parseRule(pattern: string, block: Json): Rule {
  if (!isObject(block)) throw invalid(`path "${pattern}" must be a block`);
  if (pattern.includes('{{')) throw invalid('dev-embedded has no identities, so templated paths cannot be enforced');
  const path = pattern.replace(/^\/+/, '');
  if (path.includes('+*')) throw invalid(`path "${pattern}": "+*" is not a wildcard`);
  let granted: Capability[] = [];
  for (const [key, value] of Object.entries(block)) {
    if (key === 'capabilities') granted = [...granted, ...parseCapabilities(path, value)];
    else if (key === 'policy') granted = [...granted, ...parseShorthand(path, value)];
    else if (key !== 'comment') throw invalid(`path "${pattern}": dev-embedded does not enforce "${key}"`);
  }
  return { pattern: path, capabilities: granted.includes('deny') ? ['deny'] : granted };
}

function parseCapabilities(path: string, value: Json): Capability[] {
  if (!Array.isArray(value)) throw invalid(`path "${path}": "capabilities" must be a list`);
  return value.map((item) => {
    const capability = capabilities.find((known) => known === item);
    if (!capability) throw invalid(`path "${path}": invalid capability`);
    return capability;
  });
}

function parseShorthand(path: string, value: Json): Capability[] {
  const granted = typeof value === 'string' && Object.hasOwn(shorthands, value) ? shorthands[value] : undefined;
  if (!granted) throw invalid(`path "${path}": invalid policy`);
  return granted;
}
