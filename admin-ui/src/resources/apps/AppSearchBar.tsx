import SearchIcon from '@mui/icons-material/SearchRounded';
import { Box, InputAdornment, MenuItem, TextField, useMediaQuery, type Theme } from '@mui/material';
import { useEffect, useRef } from 'react';
import { categoryWord, methodWord } from '../../fields/states.ts';
import type { AppQuestion, FoundApps } from '../../fields/searchApps.ts';

interface AppSearchBarProps {
  asked: AppQuestion;
  ask: (change: Partial<AppQuestion>) => void;
  found: FoundApps;
  categories: readonly string[];
  kinds: readonly string[];
  autoFocus: boolean;
  /** The person wants to go on to what was found. */
  onGoOn: () => void;
}

/** What to look for: words, a kind of method, and on a phone the category. */
export function AppSearchBar({ asked, ask, found, categories, kinds, autoFocus, onGoOn }: AppSearchBarProps) {
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  const input = useFocusWhenPainted(autoFocus);
  return (
    <Box
      role="search"
      sx={{
        display: 'grid',
        gap: 1.5,
        mb: 2,
        gridTemplateColumns: { xs: '1fr 1fr', md: 'minmax(0, 28rem) 15rem' },
        '& .MuiFormControl-root': { m: 0, minWidth: 0 },
      }}
    >
      <TextField
        inputRef={input}
        type="search"
        label="Search apps"
        placeholder="Slack, payments, database ..."
        value={asked.text}
        onChange={(event) => ask({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          onGoOn();
        }}
        sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}
        slotProps={{
          htmlInput: { autoComplete: 'off', spellCheck: false },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      {phone && (
        <Choice
          label="Category"
          every="All categories"
          value={asked.category}
          options={categories.map((name) => [name, categoryWord(name), found.inCategory.get(name) ?? 0])}
          onChange={(category) => ask({ category })}
        />
      )}
      <Choice
        label="How to connect"
        every="Any method"
        value={asked.kind}
        options={kinds.map((kind) => [kind, methodWord(kind), found.ofKind.get(kind) ?? 0])}
        onChange={(kind) => ask({ kind })}
      />
    </Box>
  );
}

/** To focus lays the page out at once and once more: the first picture comes first. */
function useFocusWhenPainted(wanted: boolean) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let task: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => input.current?.focus({ preventScroll: true }));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, [wanted]);
  return input;
}

interface ChoiceProps {
  label: string;
  every: string;
  value: string;
  options: readonly (readonly [value: string, word: string, count: number])[];
  onChange: (value: string) => void;
}

const Choice = ({ label, every, value, options, onChange }: ChoiceProps) => (
  <TextField
    select
    label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
  >
    <MenuItem value="">{every}</MenuItem>
    {options.map(([option, word, n]) => (
      <MenuItem key={option} value={option}>
        {word} ({n})
      </MenuItem>
    ))}
  </TextField>
);
