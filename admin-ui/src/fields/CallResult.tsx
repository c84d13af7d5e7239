import type { ShownCall } from '@drawbridge/catalog';
import { Box } from '@mui/material';

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

/** What came of a call to a provider. */
export function CallResult({ call: { status, errorClass } }: { call: Pick<ShownCall, 'status' | 'errorClass'> }) {
  const words = errorClass === null ? null : (errorWords[errorClass] ?? errorClass);
  return (
    <Box component="span" sx={{ color: errorClass === null ? 'success.main' : 'error.main', whiteSpace: 'nowrap' }}>
      {status ?? (words === null ? 'connected' : '')}
      {words !== null && `${status === null ? '' : ', '}${words}`}
    </Box>
  );
}
