import type { AuthClass, RotationPolicyView } from '@drawbridge/catalog';

export const classWords: Record<AuthClass, string> = {
  oauth: 'OAuth connections',
  api_key: 'API keys',
  basic: 'User names and passwords',
  custom: 'Custom credentials',
};

export const scopeOf = (policy: RotationPolicyView) =>
  policy.scope === 'platform'
    ? 'Platform'
    : (policy.tenant?.name ?? (policy.scope === 'tenant' ? 'Your tenant' : 'Connection'));

export const daysText = (days: number | null) => (days === null ? 'No rotation asked for' : `Every ${days} days`);
