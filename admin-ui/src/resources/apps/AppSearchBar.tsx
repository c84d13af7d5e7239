import SearchIcon from '@mui/icons-material/SearchRounded';
import { Box, InputAdornment, MenuItem, TextField } from '@mui/material';
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
        autoFocus={autoFocus}
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
      <Choice
        label="Category"
        every="All categories"
        value={asked.category}
        options={categories.map((name) => [name, categoryWord(name), found.inCategory.get(name) ?? 0])}
        onChange={(category) => ask({ category })}
        phoneOnly
      />
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

interface ChoiceProps {
  label: string;
  every: string;
  value: string;
  options: readonly (readonly [value: string, word: string, count: number])[];
  onChange: (value: string) => void;
  phoneOnly?: boolean;
}

const Choice = ({ label, every, value, options, onChange, phoneOnly = false }: ChoiceProps) => (
  <TextField
    select
    label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    sx={phoneOnly ? { display: { md: 'none' } } : {}}
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
