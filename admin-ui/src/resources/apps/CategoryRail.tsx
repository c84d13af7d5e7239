import { Box, type Theme } from '@mui/material';
import { categoryWord } from '../../fields/states.ts';

interface CategoryRailProps {
  categories: readonly string[];
  counts: ReadonlyMap<string, number>;
  chosen: string;
  onChoose: (category: string) => void;
}

/** Every category with the number of apps that are found in it. Plain elements, styled by the list: they open with the page. */
export function CategoryRail({ categories, counts, chosen, onChoose }: CategoryRailProps) {
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return (
    <Box component="section" aria-label="Category" sx={styles}>
      <ul>
        {['', ...categories].map((category) => {
          const n = category === '' ? all : (counts.get(category) ?? 0);
          const isChosen = category === chosen;
          return (
            <li key={category}>
              <button
                type="button"
                aria-pressed={isChosen}
                className={n === 0 ? 'none' : undefined}
                onClick={() => onChoose(isChosen ? '' : category)}
              >
                {category === '' ? 'All categories' : categoryWord(category)}
                <span>{n}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Box>
  );
}

const styles = ({ breakpoints, palette }: Theme) => ({
  display: 'none',
  [breakpoints.up('md')]: { display: 'block' },
  '& ul': {
    listStyle: 'none',
    m: 0,
    p: '3px',
    position: 'sticky',
    top: 76,
    maxHeight: 'calc(100vh - 92px)',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
  },
  '& button': {
    width: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '0 10px',
    minHeight: 32,
    border: 0,
    borderRadius: '8px',
    font: 'inherit',
    fontSize: '0.875rem',
    fontWeight: 500,
    textAlign: 'left',
    color: palette.text.primary,
    backgroundColor: 'transparent',
    cursor: 'pointer',
    '&.none': { color: palette.text.secondary },
    '&:hover': { backgroundColor: palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${palette.secondary.main}`, outlineOffset: 1 },
    '&[aria-pressed="true"]': {
      fontWeight: 650,
      color: palette.primary.contrastText,
      backgroundColor: palette.primary.main,
      '&:hover': { backgroundColor: palette.primary.dark },
    },
  },
  '& span': { fontSize: '0.79rem', lineHeight: 1.45, fontWeight: 400 },
});
