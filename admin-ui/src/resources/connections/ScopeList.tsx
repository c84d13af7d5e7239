import type { AttemptTest } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';

type Scopes = NonNullable<AttemptTest['scopes']>;

interface ScopeListProps {
  appName: string;
  required: Scopes['required'];
  granted: string[];
  /** What was granted before: then it is also said what changed. */
  before?: string[] | null;
}

/** Each permission in plain words, and in words whether it is there: never by a colour alone. */
export function ScopeList({ appName, required, granted, before = null }: ScopeListProps) {
  const names = new Set(required.map(({ name }) => name));
  const others = granted.filter((name) => !names.has(name));
  const lost = (before ?? []).filter((name) => !granted.includes(name) && !names.has(name));
  const isNew = (name: string) => before !== null && granted.includes(name) && !before.includes(name);
  if (required.length + others.length + lost.length === 0)
    return <>{appName} has no permissions to choose, or does not tell which it granted.</>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
      {required.map(({ name, why, granted: has }) => (
        <li key={name}>
          {why} <Mono>{name}</Mono>
          <Note tone={has === false ? 'error.main' : 'text.secondary'}>
            {has === null && 'requested'}
            {has === true && (isNew(name) ? 'granted now, was not before' : 'granted')}
            {has === false &&
              (before?.includes(name) ? 'required, was granted before, is missing now' : 'required, is missing')}
          </Note>
        </li>
      ))}
      {others.map((name) => (
        <li key={name}>
          <Mono>{name}</Mono>
          <Note tone="text.secondary">{isNew(name) ? 'granted now, was not before' : 'granted, not required'}</Note>
        </li>
      ))}
      {lost.map((name) => (
        <li key={name}>
          <Mono>{name}</Mono>
          <Note tone="text.secondary">no longer granted</Note>
        </li>
      ))}
    </Box>
  );
}

function Note({ tone, children }: { tone: string; children: React.ReactNode }) {
  return (
    <Typography
      component="span"
      variant="body2"
      sx={{ color: tone, ml: 1, fontWeight: tone === 'error.main' ? 600 : 400 }}
    >
      {children}
    </Typography>
  );
}
