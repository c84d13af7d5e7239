import type { CallOperation, ProviderCallView } from '@drawbridge/catalog';
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { CallResult } from '../../fields/CallResult.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';

const operationWords: Record<CallOperation, string> = {
  check: 'Check',
  authorization: 'Authorization',
  test: 'Test',
  refresh: 'Renewal',
  revocation: 'Revocation',
};

const purposeWords: Record<string, string> = {
  permissions: 'permissions',
  account: 'account',
  lookup: 'look-up',
  sign_in: 'sign-in',
  token: 'token',
};

/** The recorded calls, the newest first; scrolls by itself where the page is narrow. */
export function ProviderCalls({ calls }: { calls: ProviderCallView[] }) {
  return (
    <TableContainer sx={{ maxHeight: 360 }} tabIndex={0} role="region" aria-label="Calls to the provider">
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>When</TableCell>
            <TableCell>For</TableCell>
            <TableCell>Request</TableCell>
            <TableCell>Result</TableCell>
            <TableCell align="right">Duration</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map((call) => (
            <TableRow key={call.id}>
              <TableCell>
                <RelativeTime at={call.at} />
              </TableCell>
              <TableCell>
                {operationWords[call.operation]}
                {purposeWords[call.purpose] && `, ${purposeWords[call.purpose]}`}
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 200 }}>
                <Mono>{call.request}</Mono>
              </TableCell>
              <TableCell>
                <CallResult call={call} />
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
                {call.durationMs} ms
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
