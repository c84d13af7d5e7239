/** Reads request fields the way Vault does: weakly ("1" counts as 1, "true" as true, "a,b" as a list). */
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { badRequest } from './reply.ts';

export const has = (body: JsonObject, name: string): boolean => body[name] !== undefined && body[name] !== null;

export function text(body: JsonObject, name: string, fallback = ''): string {
  const value = body[name] ?? fallback;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badRequest(`field "${name}" must be a string`);
}

export function integer(body: JsonObject, name: string, fallback = 0): number {
  const value = body[name] ?? fallback;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw badRequest(`field "${name}" must be an integer`);
}

export function flag(body: JsonObject, name: string, fallback = false): boolean {
  const value = body[name] ?? fallback;
  const parsed = parseBool(value);
  if (parsed === undefined) throw badRequest(`field "${name}" must be a boolean`);
  return parsed;
}

/** The spellings of Go's strconv.ParseBool, which Vault uses for fields and query parameters. */
export function parseBool(value: Json): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(String(value))) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(String(value))) return false;
  return undefined;
}

const unitSeconds: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };

/** Seconds, from a number of seconds or a Go duration such as "1h30m" (Vault adds "d"). */
export function seconds(body: JsonObject, name: string, fallback = 0): number {
  const value = body[name] ?? fallback;
  if (value === '') return 0;
  if (typeof value === 'number' && Number.isFinite(value)) return nonNegative(name, value);
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  const parts = typeof value === 'string' ? [...value.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)] : [];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== value)
    throw badRequest(`field "${name}" must be a duration`);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0), 0);
}

function nonNegative(name: string, value: number): number {
  if (value < 0) throw badRequest(`field "${name}" cannot be negative`);
  return Math.trunc(value);
}

/** Strings, from an array or from a comma-separated string. */
export function list(body: JsonObject, name: string): string[] {
  const value = body[name] ?? [];
  const items = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(items)) throw badRequest(`field "${name}" must be a list`);
  return items
    .map((item) => {
      if (typeof item !== 'string' && typeof item !== 'number')
        throw badRequest(`field "${name}" must be a list of strings`);
      return String(item).trim();
    })
    .filter((item) => item !== '');
}

export function integers(body: JsonObject, name: string): number[] {
  const value = body[name] ?? [];
  const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  return items.map((item) => integer({ item }, 'item'));
}

export function stringMap(body: JsonObject, name: string): Record<string, string> | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (!isObject(value)) throw badRequest(`field "${name}" must be a map`);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (typeof item !== 'string') throw badRequest(`field "${name}" must map strings to strings`);
      return [key, item];
    }),
  );
}

/** Standard base64 only: the decoder of node:buffer forgives too much. */
export function base64(value: Json | undefined, name: string): Buffer {
  if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw badRequest(`"${name}" must be base64`);
  }
  return Buffer.from(value, 'base64');
}

/** A whole number of seconds as Go prints a duration: 3661 -> "1h1m1s". */
export function goDuration(total: number): string {
  const [h, m, s] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  return h > 0 ? `${h}h${m}m${s}s` : m > 0 ? `${m}m${s}s` : `${s}s`;
}
