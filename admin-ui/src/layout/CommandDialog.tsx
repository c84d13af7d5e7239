import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { Form, useNotify } from 'react-admin';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { ProblemError } from '../providers/problemError.ts';

export type FormValues = Record<string, unknown>;

export interface CommandDialogProps<Result> {
  title: string;
  submitLabel: string;
  tone?: 'primary' | 'error';
  /** What the person is told and asked. */
  children?: ReactNode;
  defaultValues?: FormValues;
  command: (values: FormValues) => Promise<Result>;
  /** Said when it is done. */
  done?: string | ((result: Result) => string);
  onDone?: (result: Result) => void;
  wide?: boolean;
}

/** Asks, sends one command, waits for the answer, and shows what was wrong beside the field it concerns. */
export function CommandDialog<Result>(props: CommandDialogProps<Result> & { onClose: () => void }) {
  const {
    title,
    submitLabel,
    tone = 'primary',
    children,
    defaultValues = {},
    command,
    done,
    onDone,
    onClose,
    wide,
  } = props;
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // What was typed stays, whatever changes behind the dialog.
  const [initialValues] = useState(defaultValues);
  const heading = useId();
  const client = useQueryClient();
  const notify = useNotify();
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));

  const submit = async (values: FormValues) => {
    setRunning(true);
    setError(null);
    try {
      const result = await command(values);
      if (done) notify(typeof done === 'string' ? done : done(result), { type: 'success', multiLine: true });
      void client.invalidateQueries();
      onClose();
      onDone?.(result);
    } catch (failure) {
      setError(failure);
      if (failure instanceof ProblemError) return failure.body.errors;
    } finally {
      setRunning(false);
    }
    return undefined;
  };
  const reload = () => {
    onClose();
    void client.invalidateQueries();
  };

  return (
    <Dialog
      open
      onClose={running ? undefined : onClose}
      aria-labelledby={heading}
      maxWidth={wide ? 'md' : 'sm'}
      fullWidth
      fullScreen={phone}
    >
      <DialogTitle id={heading} variant="h2" sx={{ pt: 2.5 }}>
        {title}
      </DialogTitle>
      <Form onSubmit={submit} defaultValues={initialValues} disableInvalidFormNotification noValidate>
        <DialogContent sx={{ display: 'grid', gap: 1.5, pt: 0 }}>
          {children}
          <Box role="status">{error !== null && <ErrorNote error={error} onReload={reload} />}</Box>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2.5, gap: 1 }}>
          <Button onClick={onClose} disabled={running} color="inherit">
            Cancel
          </Button>
          <Button type="submit" variant="contained" color={tone} loading={running}>
            {submitLabel}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
