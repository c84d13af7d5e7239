import type { FastifyInstance, FastifyReply } from 'fastify';
import { oauthChannel } from '@drawbridge/catalog';
import type { Returned } from './returned.ts';

const scriptPath = '/oauth-callback.js';
const stylePath = '/oauth-callback.css';

/** Nothing but our one script and its style: no frame, no form, no other place. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page may speak with the window that opened it, and with nobody else; its address still holds the used code. */
export function sendCallbackPage(reply: FastifyReply, returned: Returned): string {
  void reply
    .code(returned.ok ? 200 : 400)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cross-origin-opener-policy', 'unsafe-none')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store');
  const { attemptId, title, message, ok, onward } = returned;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} - Drawbridge</title>
<link rel="stylesheet" href="${stylePath}"></head>
<body data-attempt="${escape(attemptId ?? '')}" data-ok="${ok}">
<main>
<h1>${escape(title)}</h1>
<p role="status">${escape(message)}</p>
<p><a href="/#${escape(onward.to)}">${escape(onward.label)}</a></p>
<p id="closing" hidden>If this window does not close by itself, you may close it.</p>
</main>
<script src="${scriptPath}"></script>
</body>
</html>
`;
}

/** Tells the console which attempt came back, and closes the window where it is a popup. It holds no secret. */
const script = `const { attempt, ok } = document.body.dataset;
history.replaceState(null, '', location.pathname);
const channel = new BroadcastChannel('${oauthChannel}');
channel.postMessage({ attemptId: attempt || null, ok: ok === 'true' });
channel.close();
if (window.opener || window.name === '${oauthChannel}') {
  document.getElementById('closing').hidden = false;
  window.close();
}
`;

/** As the console looks, by day and by night. */
const style = `:root { color-scheme: light dark; }
body { margin: 0; padding: 12vh 1rem 1rem; font: 1rem/1.5 system-ui, sans-serif;
  background: light-dark(#f5f3ee, #101617); color: light-dark(#1c2526, #e8ece9); }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 2rem; border-radius: 14px;
  border: 1px solid light-dark(#e2ddd2, #2b3637); background: light-dark(#ffffff, #182021); }
h1 { font-size: 1.4rem; margin: 0 0 0.75rem; }
a { font-weight: 600; color: light-dark(#145152, #7cc7bd); }
#closing { color: light-dark(#566062, #a3b0af); font-size: 0.9rem; }
`;

/** Serves the script and the style of that page from our own origin, so that the page needs nothing inline. */
export function serveCallbackFiles(fastify: FastifyInstance): void {
  for (const [path, type, text] of [
    [scriptPath, 'text/javascript', script],
    [stylePath, 'text/css', style],
  ] as const)
    fastify.get(path, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(text),
    );
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
