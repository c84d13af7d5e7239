import type { OAuthClientView } from '@drawbridge/catalog';
import { Box } from '@mui/material';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';

/** That a secret or a key is stored, and which: never the secret itself. */
export function StoredCredential({ client: { hasSecret, signingKey } }: { client: OAuthClientView }) {
  if (!signingKey) return <span>{hasSecret ? 'Secret in the vault' : 'Without a secret'}</span>;
  const { keyId, thumbprint, setAt } = signingKey;
  return (
    <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
      Private key in the vault, set <RelativeTime at={setAt} />
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {keyId !== null && (
          <>
            Key ID <Mono>{keyId}</Mono>
            <br />
          </>
        )}
        Thumbprint (SHA-256) <Mono>{thumbprint}</Mono>
      </Box>
    </Box>
  );
}
