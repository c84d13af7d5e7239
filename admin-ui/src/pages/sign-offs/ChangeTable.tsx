import type { SignOffComparison } from '@drawbridge/catalog';
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { figureWord } from './figureWords.ts';

const shown = (value: number | null) => value?.toLocaleString('en') ?? 'not there';

/** Every figure that differs between two sign-offs: then, and in the one that is looked at. */
export const ChangeTable = ({ comparison: { changes, more } }: { comparison: SignOffComparison }) => (
  <Box sx={{ overflowX: 'auto', width: '100%' }}>
    <Table size="small" aria-label="What differs">
      <TableHead>
        <TableRow>
          <TableCell>Where</TableCell>
          <TableCell>Figure</TableCell>
          <TableCell align="right">There</TableCell>
          <TableCell align="right">Here</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map(({ group, label, figure, before, after }) => (
          <TableRow key={JSON.stringify([group, label, figure])}>
            <TableCell>{label ? `${figureWord(group)}: ${label}` : figureWord(group)}</TableCell>
            <TableCell>{figureWord(figure)}</TableCell>
            <TableCell align="right">{shown(before)}</TableCell>
            <TableCell align="right">{shown(after)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
    {more && (
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        More figures differ. The CSV files hold all of them.
      </Typography>
    )}
  </Box>
);
