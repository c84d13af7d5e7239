import type { ConnectionView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { CopyButton } from '../../fields/CopyButton.tsx';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { Section } from '../../layout/Section.tsx';
import { useApp } from '../../providers/useApps.ts';
import { MakeDefaultButton } from './MakeDefaultButton.tsx';
import { RenameButton } from './RenameButton.tsx';

/** Of a custom app: what it was made with, and that there is a newer one to go on with. */
function AppVersion({ appId, made, revoked }: { appId: string; made: number; revoked: boolean }) {
  const offered = useApp(appId).data?.offeredVersion ?? made;
  return (
    <Fact label="Version of the app" wide={offered !== made}>
      {made}
      {offered !== made && !revoked && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Version {offered} is offered now. This connection goes on with {made} until it is reauthorized or rotated.
        </Typography>
      )}
    </Fact>
  );
}

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
        {connection.appVersion !== null && (
          <AppVersion appId={connection.appId} made={connection.appVersion} revoked={connection.state === 'revoked'} />
        )}
        <Fact label="Uses">{connection.useCount.toLocaleString('en')}</Fact>
      </Facts>
    </Section>
  );
}
