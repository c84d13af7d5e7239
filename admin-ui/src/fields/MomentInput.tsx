import { TextInput } from 'react-admin';

const two = (n: number) => String(n).padStart(2, '0');

/** The API speaks UTC; the person speaks the time on their own clock. */
function localText(moment: unknown): string {
  if (typeof moment !== 'string' || moment === '') return '';
  const d = new Date(moment);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

const utc = (text: string) => (text === '' || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString());

export const MomentInput = ({ source, label }: { source: string; label: string }) => (
  <TextInput
    source={source}
    label={label}
    type="datetime-local"
    format={localText}
    parse={utc}
    slotProps={{ inputLabel: { shrink: true } }}
  />
);
