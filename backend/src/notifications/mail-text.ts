/** A message to one person, ready to be sent. */
export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

interface Parts {
  id: string;
  title: string;
  body: string;
  link: string;
  person: { name: string; email: string };
  publicUrl: string;
}

/** The e-mail to a notice, as plain text and as simple HTML. Its message id stays the same when it is sent again. */
export function mailFor({ id, title, body, link, person, publicUrl }: Parts): Mail {
  const base = publicUrl.replace(/\/+$/, '');
  const href = `${base}/#${link}`;
  return {
    to: { name: oneLine(person.name), address: person.email },
    subject: oneLine(title),
    text: `${title}\n\n${body}\n\nOpen it in Drawbridge: ${href}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif">
<h1 style="font-size:18px">${escape(title)}</h1>
<p style="white-space:pre-line">${escape(body)}</p>
<p><a href="${escape(href)}">Open it in Drawbridge</a></p>
</body></html>`,
    messageId: `<${id}@${new URL(base).hostname}>`,
  };
}

/** Whether it is a plain address, and nothing that a mail server could read as several or as a header. */
export const isPlainAddress = (address: string): boolean =>
  /^[^\s"(),:;<>@[\\\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(address);

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
