import type { AppSummary } from '@drawbridge/catalog';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { searchApps, type AppQuestion } from '../../fields/searchApps.ts';

const names = { text: 'q', category: 'category', kind: 'kind' } as const;
const parts = Object.entries(names) as [keyof AppQuestion, string][];
const restMs = 300;

/**
 * Searches in what was fetched once. The address follows when the typing rests, so that going back from an app
 * finds the same list again.
 */
export function useAppSearch(all: readonly AppSummary[]) {
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<AppQuestion>(() => ({
    text: params.get(names.text) ?? '',
    category: params.get(names.category) ?? '',
    kind: params.get(names.kind) ?? '',
  }));
  const found = useMemo(() => searchApps(all, asked), [all, asked]);
  useEffect(() => {
    if (parts.every(([part, name]) => (params.get(name) ?? '') === asked[part])) return;
    const isTyping = (params.get(names.text) ?? '') !== asked.text;
    const timer = setTimeout(
      () => {
        const next = new URLSearchParams(params);
        for (const [part, name] of parts) {
          if (asked[part] === '') next.delete(name);
          else next.set(name, asked[part]);
        }
        setParams(next, { replace: true });
      },
      isTyping ? restMs : 0,
    );
    return () => clearTimeout(timer);
  }, [asked, params, setParams]);
  return { asked, found, ask: (change: Partial<AppQuestion>) => setAsked((before) => ({ ...before, ...change })) };
}
