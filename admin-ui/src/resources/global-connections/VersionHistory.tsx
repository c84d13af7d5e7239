import type { GlobalConnectionVersionView, GlobalConnectionView } from '@drawbridge/catalog';
import { Box, Chip, Link as TextLink, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';

/** Every version that was published, the newest first. */
export function VersionHistory({ connection }: { connection: GlobalConnectionView }) {
  const { data, error } = useQuery({
    queryKey: ['global-connections', connection.id, 'versions'],
    queryFn: ({ signal }) =>
      api.get<{ items: GlobalConnectionVersionView[] }>(
        `/global-connections/${connection.id}/versions`,
        undefined,
        signal,
      ),
  });
  const versions = data?.items.toSorted((a, b) => b.publishedVersion - a.publishedVersion);
  return (
    <Section title="Version history">
      {error && <ErrorNote error={error} />}
      {!versions && !error && <Skeleton height={48} />}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {versions?.map((version) => (
          <Box
            component="li"
            key={version.publishedVersion}
            sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}
          >
            <Chip
              size="small"
              label={`v${version.publishedVersion}`}
              color={version.publishedVersion === connection.publishedVersion ? 'primary' : 'default'}
            />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {version.name}
              </Typography>
              <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                {fullTime(version.publishedAt)}
                {version.publishedBy && ` · approved by ${version.publishedBy.name}`}
                {version.publicationRequestId && (
                  <>
                    {' · '}
                    <TextLink
                      component={Link}
                      to={`/publication-requests/${version.publicationRequestId}/show`}
                      underline="always"
                    >
                      request
                    </TextLink>
                  </>
                )}
              </Typography>
              <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                <Mono>{version.snapshotDigest}</Mono>
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
