import type { FastifyInstance, FastifyReply } from 'fastify';
import { oauthChannel } from '@drawbridge/catalog';
import type { Returned } from './callback.service.ts';

const scriptPath = '/oauth-callback.js';

/** Nothing but our one script: no frame, no form, no other place. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
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
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} - Drawbridge</title></head>
<body data-attempt="${escape(attemptId ?? '')}" data-ok="${ok}">
<main>
<h1>${escape(title)}</h1>
<p role="status">${escape(message)}</p>
<p><a href="/#${escape(onward.to)}">${escape(onward.label)}</a></p>
<p>If this window does not close by itself, you may close it.</p>
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
if (window.opener || window.name === '${oauthChannel}') window.close();
`;

/** Serves the script of that page from our own origin, so that the page needs no inline script. */
export function serveCallbackScript(fastify: FastifyInstance): void {
  fastify.get(scriptPath, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
  );
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
