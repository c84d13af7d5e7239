import type { ConnectionView } from '@drawbridge/catalog';
import { Box } from '@mui/material';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { Section } from '../../layout/Section.tsx';
import { MakeDefaultButton } from './MakeDefaultButton.tsx';
import { RenameButton } from './RenameButton.tsx';

export function ConnectionDetails({ connection }: { connection: ConnectionView }) {
  return (
    <Section
      title="Details"
      actions={
        <>
          <RenameButton connection={connection} />
          <MakeDefaultButton connection={connection} />
        </>
      }
    >
      <Facts>
        <Fact label="Id, for workflows" wide>
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
            <Mono>{connection.id}</Mono>
            <CopyButton text={connection.id} what="the id" />
          </Box>
        </Fact>
        <Fact label="Owner">{connection.owner.name}</Fact>
        <Fact label="Connected">
          <RelativeTime at={connection.createdAt} />
        </Fact>
        <Fact label="First used">
          <RelativeTime at={connection.firstUsedAt} empty="pending first use" />
        </Fact>
        <Fact label="Last used">
          <RelativeTime at={connection.lastUsedAt} />
        </Fact>
        <Fact label="Uses">{connection.useCount.toLocaleString('en')}</Fact>
      </Facts>
    </Section>
  );
}
