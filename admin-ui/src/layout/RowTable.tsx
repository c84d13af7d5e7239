import type { Action, Subject } from '@drawbridge/catalog';
import ExpandIcon from '@mui/icons-material/ExpandMoreRounded';
import {
  Box,
  Collapse,
  IconButton,
  Link as TextLink,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { Fragment, useState, type ReactNode } from 'react';
import { useListContext, type RaRecord } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { useMay } from '../providers/ability.ts';

export interface Column<Row> {
  label: string;
  render: (row: Row) => ReactNode;
  /** Hidden on screens narrower than this. */
  from?: 'sm' | 'md' | 'lg';
  align?: 'left' | 'right';
  /** Left out for people who may do none of this. */
  may?: readonly [Action, Subject];
}

interface RowTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  empty: ReactNode;
  /** Where a row leads; its first cell becomes the link. */
  to?: (row: Row) => string;
  /** What a row unfolds to. */
  detail?: (row: Row) => ReactNode;
  nameOf?: (row: Row) => string;
  skeletonRows?: number;
}

const shownFrom = (from: Column<unknown>['from']) =>
  from === undefined ? {} : { display: { xs: 'none', [from]: 'table-cell' } };

/** The rows of the list around it, with a skeleton of the same height while they load. */
export function RowTable<Row extends RaRecord>(all: RowTableProps<Row>) {
  const { data, error, isPending, refetch } = useListContext<Row>();
  const may = useMay();
  const props = { ...all, columns: all.columns.filter((column) => !column.may || may(...column.may)) };
  if (error)
    return (
      <Box sx={{ p: 2.5 }}>
        <ErrorNote error={error} onReload={() => void refetch()} />
      </Box>
    );
  if (!isPending && data.length === 0) return <>{props.empty}</>;
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table aria-label={props.label} aria-busy={isPending}>
        <TableHead>
          <TableRow>
            {props.columns.map((column) => (
              <TableCell key={column.label} align={column.align ?? 'left'} sx={shownFrom(column.from)}>
                {column.label}
              </TableCell>
            ))}
            {props.detail && (
              <TableCell padding="checkbox">
                <Box sx={{ position: 'absolute', clip: 'rect(0 0 0 0)' }}>Details</Box>
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {isPending ? <SkeletonRows {...props} /> : data.map((row) => <Row key={row.id} row={row} {...props} />)}
        </TableBody>
      </Table>
    </Box>
  );
}

function SkeletonRows<Row extends RaRecord>({ columns, detail, skeletonRows = 6 }: RowTableProps<Row>) {
  return Array.from({ length: skeletonRows }, (_, index) => (
    <TableRow key={index}>
      {columns.map((column, at) => (
        <TableCell key={column.label} sx={shownFrom(column.from)}>
          <Skeleton width={at === 0 ? '70%' : '50%'} height={at === 0 ? 36 : 20} />
        </TableCell>
      ))}
      {detail && <TableCell />}
    </TableRow>
  ));
}

function Row<Row extends RaRecord>({ row, columns, to, detail, nameOf }: RowTableProps<Row> & { row: Row }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const target = to?.(row);
  const follow = (event: React.MouseEvent) => {
    if (target === undefined || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest('a, button, input, [role="menuitem"]')) return;
    void navigate(target);
  };
  return (
    <Fragment>
      <TableRow hover={target !== undefined} onClick={follow} sx={target === undefined ? {} : { cursor: 'pointer' }}>
        {columns.map((column, at) => (
          <TableCell key={column.label} align={column.align ?? 'left'} sx={shownFrom(column.from)}>
            {at === 0 && target !== undefined ? (
              <TextLink component={Link} to={target} color="inherit" underline="none" sx={{ display: 'block' }}>
                {column.render(row)}
              </TextLink>
            ) : (
              column.render(row)
            )}
          </TableCell>
        ))}
        {detail && (
          <TableCell padding="checkbox">
            <IconButton
              size="small"
              aria-expanded={open}
              aria-label={`${open ? 'Hide' : 'Show'} details${nameOf ? ` of ${nameOf(row)}` : ''}`}
              onClick={() => setOpen(!open)}
            >
              <ExpandIcon sx={{ transform: open ? 'rotate(180deg)' : 'none' }} />
            </IconButton>
          </TableCell>
        )}
      </TableRow>
      {detail && (
        <TableRow>
          <TableCell colSpan={columns.length + 1} sx={{ p: 0, borderBottomWidth: open ? 1 : 0 }}>
            <Collapse in={open} unmountOnExit>
              <Box sx={{ p: 2.5, backgroundColor: 'background.default' }}>{detail(row)}</Box>
            </Collapse>
          </TableCell>
        </TableRow>
      )}
    </Fragment>
  );
}
