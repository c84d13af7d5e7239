import type { AttemptTest } from '@drawbridge/catalog';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { TestReport } from '../../fields/TestReport.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Section } from '../../layout/Section.tsx';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { SiteChoice } from './SiteChoice.tsx';

/** Where a person goes on who authorized in this very tab and has one question left to answer. */
export function ResumeAttempt({ attemptId }: { attemptId: string }) {
  const navigate = useNavigate();
  const notify = useNotify();
  const [answered, setAnswered] = useState<AttemptTest | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['attempts', attemptId],
    queryFn: ({ signal }) =>
      api.get<AttemptTest>(`/connections/${encodeURIComponent(attemptId)}/test`, undefined, signal),
  });
  const tested = useCallback(
    (result: AttemptTest) => {
      setAnswered(result);
      if (result.state !== 'succeeded' || !result.connectionId) return;
      notify('Connected and tested.', { type: 'success' });
      void queryClient.invalidateQueries();
      void navigate(`/connections/${result.connectionId}/show`);
    },
    [navigate, notify],
  );
  if (error) return <ErrorNote error={error} onReload={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const result = answered ?? data;
  const choosing = result.state === 'pending' && result.choices;
  return (
    <>
      <PageHeader title="Finish connecting" back={{ to: '/connections', label: 'All connections' }} />
      <Section title={choosing ? 'One question is left' : 'This attempt'}>
        {choosing ? (
          <SiteChoice key={result.question} attempt={result} onTested={tested} />
        ) : (
          <TestReport test={result.test} error={result.error} />
        )}
      </Section>
    </>
  );
}
