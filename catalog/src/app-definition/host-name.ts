const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** One label of a host name, in lower case and ASCII. */
export function isHostLabel(text: string): boolean {
  return label.test(text);
}

/**
 * A whole host name or a dotted IPv4 address, in lower case and ASCII.
 * Numbers that only a URL parser would take for an address (`0x7f.1`, `2130706433`) are refused: they name another host than they show.
 */
export function isHostName(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  if (!labels.every(isHostLabel)) return false;
  const last = labels.at(-1) as string;
  if (!/^(?:\d+|0x[0-9a-f]*)$/.test(last)) return true;
  return labels.length === 4 && labels.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** A host name, or a host name with a port. */
export function isHostAndPort(text: string): boolean {
  const [host = '', port, ...more] = text.split(':');
  return more.length === 0 && isHostName(host) && (port === undefined || isPort(port));
}

/** A port number without leading zeros. */
export function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;
}
