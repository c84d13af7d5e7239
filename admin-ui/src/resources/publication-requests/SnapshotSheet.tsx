import type { PublicationRequestView } from '@drawbridge/catalog';
import { Box } from '@mui/material';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Identity } from '../../fields/Identity.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { SecretField } from '../../fields/SecretField.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { methodWord, sentenceCase } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { useMethodWords } from '../../providers/useApps.ts';

/** The connection as it was when publication was asked for: what is approved is what stands here. */
export function SnapshotSheet({ request }: { request: PublicationRequestView }) {
  const { snapshot, snapshotDigest } = request;
  // A tenant's own app is not the reviewer's to look up; what counts of it is in the sheet beside.
  const isTenants = snapshot.customApp?.scope === 'tenant';
  const words = useMethodWords(isTenants ? null : snapshot.appId, snapshot.authMethod);
  const labelOf = (key: string) => words.field(key) ?? sentenceCase(key);
  return (
    <Section
      title={request.state === 'approved' ? 'What was published' : 'What would be published'}
      lead="Frozen when it was requested; free of secrets."
    >
      <Box sx={{ mb: 2.5 }}>
        <Identity
          appId={snapshot.appId}
          appName={snapshot.appName}
          name={snapshot.name}
          account={snapshot.externalAccount}
        />
      </Box>
      <Facts>
        <Fact label="External account">
          {snapshot.externalAccount ? <Mono>{snapshot.externalAccount.id}</Mono> : 'not known'}
        </Fact>
        <Fact label="Auth method">{words.method ?? methodWord(snapshot.authKind)}</Fact>
        {Object.entries(snapshot.config).map(([key, value]) => (
          <Fact key={key} label={labelOf(key)}>
            <Mono>{value}</Mono>
          </Fact>
        ))}
        {snapshot.secretFields.map((key) => (
          <Fact key={key} label={labelOf(key)}>
            <SecretField setAt={snapshot.credentialSetAt} />
          </Fact>
        ))}
        <Fact label="Scopes">{snapshot.scopes.length > 0 ? snapshot.scopes.join(', ') : 'none named'}</Fact>
        <Fact label="Health when requested">
          <StateChip kind="health" state={snapshot.health?.outcome ?? 'none'} />{' '}
          {snapshot.health && <RelativeTime at={snapshot.health.checkedAt} />}
        </Fact>
        <Fact label="Uses when requested">{snapshot.useCount.toLocaleString('en')}</Fact>
        <Fact label="Owner">{snapshot.owner.name}</Fact>
        <Fact label="Digest of this sheet (SHA-256)" wide>
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}>
            <Mono>{snapshotDigest}</Mono>
            <CopyButton text={snapshotDigest} what="the digest" />
          </Box>
        </Fact>
      </Facts>
    </Section>
  );
}
