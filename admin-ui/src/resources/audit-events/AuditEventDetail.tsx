import type { AuditEventView } from '@drawbridge/catalog';
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { sentenceCase } from '../../fields/states.ts';

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One event in full: before and after, why, and its place in the chain; below it what can be done from here. */
export function AuditEventDetail({ event, children }: { event: AuditEventView; children?: ReactNode }) {
  const changes = Object.entries(event.changes);
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {changes.length > 0 && (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" aria-label="Changes">
            <TableHead>
              <TableRow>
                <TableCell>Field</TableCell>
                <TableCell>Before</TableCell>
                <TableCell>After</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {changes.map(([field, { before, after }]) => (
                <TableRow key={field}>
                  <TableCell>{sentenceCase(field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())}</TableCell>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>{shown(before)}</TableCell>
                  <TableCell sx={{ overflowWrap: 'anywhere', fontWeight: 600 }}>{shown(after)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      <Facts columns={3}>
        {event.reason && (
          <Fact label="Reason" wide>
            {event.reason}
          </Fact>
        )}
        <Fact label="When">{fullTime(event.at)}</Fact>
        <Fact label="Who">
          {event.actor.name} {event.actor.id && <Mono>{event.actor.id}</Mono>}
        </Fact>
        <Fact label="What">
          {event.target ? (
            <>
              {sentenceCase(event.target.type)} {event.target.id && <Mono>{event.target.id}</Mono>}
            </>
          ) : (
            '–'
          )}
        </Fact>
        <Fact label="Action">
          <Mono>{event.action}</Mono>
        </Fact>
        <Fact label="Place in the chain">{event.seq}</Fact>
        {event.requestId && (
          <Fact label="Request id">
            <Mono>{event.requestId}</Mono>
          </Fact>
        )}
        <Fact label="Digest (SHA-256, over the row and the digest before it)" wide>
          <Mono>{event.hash}</Mono>
        </Fact>
      </Facts>
      {children}
    </Box>
  );
}
