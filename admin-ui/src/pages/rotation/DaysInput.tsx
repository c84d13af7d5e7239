import { BooleanInput, FormDataConsumer, maxValue, minValue, NumberInput, required } from 'react-admin';

/** Days between rotations, or that none is asked for. */
export function DaysInput() {
  return (
    <FormDataConsumer<Record<string, unknown>>>
      {({ formData }) => (
        <>
          {formData.none !== true && (
            <NumberInput
              source="days"
              label="Days between rotations"
              validate={[required(), minValue(1), maxValue(3650)]}
              min={1}
              max={3650}
              helperText="1 to 3650."
            />
          )}
          <BooleanInput source="none" label="Ask for no rotation" helperText={false} />
        </>
      )}
    </FormDataConsumer>
  );
}

export const daysOf = (values: Record<string, unknown>): number | null =>
  values.none === true || typeof values.days !== 'number' ? null : values.days;
