import type { CustomAppVersionView, CustomAppView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { count } from '../../fields/states.ts';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

interface VersionListProps {
  app: CustomAppView;
  versions: readonly CustomAppVersionView[];
}

/** Every version, what it changed, and how many connections go on with it. */
export function VersionList({ app, versions }: VersionListProps) {
  const may = useMay();
  const offered = versions.filter((version) => version.retiredAt === null);
  return (
    <Section title="Versions" lead="A connection keeps its version until it is reauthorized or rotated.">
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {versions.map((version, at) => (
          <Box
            component="li"
            key={version.number}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}
          >
            <Box sx={{ flex: '1 1 16rem', minWidth: 0 }}>
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
                Version {version.number}
                {version.number === app.offeredVersion && !app.withdrawnAt && (
                  <ToneChip tone="success" word="offered" />
                )}
                {version.retiredAt && <ToneChip tone="neutral" word="retired" />}
              </Box>
              {version.note && <Box>{version.note}</Box>}
              <Typography variant="caption" component="div" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {version.createdBy.name}, <RelativeTime at={version.createdAt} />.{' '}
                {count(version.connectionCount, 'connection')}.
                {at < versions.length - 1 && ` Changed: ${version.changed.slice(0, 6).join(', ') || 'nothing'}`}
              </Typography>
            </Box>
            {!version.retiredAt && offered.length > 1 && !app.withdrawnAt && may('update', 'CustomApp') && (
              <CommandButton
                label="Retire"
                size="small"
                title={`Retire version ${version.number}?`}
                submitLabel="Retire"
                done="Retired. What was connected with it goes on."
                command={({ reason }) =>
                  api.post(`/custom-apps/${app.id}/retire`, {
                    number: version.number,
                    reason: textOf(reason),
                    version: app.version,
                  })
                }
              >
                <ReasonInput />
              </CommandButton>
            )}
          </Box>
        ))}
      </Box>
    </Section>
  );
}
