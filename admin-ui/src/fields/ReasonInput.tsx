import { maxLength, required, TextInput } from 'react-admin';

interface ReasonInputProps {
  label?: string;
  help?: string;
  optional?: boolean;
  source?: string;
  max?: number;
}

const notBlank = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' && value !== '' ? 'Please say why.' : undefined;

/** Why something is done; it stays in the audit trail. */
export function ReasonInput({
  label = 'Reason',
  help = 'Kept in the audit trail.',
  optional,
  source = 'reason',
  max = 1000,
}: ReasonInputProps) {
  return (
    <TextInput
      source={source}
      label={label}
      helperText={help}
      validate={[...(optional ? [] : [required()]), notBlank, maxLength(max)]}
      multiline
      minRows={3}
    />
  );
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
export const optionalText = (value: unknown): string | undefined => textOf(value) || undefined;
