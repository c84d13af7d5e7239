import type { Dashboard } from '@drawbridge/catalog';
import ForwardIcon from '@mui/icons-material/ChevronRightRounded';
import { Box, Button, ButtonBase, Skeleton, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { toneColor } from '../../fields/StateChip.tsx';
import { count, type Tone } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay, type May } from '../../providers/ability.ts';
import { listWith } from './listWith.ts';

interface Step {
  text: string;
  why: string;
  to: string;
  tone: Tone;
}

/** What to do next, the most pressing first. */
export function NextSteps({ data }: { data: Dashboard | undefined }) {
  const may = useMay();
  const steps = data ? stepsFor(data, may) : [];
  return (
    <Section title="What to do next">
      {!data && Array.from({ length: 3 }, (_, n) => <Skeleton key={n} height={56} />)}
      {data && steps.length === 0 && <AllDone fresh={data.connections.active === 0 && may('create', 'Connection')} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {steps.map((step) => (
          <li key={step.to}>
            <ButtonBase
              component={Link}
              to={step.to}
              sx={{
                width: '100%',
                display: 'flex',
                gap: 1.75,
                px: 1.25,
                py: 1.25,
                mx: -1.25,
                borderRadius: 2,
                textAlign: 'left',
                '&:hover': { backgroundColor: 'action.hover' },
              }}
            >
              <Box
                sx={{
                  alignSelf: 'stretch',
                  width: 4,
                  borderRadius: 2,
                  flex: 'none',
                  backgroundColor: step.tone === 'neutral' ? 'divider' : `${toneColor(step.tone)}.main`,
                }}
              />
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography component="span" sx={{ display: 'block', fontWeight: 600 }}>
                  {step.text}
                </Typography>
                <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
                  {step.why}
                </Typography>
              </Box>
              <ForwardIcon aria-hidden="true" sx={{ color: 'text.secondary' }} />
            </ButtonBase>
          </li>
        ))}
      </Box>
    </Section>
  );
}

function AllDone({ fresh }: { fresh: boolean }) {
  if (fresh)
    return (
      <EmptyState
        title="Connect your first account"
        action={
          <Button component={Link} to="/connections/create" variant="contained">
            Connect New Account
          </Button>
        }
      >
        Choose an app, enter its credential, and it is tested right away.
      </EmptyState>
    );
  return <EmptyState title="Nothing to do">Everything is connected, healthy and in time.</EmptyState>;
}

function stepsFor({ connections, publications, rotation }: Dashboard, may: May): Step[] {
  const steps: Step[] = [];
  const sees = may('read', 'Connection');
  if (sees && connections.needsReauth > 0)
    steps.push({
      tone: 'error',
      text: `Reauthorize ${count(connections.needsReauth, 'connection')}`,
      why: 'Workflows that use them fail until you do.',
      to: listWith('connections', { state: 'needs_reauth' }),
    });
  if (sees && connections.failing > 0)
    steps.push({
      tone: 'error',
      text: `Look at ${count(connections.failing, 'failing connection')}`,
      why: 'Their last check did not pass.',
      to: listWith('connections', { health: 'failed' }),
    });
  if (may('read', 'RotationDue') && rotation.overdue > 0)
    steps.push({
      tone: 'error',
      text: `Rotate ${count(rotation.overdue, 'overdue credential')}`,
      why: 'Their period has run out.',
      to: listWith('rotation-due', { status: 'overdue' }),
    });
  if (may('approve', 'PublicationRequest') && publications.pending > 0)
    steps.push({
      tone: 'warning',
      text: `Review ${count(publications.pending, 'publication request')}`,
      why: 'Tenants wait for your decision.',
      to: listWith('publication-requests', { state: 'pending' }),
    });
  if (may('read', 'RotationDue') && rotation.dueSoon > 0)
    steps.push({
      tone: 'warning',
      text: `Plan ${count(rotation.dueSoon, 'rotation')}`,
      why: 'Due within 30 days.',
      to: '/rotation-due',
    });
  if (sees && connections.pendingFirstUse > 0)
    steps.push({
      tone: 'neutral',
      text: `${count(connections.pendingFirstUse, 'connection')} pending first use`,
      why: 'No workflow has asked for them yet. Still needed?',
      to: listWith('connections', { state: 'active' }),
    });
  return steps;
}
