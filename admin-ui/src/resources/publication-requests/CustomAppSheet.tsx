import type { PublicationRequestView, PublicationSnapshot } from '@drawbridge/catalog';
import { Alert, Box } from '@mui/material';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { Section } from '../../layout/Section.tsx';

type CustomApp = NonNullable<PublicationSnapshot['customApp']>;
type Destination = CustomApp['destinations'][number];

const purposes: Record<Destination['purpose'], string> = {
  requests: 'Requests of the app',
  sign_in: 'Sign-in call',
  authorization: 'Page where a person authorizes',
  token: 'Token endpoint',
  revocation: 'Revocation',
};

function given({ handed }: Destination): string {
  if (handed.length === 0) return 'gets no secret';
  const words = { credential: 'the credential', oauth_client: 'the OAuth client’s secret' };
  return `gets ${handed.map((one) => words[one]).join(' and ')}`;
}

/** What the definition of a custom app does with a credential: nobody but its author has looked at it before. */
export function CustomAppSheet({ request, app }: { request: PublicationRequestView; app: CustomApp }) {
  const isTenants = app.scope === 'tenant';
  const author = isTenants ? request.tenant.name : 'a system admin';
  return (
    <Section title="How its app works" lead={`Defined by ${author}, version ${app.version}. A version never changes.`}>
      {isTenants && (
        <Alert severity="warning" sx={{ mb: 2.5 }}>
          This app is not of the catalog: {author} wrote its definition. Check that every address below is the
          provider’s own. Approving lets every tenant use this connection and read this version; no other tenant can
          connect the app. If everybody should, deny this and define the app for the platform.
        </Alert>
      )}
      <Facts columns={1}>
        {app.destinations.map((one) => (
          <Fact key={`${one.purpose} ${one.address}`} label={`${purposes[one.purpose]} · ${given(one)}`}>
            <Mono>{one.address}</Mono>
          </Fact>
        ))}
        <Fact label="How the credential is sent">
          {app.injections.length === 0
            ? 'The definition names no place.'
            : app.injections.map((line) => (
                <Box key={line}>
                  <Mono>{line}</Mono>
                </Box>
              ))}
        </Fact>
        <Fact label="Digest of the definition (SHA-256)">
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}>
            <Mono>{app.definitionDigest}</Mono>
            <CopyButton text={app.definitionDigest} what="the digest of the definition" />
          </Box>
        </Fact>
      </Facts>
    </Section>
  );
}
