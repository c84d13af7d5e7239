import type { AppSummary } from '@drawbridge/catalog';
import { Autocomplete, TextField, type Theme } from '@mui/material';
import { useMemo } from 'react';
import { useInput, ValidationError, type Validator } from 'react-admin';
import { useApps } from '../providers/useApps.ts';
import { searchApps } from './searchApps.ts';
import { PlainTile, plainTile } from './AppTile.tsx';
import { categoryWord } from './states.ts';

/** What can be picked: an app, or one of several things that an app has. */
export interface AppChoice {
  value: string;
  app: AppSummary;
  note: string;
}

interface AppInputProps {
  source: string;
  label?: string;
  /** What an app is offered as; nothing: it is not offered. */
  choicesOf?: (app: AppSummary) => AppChoice[];
  /** Shown while nothing is picked. */
  emptyText?: string;
  /** Offers also what cannot be connected now. */
  all?: boolean;
  help?: string | undefined;
  validate?: Validator[];
}

const theApp = (app: AppSummary): AppChoice[] => [{ value: app.id, app, note: categoryWord(app.category) }];
const none: [] = [];
const asked = (text: string) => ({ text, category: '', kind: '' });

/** Picks an app by typing a part of its name, in the order of the chooser; custom apps are among them. */
export function AppInput({
  source,
  label = 'App',
  choicesOf = theApp,
  emptyText,
  all = false,
  help,
  validate,
}: AppInputProps) {
  const { data, isPending } = useApps(all);
  const { field, fieldState, id, isRequired } = useInput({ source, validate: validate ?? none });
  const apps: readonly AppSummary[] = data?.items ?? none;
  const choices = useMemo(() => searchApps(apps, asked('')).apps.flatMap(choicesOf), [apps, choicesOf]);
  const picked = choices.find(({ value }) => value === field.value) ?? null;
  return (
    <Autocomplete<AppChoice>
      id={id}
      options={choices}
      value={picked}
      onChange={(_, choice) => field.onChange(choice?.value ?? '')}
      onBlur={field.onBlur}
      loading={isPending}
      loadingText="Loading the catalog ..."
      noOptionsText="No app matches"
      autoHighlight
      fullWidth
      size="small"
      getOptionLabel={labelOf}
      getOptionKey={({ value }) => value}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      filterOptions={(_, { inputValue }) =>
        searchApps(apps, asked(inputValue)).apps.flatMap((app) => nearest(choicesOf(app), inputValue))
      }
      slotProps={{ listbox: { sx: listStyles }, popper: { placement: 'bottom-start', sx: { minWidth: '18rem' } } }}
      renderOption={({ key, ...props }, { app, note }) => (
        <li key={key} {...props}>
          <PlainTile id={app.id} name={app.name} size={28} />
          <span className="name">{app.name}</span>
          <span className="note">{note}</span>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={field.ref}
          label={label}
          required={isRequired}
          error={fieldState.invalid}
          helperText={fieldState.error?.message ? <ValidationError error={fieldState.error.message} /> : help}
          placeholder={emptyText ?? 'Search apps ...'}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}

/** Of several choices of one app those that were meant, where the text tells them apart. */
function nearest(choices: AppChoice[], text: string): AppChoice[] {
  const words = text.toLowerCase().split(/\s+/);
  const meant = choices.filter(({ app, note }) =>
    words.every((word) => `${app.name} ${note}`.toLowerCase().includes(word)),
  );
  return meant.length > 0 ? meant : choices;
}

const labelOf = ({ app, value, note }: AppChoice) => (value === app.id ? app.name : `${app.name} (${note})`);

/** Plain elements, styled by the list around them: hundreds of these are drawn at once. */
const listStyles = (theme: Theme) => ({
  maxHeight: '22rem',
  '& li.MuiAutocomplete-option': {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: 1.25,
    minHeight: 48,
    py: 0.5,
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 48px',
  },
  '& .tile': { ...plainTile(theme, 28), gridRow: '1 / 3' },
  '& .name': { fontWeight: 600, lineHeight: 1.3, overflowWrap: 'anywhere' },
  '& .note': { gridColumn: 2, fontSize: '0.79rem', lineHeight: 1.3, color: theme.palette.text.secondary },
});
