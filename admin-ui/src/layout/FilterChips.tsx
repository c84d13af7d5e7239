import { Box, Chip } from '@mui/material';
import { stateWord, type StateKind } from '../fields/states.ts';
import { useFilters } from './useFilters.ts';

interface FilterChipsProps {
  source: string;
  label: string;
  kind: StateKind;
  states: readonly string[];
}

/** One chip for every state, and one for all of them. */
export function FilterChips({ source, label, kind, states }: FilterChipsProps) {
  const { values, set } = useFilters();
  const chosen = values[source] ?? '';
  const choose = (state: string) => {
    const { [source]: _, ...rest } = values;
    set(state === '' ? rest : { ...rest, [source]: state });
  };
  return (
    <Box role="group" aria-label={label} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
      {['', ...states].map((state) => (
        <Chip
          key={state}
          label={state === '' ? 'All' : stateWord(kind, state)[0]}
          color={chosen === state ? 'primary' : 'default'}
          variant={chosen === state ? 'filled' : 'outlined'}
          aria-pressed={chosen === state}
          onClick={() => choose(state)}
        />
      ))}
    </Box>
  );
}
