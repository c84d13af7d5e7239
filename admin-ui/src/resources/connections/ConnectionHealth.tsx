import { testErrors, type ConnectionCheck, type ConnectionView, type TestError } from '@drawbridge/catalog';
import CheckIcon from '@mui/icons-material/MonitorHeartOutlined';
import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useCommand } from '../../providers/useCommand.ts';

/** How the last check went, and a new one. */
export function ConnectionHealth({ connection }: { connection: ConnectionView }) {
  const { run, running } = useCommand();
  const may = useMay();
  const [fresh, setFresh] = useState<ConnectionCheck | null>(null);
  const check = async () => {
    const found = await run(() => api.get<ConnectionCheck>(`/connections/${connection.id}/check`));
    if (found) setFresh(found);
  };
  const mayCheck = connection.state !== 'revoked' && !connection.rest && may('check', 'Connection', connection);
  const health = connection.health;
  const latest = fresh && (!health || fresh.checkedAt >= health.checkedAt) ? fresh : null;
  const error = latest ? latest.error : knownError(health?.errorCode ?? null);
  const test = latest?.test ?? health?.test ?? null;
  return (
    <Section
      title="Health"
      lead={
        <>
          <StateChip kind="health" state={health?.outcome ?? 'none'} />{' '}
          {health && (
            <>
              checked <RelativeTime at={health.checkedAt} />
            </>
          )}
        </>
      }
      actions={
        mayCheck && (
          <Button variant="outlined" startIcon={<CheckIcon />} disabled={running} onClick={() => void check()}>
            {running ? 'Checking ...' : 'Check now'}
          </Button>
        )
      }
    >
      {running || test ? (
        <TestReport test={running ? null : test} error={running ? undefined : error} />
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          It has not been checked since it was connected.
        </Typography>
      )}
    </Section>
  );
}

/** The row keeps the code of the error; its words stand in the catalog. */
function knownError(code: TestError['code'] | null): TestError | undefined {
  if (code === null) return undefined;
  const [title, advice] = testErrors[code];
  return { code, title, message: advice, advice };
}
