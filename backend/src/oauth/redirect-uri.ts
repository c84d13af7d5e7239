import type { Config } from '../platform/index.ts';

/** The one address that providers send people back to; registered there and compared character for character. */
export const redirectUri = (config: Config): string => `${config.PUBLIC_URL.replace(/\/+$/, '')}/api/v1/oauth/callback`;
