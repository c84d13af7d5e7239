import { Box, Button, Skeleton, Typography } from '@mui/material';
import { useDeferredValue, useMemo, useRef } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { count } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { useApps } from '../../providers/useApps.ts';
import { AppCard, type CardTarget } from './AppCard.tsx';
import { AppGrid, screenful } from './AppGrid.tsx';
import { AppSearchBar } from './AppSearchBar.tsx';
import { CategoryRail } from './CategoryRail.tsx';
import type { AppQuestion } from '../../fields/searchApps.ts';
import { useAppSearch } from './useAppSearch.ts';

const none: [] = [];
const anything: AppQuestion = { text: '', category: '', kind: '' };

/** The whole catalog to look through: found as it is typed, in what was fetched once. */
export function AppBrowser({ target, autoFocus = false }: { target: CardTarget; autoFocus?: boolean }) {
  const { data, error, refetch } = useApps();
  const all = data?.items ?? none;
  const categories = data?.categories ?? none;
  const { asked, ask, found } = useAppSearch(all);
  const drawn = useDeferredValue(found.apps, none);
  const shown = drawn === found.apps ? drawn : found.apps.slice(0, screenful);
  // Follows with the other cards: its column is kept free, so nothing moves.
  const rail = useDeferredValue(categories, none);
  const cards = useRef<HTMLUListElement>(null);
  const kinds = useMemo(
    () => [...new Set(all.flatMap(({ methods }) => methods.map(({ kind }) => kind)))].sort(),
    [all],
  );
  return (
    <>
      <AppSearchBar
        {...{ asked, ask, found, categories, kinds, autoFocus }}
        onGoOn={() => cards.current?.querySelector('a')?.focus()}
      />
      <Box
        sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '13rem minmax(0, 1fr)' } }}
      >
        <CategoryRail
          categories={rail}
          counts={found.inCategory}
          chosen={asked.category}
          onChoose={(category) => ask({ category })}
        />
        {/* As high as the screen, whatever is found: nothing jumps while somebody types. */}
        <Box sx={{ minHeight: '100vh' }}>
          {error && <ErrorNote error={error} onReload={() => void refetch()} />}
          <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            {data
              ? found.apps.length === 0
                ? 'No app matches'
                : count(found.apps.length, 'app')
              : 'Loading the catalog ...'}
          </Typography>
          <AppGrid label="Apps" ref={cards}>
            {data
              ? shown.map((app) => <AppCard key={app.id} app={app} target={target} />)
              : !error &&
                Array.from({ length: 18 }, (_, n) => (
                  <Skeleton key={n} component="li" variant="rounded" sx={{ borderRadius: '14px' }} />
                ))}
          </AppGrid>
          {data && found.apps.length === 0 && <NothingFound text={asked.text.trim()} onClear={() => ask(anything)} />}
        </Box>
      </Box>
    </>
  );
}

const NothingFound = ({ text, onClear }: { text: string; onClear: () => void }) => (
  <EmptyState
    title={text === '' ? 'No app matches' : `No app matches “${text}”`}
    action={
      <Button variant="outlined" onClick={onClear}>
        Show all apps
      </Button>
    }
  >
    Try another word, or look through all categories and methods. An app that is missing can be added: ask an
    administrator to define it. Until then, the apps named “Generic HTTP” connect to any web API.
  </EmptyState>
);
