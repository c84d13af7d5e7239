import type { CustomAppValidation } from '@drawbridge/catalog';
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

const notJson: CustomAppValidation = {
  valid: false,
  faults: [{ pointer: '', message: 'This is no JSON object yet. Look for a missing comma, quote or bracket.' }],
};

/** What the server finds wrong with the text, asked a moment after the last key. */
export function useValidation(text: string): CustomAppValidation | null {
  const [settled, setSettled] = useState(text);
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
  return definition === undefined ? notJson : (data ?? null);
}
