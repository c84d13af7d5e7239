/** An address: the password in it, its path, its query. */
const address = /^[a-z][a-z0-9+.-]*:\/\/(?:[^:@/?#]*:([^@/?#]*)@)?[^/?#]*([^?#]*)(?:\?([^#]*))?/i;

/** Shorter words in the path of a web hook are names: services, hooks, v1. */
const longestName = 15;

/**
 * The secrets inside a secret, each of which a server could repeat alone: the password of a connection string, the
 * token of a web hook, the lines of a private key, the key in a key file.
 */
export function secretsInside(secret: string): string[] {
  const whole = secret.trim();
  if (whole.startsWith('{')) return membersOf(whole).flatMap((member) => [member, ...secretsInside(member)]);
  if (/[\r\n]/.test(whole)) return whole.split(/[\r\n]+/).filter((line) => line !== '' && !line.startsWith('-----'));
  const [, password = '', path = '', query = ''] = address.exec(whole) ?? [];
  const segments = path.split('/').filter((segment) => segment.length > longestName);
  const params = [...new URLSearchParams(query)].map(([, value]) => value);
  return [password, decoded(password), ...segments, ...segments.map(decoded), ...params].filter((part) => part !== '');
}

function membersOf(document: string): string[] {
  try {
    const members = Object.entries(JSON.parse(document) as Record<string, unknown>);
    const isSecret = (name: string) => /(?:key|secret|password|token)$/i.test(name);
    return members.flatMap(([name, value]) => (typeof value === 'string' && isSecret(name) ? [value] : []));
  } catch {
    return [];
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
