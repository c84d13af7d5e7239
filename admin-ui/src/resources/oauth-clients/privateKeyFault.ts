/** What is plainly wrong with a pasted private key, and what to do; the server decides about everything else. */
export function privateKeyFault(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return undefined;
  if (text.startsWith('{')) return jwkFault(text);
  if (/-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)/.test(text))
    return 'This is the public half. Paste the private key; the public half belongs to the provider.';
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text))
    return 'This key is protected by a passphrase. Paste it without one: the vault protects it.';
  if (text.includes('-----BEGIN OPENSSH'))
    return 'This is a key in OpenSSH form. Convert it: ssh-keygen -p -m PKCS8 -f <file>';
  return /^-----BEGIN (RSA |EC )?PRIVATE KEY-----[\s\S]+-----END (RSA |EC )?PRIVATE KEY-----$/.test(text)
    ? undefined
    : 'Paste the whole key: PEM from the BEGIN line to the END line, or a JWK in braces.';
}

function jwkFault(text: string): string | undefined {
  try {
    const key = JSON.parse(text) as { kty?: unknown; keys?: unknown; d?: unknown };
    if (key.keys !== undefined) return 'This is a set of keys. Paste the one key out of it.';
    if (key.kty === undefined) return 'This JSON is no JWK: it has no "kty".';
    return key.d === undefined ? 'This JWK is the public half: it has no "d". Paste the private key.' : undefined;
  } catch {
    return 'This JSON is cut off or has a mistake. Paste the whole key.';
  }
}
