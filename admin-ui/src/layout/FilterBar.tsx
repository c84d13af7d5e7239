import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { FilterLiveForm, useListContext } from 'react-admin';

/** The filters of a list: chips for the state, and fields that apply as they are typed. */
export function FilterBar({ chips, children }: { chips?: ReactNode; children?: ReactNode }) {
  const { filterValues, setFilters } = useListContext();
  const filtered = Object.keys(filterValues as object).length > 0;
  return (
    <Box role="search" sx={{ display: 'grid', gap: 1.5, p: 2, borderBottom: 1, borderColor: 'divider' }}>
      {chips}
      {(children || filtered) && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1.5,
            alignItems: 'center',
            '& > form': { flex: '1 1 16rem', minWidth: 0 },
          }}
        >
          <FilterLiveForm>
            <Box
              sx={{
                display: 'grid',
                gap: 1.5,
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fit, minmax(11rem, 15rem))' },
                '& .MuiFormControl-root': { m: 0 },
                '& .MuiFormHelperText-root': { display: 'none' },
              }}
            >
              {children}
            </Box>
          </FilterLiveForm>
          {filtered && (
            <Button size="small" onClick={() => setFilters({})}>
              Clear filters
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}
