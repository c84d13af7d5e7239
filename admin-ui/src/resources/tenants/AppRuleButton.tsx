import type { TenantAppView, TenantView } from '@drawbridge/catalog';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useMay } from '../../providers/ability.ts';
import { AppRuleDialog } from './AppRuleDialog.tsx';

/** Blocks the app or allows it again, for this tenant or for all. */
export function AppRuleButton({ tenant, app }: { tenant: TenantView; app: TenantAppView }) {
  const [open, setOpen] = useState(false);
  const may = useMay();
  if (!may('update', 'AppRule')) return null;
  const word = app.blocked ? 'Allow' : 'Block';
  return (
    <>
      <Button
        size="small"
        color={app.blocked ? 'primary' : 'error'}
        aria-label={`${word} ${app.name}`}
        onClick={() => setOpen(true)}
      >
        {word}
      </Button>
      {open && <AppRuleDialog tenant={tenant} app={app} onClose={() => setOpen(false)} />}
    </>
  );
}
