import type { AppSummary } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { required } from 'react-admin';
import { SecretInput } from '../../fields/SecretInput.tsx';
import { privateKeyFault } from './privateKeyFault.ts';

type Shown = AppSummary['methods'][number]['clientCredential'];

/** What the client of this method shows itself with, as the catalog says. */
export function credentialOf(apps: readonly AppSummary[], appId: string, methodKey: string): Shown {
  const app = apps.find(({ id }) => id === appId);
  return app?.methods.find(({ key }) => key === methodKey)?.clientCredential;
}

interface ClientCredentialInputProps {
  credential: Shown;
  /** There is one already: left empty, it stays. */
  replaces?: boolean;
}

/** The secret of a client, or the private key that it signs with. */
export function ClientCredentialInput({ credential, replaces = false }: ClientCredentialInputProps) {
  const fate = replaces ? 'Left empty: the present one stays.' : 'Goes to the vault and is never shown again.';
  if (credential === 'none')
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        A client of this app has no secret.
      </Typography>
    );
  if (credential === 'private_key')
    return (
      <SecretInput
        source="privateKey"
        label={replaces ? 'New private key' : 'Private key'}
        help={`PEM or JWK: RSA from 2048 bits, EC or Ed25519. Its public half is registered at the provider; a JWK may name it ("kid"). ${fate}`}
        placeholder="-----BEGIN PRIVATE KEY-----"
        multiline
        validate={[...(replaces ? [] : [required()]), privateKeyFault]}
      />
    );
  return <SecretInput source="clientSecret" label={replaces ? 'New client secret' : 'Client secret'} help={fate} />;
}
