import TuneIcon from '@mui/icons-material/TuneRounded';
import { Box, Button } from '@mui/material';
import { useId, useState, type ReactNode } from 'react';
import { FilterLiveForm } from 'react-admin';
import { useFilters } from './useFilters.ts';

/** The filters of a list: chips for the state, and fields that apply as they are typed; folded away on a phone. */
export function FilterBar({ chips, children }: { chips?: ReactNode; children?: ReactNode }) {
  const filters = useFilters();
  const [open, setOpen] = useState(false);
  const fields = useId();
  return (
    <Box role="search" sx={{ display: 'grid', gap: 1.5, p: 2, borderBottom: 1, borderColor: 'divider' }}>
      {chips}
      <Box
        sx={{
          display: children ? 'flex' : 'contents',
          flexWrap: 'wrap',
          gap: 1.5,
          alignItems: 'center',
          '& > form': { flex: '1 1 16rem', minWidth: 0 },
        }}
      >
        {children && (
          <Button
            size="small"
            startIcon={<TuneIcon />}
            aria-expanded={open}
            aria-controls={fields}
            onClick={() => setOpen(!open)}
            sx={{ display: { sm: 'none' } }}
          >
            {open ? 'Hide filters' : 'More filters'}
          </Button>
        )}
        <FilterLiveForm>
          <Box
            id={fields}
            sx={{
              display: { xs: open ? 'grid' : 'none', sm: 'grid' },
              gap: 1.5,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fill, minmax(10.5rem, 1fr))' },
              '& .MuiFormControl-root': { m: 0 },
              '& .MuiFormHelperText-root': { display: 'none' },
            }}
          >
            {children}
          </Box>
        </FilterLiveForm>
        {filters.any && (
          <Button size="small" onClick={() => filters.set({})}>
            Clear filters
          </Button>
        )}
      </Box>
    </Box>
  );
}
