import { minutes, seconds } from '../platform/index.ts';

const usualMargin = minutes(5);
const shortestMargin = seconds(2);

/**
 * When a token is renewed ahead of its end: five minutes before, a quarter of a short life, or a twentieth of a long one,
 * where being late would cost more; and a little earlier by chance, so that tokens that were made together are not renewed
 * together. Null: it never ends.
 */
export function refreshTime(now: Date, expiresAt: Date | null | undefined, refreshable: boolean): Date | null {
  if (!expiresAt) return null;
  if (!refreshable) return expiresAt;
  const life = expiresAt.getTime() - now.getTime();
  const margin = Math.max(shortestMargin, Math.min(life / 4, Math.max(usualMargin, life / 20)));
  return new Date(expiresAt.getTime() - margin * (1 + Math.random() / 4));
}
