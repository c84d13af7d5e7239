import SearchIcon from '@mui/icons-material/SearchRounded';
import { Box, Chip, InputAdornment, Skeleton, TextField, Typography } from '@mui/material';
import { useDeferredValue, useState } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { categoryWord } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { useApps } from '../../providers/useApps.ts';
import { AppCard } from './AppCard.tsx';

const grid = { display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 17.5rem), 1fr))' };

export function AppChooser() {
  const { data, error, refetch } = useApps();
  const [text, setText] = useState('');
  const [category, setCategory] = useState('');
  const words = useDeferredValue(text.trim().toLowerCase());
  const apps = (data?.items ?? []).filter(
    (app) =>
      (category === '' || app.category === category) &&
      (words === '' || `${app.name} ${app.id} ${app.category} ${app.description}`.toLowerCase().includes(words)),
  );
  const ranked = words === '' ? apps : apps.toSorted((a, b) => rank(a.name, words) - rank(b.name, words));
  return (
    <>
      <PageHeader
        title="Connect New Account"
        lead="Which app is the account at?"
        back={{ to: '/connections', label: 'Connections' }}
      />
      <Box sx={{ display: 'grid', gap: 1.5, mb: 2.5 }}>
        <TextField
          autoFocus
          type="search"
          label="Search apps"
          placeholder="Slack, payments, database ..."
          value={text}
          onChange={(event) => setText(event.target.value)}
          sx={{ maxWidth: '28rem' }}
          slotProps={{
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
          }}
        />
        <Box role="group" aria-label="Category" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {['', ...(data?.categories ?? [])].map((name) => (
            <Chip
              key={name}
              label={name === '' ? 'All' : categoryWord(name)}
              color={category === name ? 'primary' : 'default'}
              variant={category === name ? 'filled' : 'outlined'}
              aria-pressed={category === name}
              onClick={() => setCategory(name)}
            />
          ))}
        </Box>
      </Box>
      {error && <ErrorNote error={error} onReload={() => void refetch()} />}
      <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {data ? `${ranked.length} ${ranked.length === 1 ? 'app' : 'apps'}` : 'Loading the catalog ...'}
      </Typography>
      <Box component="ul" sx={{ ...grid, listStyle: 'none', m: 0, p: 0 }}>
        {data
          ? ranked.map((app) => <AppCard key={app.id} app={app} />)
          : !error &&
            Array.from({ length: 12 }, (_, n) => (
              <Skeleton key={n} component="li" variant="rounded" height={116} sx={{ borderRadius: '14px' }} />
            ))}
      </Box>
      {data && ranked.length === 0 && (
        <EmptyState title="No app matches">Try another word, or look through all categories.</EmptyState>
      )}
    </>
  );
}

const rank = (name: string, words: string) => {
  const at = name.toLowerCase().indexOf(words);
  return at === -1 ? 1000 : at;
};
