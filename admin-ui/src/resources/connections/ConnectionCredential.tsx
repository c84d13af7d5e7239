import type { ConnectionView } from '@drawbridge/catalog';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { DueField } from '../../fields/DueField.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { SecretField } from '../../fields/SecretField.tsx';
import { methodWord, sentenceCase } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { useMethodWords } from '../../providers/useApps.ts';

/** What the credential consists of; its secrets only as being set. */
export function ConnectionCredential({ connection }: { connection: ConnectionView }) {
  const words = useMethodWords(connection.appId, connection.authMethod);
  const labelOf = (key: string) => words.field(key) ?? sentenceCase(key);
  const { dueAt, days, source } = connection.rotation;
  const gone = connection.state === 'revoked';
  return (
    <Section title="Credential" lead={words.method ?? methodWord(connection.authKind)}>
      <Facts>
        {Object.entries(connection.config).map(([key, value]) => (
          <Fact key={key} label={labelOf(key)}>
            <Mono>{value}</Mono>
          </Fact>
        ))}
        {connection.secretFields.map((key) => (
          <Fact key={key} label={labelOf(key)}>
            {gone ? 'destroyed' : <SecretField setAt={connection.credentialSetAt} />}
          </Fact>
        ))}
        {!gone && (
          <Fact label="Rotation due">
            <DueField dueAt={dueAt} />
          </Fact>
        )}
        {!gone && (
          <Fact label="Rotation period">
            {days === null ? 'none' : `${days} days`} · {source}
          </Fact>
        )}
        <Fact label="Last set by a person">
          <RelativeTime at={connection.credentialSetAt} />
        </Fact>
      </Facts>
    </Section>
  );
}
