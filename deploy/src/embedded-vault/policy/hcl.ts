/**
 * The part of HCL that policies use: blocks with labels, attributes, strings, heredocs, numbers, booleans, lists
 * and objects. Gives the same shape as the JSON form. https://developer.hashicorp.com/vault/docs/concepts/policies#policy-syntax
 */
import type { Json, JsonObject } from '../http/json.ts';
import { isObject } from '../http/json.ts';

type Token = { kind: 'word' | 'string' | 'number' | 'mark' | 'end'; text: string };

export class HclError extends Error {}

const tokenPattern =
  /(?<space>\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|<<-?(?<tag>\w+)\r?\n(?<heredoc>[\s\S]*?)\r?\n[ \t]*\k<tag>\b|"(?<string>(?:[^"\\\n]|\\.)*)"|(?<number>-?\d+(?:\.\d+)?)(?![\w])|(?<word>[A-Za-z_][\w.-]*)|(?<mark>[{}[\]=,:])/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const at = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(text)?.groups;
    if (!groups) throw new HclError(`unexpected character at ${at}`);
    if (groups.heredoc !== undefined) tokens.push({ kind: 'string', text: groups.heredoc });
    else if (groups.string !== undefined) tokens.push({ kind: 'string', text: unescape(groups.string) });
    else if (groups.number !== undefined) tokens.push({ kind: 'number', text: groups.number });
    else if (groups.word !== undefined) tokens.push({ kind: 'word', text: groups.word });
    else if (groups.mark !== undefined) tokens.push({ kind: 'mark', text: groups.mark });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function unescape(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw new HclError('invalid escape in a string');
  }
}

/** Parses a document. A block becomes `{ name: { label: {...} } }`; the same block twice is merged with its twin. */
export function parseHcl(text: string): JsonObject {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '' };
  const take = (): Token => tokens[next++] ?? { kind: 'end', text: '' };
  const isMark = (mark: string): boolean => peek().kind === 'mark' && peek().text === mark;
  const skip = (mark: string): boolean => isMark(mark) && next++ >= 0;

  function expect(mark: string): void {
    if (!skip(mark)) throw new HclError(`expected "${mark}" and found "${peek().text}"`);
  }

  function body(closing: boolean): JsonObject {
    const result: JsonObject = Object.create(null) as JsonObject;
    for (;;) {
      if (closing ? skip('}') : peek().kind === 'end') return result;
      const key = take();
      if (key.kind !== 'word' && key.kind !== 'string') throw new HclError(`expected a name and found "${key.text}"`);
      const labels: string[] = [];
      while (peek().kind === 'string') labels.push(take().text);
      if (labels.length === 0 && (skip('=') || skip(':'))) {
        if (key.text in result) throw new HclError(`"${key.text}" is set twice`);
        result[key.text] = value();
      } else {
        expect('{');
        merge(result, [key.text, ...labels], body(true));
      }
      skip(',');
    }
  }

  function value(): Json {
    if (skip('{')) return body(true);
    if (skip('[')) return items();
    const token = take();
    if (token.kind === 'string') return token.text;
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'word' && (token.text === 'true' || token.text === 'false')) return token.text === 'true';
    throw new HclError(`unexpected "${token.text}"`);
  }

  function items(): Json[] {
    const list: Json[] = [];
    while (!skip(']')) {
      list.push(value());
      if (!isMark(']')) expect(',');
    }
    return list;
  }

  return body(false);
}

/** Two blocks with the same labels give a list, so that neither is lost. */
function merge(target: JsonObject, [name = '', ...labels]: string[], block: JsonObject): void {
  const known = target[name];
  if (labels.length > 0) {
    const inner = isObject(known) ? known : (Object.create(null) as JsonObject);
    target[name] = inner;
    merge(inner, labels, block);
  } else if (known === undefined) target[name] = block;
  else target[name] = Array.isArray(known) ? [...known, block] : [known, block];
}
