import type { GlobalConnectionView } from '@drawbridge/catalog';
import { Box, Link as TextLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { DueField } from '../../fields/DueField.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { SecretField } from '../../fields/SecretField.tsx';
import { methodWord, sentenceCase } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { copyOfCustomApp, useMethodWords } from '../../providers/useApps.ts';

export function GlobalConnectionFacts({ connection }: { connection: GlobalConnectionView }) {
  const { rotation } = connection;
  const words = useMethodWords(connection.appId, connection.authMethod, copyOfCustomApp(connection));
  const labelOf = (key: string) => words.field(key) ?? sentenceCase(key);
  return (
    <Section
      title="Published copy"
      lead={`Version ${connection.publishedVersion} · ${words.method ?? methodWord(connection.authKind)}`}
    >
      <Facts columns={3}>
        <Fact label="Id, for workflows">
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
            <Mono>{connection.id}</Mono>
            <CopyButton text={connection.id} what="the id" />
          </Box>
        </Fact>
        <Fact label="Published">
          <RelativeTime at={connection.publishedAt} />
          {connection.publishedBy && ` by ${connection.publishedBy.name}`}
        </Fact>
        {connection.customApp && (
          <Fact label="App">
            defined by {connection.customApp.scope === 'tenant' ? 'a tenant' : 'the platform'}, version{' '}
            {connection.customApp.version}
          </Fact>
        )}
        {connection.sourceTenant && <Fact label="From">{connection.sourceTenant.name}</Fact>}
        {Object.entries(connection.config).map(([key, value]) => (
          <Fact key={key} label={labelOf(key)}>
            <Mono>{value}</Mono>
          </Fact>
        ))}
        {connection.token && (
          <Fact label="Token">
            {connection.token.problem === null
              ? 'follows the renewals of the connection that it comes from'
              : 'renewed no longer'}
            {connection.state === 'published' && connection.token.expiresAt && (
              <>
                {' · ends '}
                <RelativeTime at={connection.token.expiresAt} />
              </>
            )}
          </Fact>
        )}
        {connection.secretFields.map((key) => (
          <Fact key={key} label={labelOf(key)}>
            {connection.state === 'revoked' ? 'destroyed' : <SecretField setAt={connection.credentialSetAt} />}
          </Fact>
        ))}
        {connection.scopes.length > 0 && <Fact label="Scopes">{connection.scopes.join(', ')}</Fact>}
        {connection.state === 'published' && (
          <Fact label="Rotation due">
            <DueField dueAt={rotation.dueAt} /> {rotation.days !== null && `every ${rotation.days} days · `}
            {rotation.source}
          </Fact>
        )}
        <Fact label="Uses">{connection.useCount.toLocaleString('en')}</Fact>
        <Fact label="Last used">
          <RelativeTime at={connection.lastUsedAt} />
        </Fact>
        {connection.publicationRequestId && (
          <Fact label="Publication request">
            <TextLink component={Link} to={`/publication-requests/${connection.publicationRequestId}/show`}>
              Show the request
            </TextLink>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
