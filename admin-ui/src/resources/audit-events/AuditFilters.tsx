import { SelectInput, TextInput } from 'react-admin';
import { TenantFilter } from '../../fields/TenantFilter.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';
import { MomentInput } from '../../fields/MomentInput.tsx';

/** The kinds of thing that events are about, as they stand before the dot of an action. */
const kinds = [
  ['connection', 'Connections'],
  ['attempt', 'Attempts'],
  ['credential', 'Credentials handed out'],
  ['publication_request', 'Publication requests'],
  ['global_connection', 'Global connections'],
  ['rotation_policy', 'Rotation policies'],
  ['reminder_run', 'Reminder runs'],
  ['reminder', 'Reminders sent'],
  ['app', 'Apps blocked and allowed'],
  ['custom_app', 'Custom apps'],
  ['oauth_client', 'OAuth clients'],
  ['session', 'Sign-ins'],
  ['access', 'Refusals'],
  ['membership', 'Members'],
  ['api_key', 'API keys'],
  ['user', 'Users'],
  ['tenant', 'Tenants'],
].map(([id, name]) => ({ id, name }));

export function AuditFilters() {
  return (
    <FilterBar
      chips={<FilterChips source="outcome" label="Outcome" kind="audit" states={['success', 'failure', 'denied']} />}
    >
      <SelectInput source="action" label="About" choices={kinds} emptyText="Anything" translateChoice={false} />
      <TextInput source="actorId" label="Who (their id)" placeholder="usr_..." />
      <TextInput source="targetId" label="What (its id)" placeholder="conn_..." />
      <MomentInput source="from" label="From" />
      <MomentInput source="to" label="Until" />
      <TenantFilter />
    </FilterBar>
  );
}
