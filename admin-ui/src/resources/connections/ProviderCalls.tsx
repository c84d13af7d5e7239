import type { CallOperation, ProviderCallView } from '@drawbridge/catalog';
import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
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

const errorWords: Record<string, string> = {
  dns: 'host not found',
  connect: 'no connection',
  tls: 'no secure connection',
  timeout: 'no answer in time',
  blocked: 'address not allowed',
  too_large: 'reply too large',
  redirect: 'redirected',
  http: 'no proper reply',
  http_4xx: 'refused by the provider',
  http_5xx: 'error of the provider',
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
                <Result call={call} />
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

function Result({ call: { status, errorClass } }: { call: ProviderCallView }) {
  const words = errorClass === null ? null : (errorWords[errorClass] ?? errorClass);
  return (
    <Box component="span" sx={{ color: errorClass === null ? 'success.main' : 'error.main', whiteSpace: 'nowrap' }}>
      {status ?? (words === null ? 'connected' : '')}
      {words !== null && `${status === null ? '' : ', '}${words}`}
    </Box>
  );
}
