import type { ReminderRunView } from '@drawbridge/catalog';

export function scopeWord(run: ReminderRunView): string {
  if (run.scope === 'platform') return 'Whole platform';
  return run.scope === 'own' ? 'Own connections' : (run.tenant?.name ?? 'Tenant');
}
