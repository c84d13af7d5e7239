import { Box, ButtonBase, Typography } from '@mui/material';
import { categoryWord } from '../../fields/states.ts';

interface CategoryRailProps {
  categories: readonly string[];
  counts: ReadonlyMap<string, number>;
  chosen: string;
  onChoose: (category: string) => void;
}

/** Every category with the number of apps that are found in it. */
export function CategoryRail({ categories, counts, chosen, onChoose }: CategoryRailProps) {
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return (
    <Box component="section" aria-label="Category" sx={{ display: { xs: 'none', md: 'block' } }}>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: '3px',
          position: 'sticky',
          top: 76,
          maxHeight: 'calc(100vh - 92px)',
          overflowY: 'auto',
          scrollbarWidth: 'thin',
        }}
      >
        {['', ...categories].map((category) => {
          const n = category === '' ? all : (counts.get(category) ?? 0);
          const isChosen = category === chosen;
          return (
            <li key={category}>
              <ButtonBase
                aria-pressed={isChosen}
                onClick={() => onChoose(isChosen ? '' : category)}
                sx={{
                  width: '100%',
                  justifyContent: 'space-between',
                  gap: 1,
                  px: 1.25,
                  minHeight: 32,
                  borderRadius: '8px',
                  fontSize: '0.875rem',
                  fontWeight: isChosen ? 650 : 500,
                  color: isChosen ? 'primary.contrastText' : n === 0 ? 'text.secondary' : 'text.primary',
                  backgroundColor: isChosen ? 'primary.main' : 'transparent',
                  '&:hover': { backgroundColor: isChosen ? 'primary.dark' : 'action.hover' },
                }}
              >
                {category === '' ? 'All categories' : categoryWord(category)}
                <Typography component="span" variant="caption" sx={{ color: 'inherit' }}>
                  {n}
                </Typography>
              </ButtonBase>
            </li>
          );
        })}
      </Box>
    </Box>
  );
}
