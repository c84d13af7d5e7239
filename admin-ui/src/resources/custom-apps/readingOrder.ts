/** As people write a definition: what it is called first, then how to log in, what is asked for, and how it is tested. */
const order = [
  ...['id', 'key', 'name', 'kind', 'label', 'category', 'description', 'docsUrl', 'protocol', 'baseUrl', 'server'],
  ...['in', 'url', 'method', 'fields', 'oauth2', 'scopes', 'inject', 'request', 'expect', 'invalid', 'test', 'account'],
];

const rank = (key: string): number => {
  const at = order.indexOf(key);
  return at === -1 ? order.length : at;
};

/** The same value with its members in reading order: the database keeps none. */
export function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inReadingOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(members.map(([key, member]) => [key, inReadingOrder(member)]));
}
