import { Chip } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { stateWord, type StateKind, type Tone } from './states.ts';

export const toneColor = (tone: Tone) => (tone === 'neutral' ? ('text' as const) : tone);

/** A state as a word with a dot of its colour. */
export function StateChip({ kind, state }: { kind: StateKind; state: string }) {
  const [word, tone] = stateWord(kind, state);
  return <ToneChip tone={tone} word={word} dot />;
}

export function ToneChip({ tone, word, dot = false }: { tone: Tone; word: string; dot?: boolean }) {
  return (
    <Chip
      size="small"
      label={word}
      {...(dot ? { icon: <Dot /> } : {})}
      sx={({ palette }) => {
        const color = tone === 'neutral' ? palette.text.secondary : palette[tone].main;
        return {
          color,
          backgroundColor: alpha(color, palette.mode === 'light' ? 0.09 : 0.15),
          '& .MuiChip-icon': { color: 'inherit', marginLeft: '8px', marginRight: '-2px' },
        };
      }}
    />
  );
}

const Dot = ({ className }: { className?: string }) => (
  <svg className={className} width="7" height="7" viewBox="0 0 7 7" aria-hidden="true">
    <circle cx="3.5" cy="3.5" r="3.5" fill="currentColor" />
  </svg>
);
