import type { ConnectionView } from '@drawbridge/catalog';
import { Box, Link as TextLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { StateChip } from '../../fields/StateChip.tsx';
import { Section } from '../../layout/Section.tsx';
import { RequestPublicationButton } from './RequestPublicationButton.tsx';

/** Whether every tenant may use a copy of it, or has been asked for. */
export function ConnectionPublication({ connection }: { connection: ConnectionView }) {
  const { publication } = connection;
  return (
    <Section title="Publication" actions={<RequestPublicationButton connection={connection} />}>
      {publication ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.25 }}>
          <StateChip kind="publication" state={publication.state} />
          <TextLink component={Link} to={`/publication-requests/${publication.requestId}/show`}>
            Show the newest request
          </TextLink>
        </Box>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Only your tenant can use it. After a review by a system admin, a copy can be made available to every tenant.
        </Typography>
      )}
    </Section>
  );
}
