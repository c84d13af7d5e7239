import type { AppView, CustomAppValidation } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../providers/api.ts';

/** The text as JSON; undefined where it is none. */
export function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

interface Validated {
  /** What the server says of the text a moment after the last key; null: not asked yet. */
  validation: CustomAppValidation | null;
  /** How people will see the app; while there are faults, as it was before them. */
  preview: AppView | null;
}

/** Asks the server what is wrong with the text, when the typing rests. */
export function useValidation(text: string): Validated {
  const [settled, setSettled] = useState(text);
  const [preview, setPreview] = useState<AppView | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 350);
    return () => clearTimeout(timer);
  }, [text]);
  const definition = parsed(settled);
  const { data } = useQuery({
    queryKey: ['custom-apps', 'validate', settled],
    queryFn: () => api.post<CustomAppValidation>('/custom-apps/validate', { definition }),
    enabled: definition !== undefined,
    placeholderData: (before) => before,
  });
  if (data?.preview && data.preview !== preview) setPreview(data.preview);
  return { validation: data ?? null, preview };
}
