import { TextField } from '@mui/material';
import { useState } from 'react';
import { useInput, ValidationError, type Validator } from 'react-admin';
import { RevealButton } from './PasswordField.tsx';

interface SecretInputProps {
  source: string;
  label: string;
  help?: string | undefined;
  placeholder?: string | undefined;
  multiline?: boolean;
  validate?: Validator[];
}

/** A credential as it is typed: masked, with a way to look at it, and never offered to a password manager. */
export function SecretInput({ source, label, help, placeholder, multiline = false, validate = [] }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  const { field, fieldState, id, isRequired } = useInput({ source, validate });
  const masked = multiline && !shown ? { WebkitTextSecurity: 'disc' } : {};
  return (
    <TextField
      {...field}
      value={(field.value as string | null | undefined) ?? ''}
      id={id}
      label={label}
      required={isRequired}
      type={shown || multiline ? 'text' : 'password'}
      multiline={multiline}
      {...(multiline ? { minRows: 3, maxRows: 8 } : {})}
      error={fieldState.invalid}
      helperText={fieldState.error?.message ? <ValidationError error={fieldState.error.message} /> : (help ?? ' ')}
      placeholder={placeholder ?? ''}
      slotProps={{
        inputLabel: { shrink: true },
        input: { endAdornment: <RevealButton shown={shown} what={label} onToggle={() => setShown(!shown)} /> },
        htmlInput: {
          autoComplete: 'off',
          spellCheck: false,
          autoCapitalize: 'off',
          'data-1p-ignore': true,
          style: masked,
        },
      }}
    />
  );
}
