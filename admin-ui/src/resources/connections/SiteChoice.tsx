import type { AttemptTest } from '@drawbridge/catalog';
import { Box, Button, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import { useEffect, useId, useRef, useState } from 'react';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { api } from '../../providers/api.ts';

interface SiteChoiceProps {
  attempt: Pick<AttemptTest, 'question' | 'choices'> & { attemptId: string };
  onTested: (result: AttemptTest) => void;
}

/** The credential reaches several sites: which one does this connection stand for? It is tested with that one. */
export function SiteChoice({ attempt: { attemptId, question, choices = [] }, onTested }: SiteChoiceProps) {
  const label = useId();
  const group = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  // The person comes back from another window: this is where to go on.
  useEffect(() => group.current?.querySelector('input')?.focus(), []);

  const choose = async () => {
    setRunning(true);
    setError(null);
    try {
      onTested(await api.post<AttemptTest>(`/connections/${attemptId}/choice`, { id: chosen }));
    } catch (failure) {
      setError(failure);
      setRunning(false);
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <FormControl ref={group}>
        <FormLabel id={label} sx={{ fontWeight: 600, color: 'text.primary' }}>
          {question ?? 'Which one shall be connected?'}
        </FormLabel>
        <RadioGroup
          aria-labelledby={label}
          value={chosen}
          onChange={(_event, value) => setChosen(value)}
          sx={{ maxHeight: 320, overflowY: 'auto', flexWrap: 'nowrap' }}
        >
          {choices.map(({ id, label: name }) => (
            <FormControlLabel key={id} value={id} control={<Radio />} label={name} disabled={running} />
          ))}
        </RadioGroup>
      </FormControl>
      {error !== null && <ErrorNote error={error} />}
      <Button variant="contained" disabled={running || chosen === ''} onClick={() => void choose()}>
        {running ? 'Testing ...' : 'Connect this one'}
      </Button>
    </Box>
  );
}
