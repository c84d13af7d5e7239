import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../platform/index.ts';

/** Browsers take `__Host-` cookies over TLS and from localhost only. */
const secure = (config: Config): boolean => {
  const url = new URL(config.PUBLIC_URL);
  return url.protocol === 'https:' || url.hostname === 'localhost';
};

/** The name of the session cookie at this address. */
export const cookieName = (config: Config): string => (secure(config) ? '__Host-drawbridge' : 'drawbridge');

export const sessionToken = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[cookieName(config)];

export function setSessionCookie(reply: FastifyReply, config: Config, token: string, expires: Date): void {
  void reply.setCookie(cookieName(config), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: secure(config),
    expires,
  });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(cookieName(config), { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(config) });
}
