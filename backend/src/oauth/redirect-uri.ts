import type { Config } from '../platform/index.ts';

/**
 * The address that providers send people back to; registered there and compared character for character. A custom app has
 * one of its own: whoever defines it chooses the provider, which must not be able to have another app's code sent here in the
 * place of its own (mix-up, RFC 9700 section 4.4.2).
 */
export const redirectUri = (config: Config, customAppId?: string | null): string =>
  `${config.PUBLIC_URL.replace(/\/+$/, '')}/api/v1/oauth/callback${customAppId == null ? '' : `/${customAppId}`}`;
