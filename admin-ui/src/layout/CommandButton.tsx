import { Button } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { CommandDialog, type CommandDialogProps } from './CommandDialog.tsx';

interface CommandButtonProps<Result> extends CommandDialogProps<Result> {
  label: string;
  icon?: ReactNode;
  variant?: 'contained' | 'outlined' | 'text';
  size?: 'small' | 'medium';
  disabled?: boolean;
}

/** A button that opens the dialog of its command; the focus comes back to it. */
export function CommandButton<Result>({
  label,
  icon,
  variant = 'outlined',
  size,
  disabled,
  ...dialog
}: CommandButtonProps<Result>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        color={dialog.tone ?? 'primary'}
        startIcon={icon}
        disabled={disabled ?? false}
        {...(size ? { size } : {})}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open && <CommandDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}
