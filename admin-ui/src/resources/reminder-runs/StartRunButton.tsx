import type { ReminderRunView } from '@drawbridge/catalog';
import RunIcon from '@mui/icons-material/NotificationsActiveOutlined';
import { Button } from '@mui/material';
import { useNavigate } from 'react-router-dom';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useCommand } from '../../providers/useCommand.ts';

/** Sends the reminders that are due now, within the scope of who asks. Nobody is reminded twice of the same step. */
export function StartRunButton() {
  const may = useMay();
  const navigate = useNavigate();
  const { run, running } = useCommand();
  if (!may('run', 'ReminderRun')) return null;
  const start = async () => {
    const started = await run(() => api.post<ReminderRunView>('/rotation/reminder-runs', {}));
    if (started) void navigate(`/reminder-runs/${started.id}/show`);
  };
  return (
    <Button variant="contained" startIcon={<RunIcon />} disabled={running} onClick={() => void start()}>
      {running ? 'Starting ...' : 'Send reminders now'}
    </Button>
  );
}
