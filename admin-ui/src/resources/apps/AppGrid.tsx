import { Box } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { plainTile } from '../../fields/AppTile.tsx';

const cardHeight = 132;
/** As many cards as a laptop shows; the others follow when these are painted. */
export const screenful = 15;

const styles = (theme: Theme) => ({
  listStyle: 'none',
  m: 0,
  p: 0,
  display: 'grid',
  gap: '12px',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 17rem), 1fr))',
  '& > li': { height: cardHeight },
  // What is out of sight is not laid out; its place is kept. The first ones are in sight: to find that out costs a layout.
  [`& > li:nth-of-type(n + ${screenful + 1})`]: {
    contentVisibility: 'auto',
    containIntrinsicSize: `auto ${cardHeight}px`,
  },
  '& a': {
    boxSizing: 'border-box',
    height: '100%',
    display: 'grid',
    gridTemplateColumns: '40px minmax(0, 1fr)',
    gridTemplateRows: 'auto 1fr auto',
    columnGap: '12px',
    padding: '14px',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: '14px',
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    textDecoration: 'none',
    '&:hover': { borderColor: theme.palette.primary.main },
    // Inside: what is not laid out clips what reaches over its edge.
    '&:focus-visible': { outline: `2px solid ${theme.palette.secondary.main}`, outlineOffset: -2 },
  },
  '& .tile': { ...plainTile(theme, 40), gridRow: '1 / -1' },
  '& .name': { gridColumn: 2, fontSize: '0.95rem', fontWeight: 650, lineHeight: 1.4, overflowWrap: 'anywhere' },
  '& .about': {
    gridColumn: 2,
    fontSize: '0.85rem',
    lineHeight: 1.45,
    color: theme.palette.text.secondary,
    display: '-webkit-box',
    WebkitLineClamp: '2',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    alignSelf: 'start',
  },
  '& .kinds': {
    gridColumn: 2,
    fontSize: '0.77rem',
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& .note': { gridColumn: 2, fontSize: '0.77rem', fontWeight: 650 },
  '& .connected': { color: theme.palette.primary.main },
  '& .waiting': { color: theme.palette.warning.main },
});

/** The cards of the catalog; arrow keys walk over them as they stand on the screen. */
export function AppGrid({ children, label, ref }: { children: ReactNode; label: string; ref?: Ref<HTMLUListElement> }) {
  return (
    <Box component="ul" aria-label={label} {...(ref ? { ref } : {})} sx={styles} onKeyDown={walk}>
      {children}
    </Box>
  );
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const cards = [...event.currentTarget.children] as HTMLElement[];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const step = stepOf(event.key, cards);
  if (at === -1 || step === undefined) return;
  event.preventDefault();
  const next = cards[Math.min(Math.max(at + step, 0), cards.length - 1)];
  next?.querySelector('a')?.focus();
}

/** How far a key goes: a row is as long as the screen makes it. */
function stepOf(key: string, cards: readonly HTMLElement[]): number | undefined {
  const below = cards.findIndex((card) => card.offsetTop > (cards[0]?.offsetTop ?? 0));
  const row = below === -1 ? cards.length : below;
  return { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row, Home: -cards.length, End: cards.length }[key];
}
