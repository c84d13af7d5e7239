/**
 * The name of a row's app where it is a custom one, as a column of the query that reads the row: SQL that names the
 * row's columns. It is read with the row, because a tenant's own app has a name in its tenant only.
 */
export const customAppNameColumn = (appId: string, tenantId: string): string => ofCustomApp('name', appId, tenantId);

/** The same for the row of the app. */
export const customAppIdColumn = (appId: string, tenantId: string): string => ofCustomApp('id', appId, tenantId);

const ofCustomApp = (column: 'name' | 'id', appId: string, tenantId: string): string =>
  `(case when ${appId} ~ '^(own|custom)-' then (select known.${column} from custom_app known
    where known.app_id = ${appId} and (known.tenant_id = ${tenantId} or known.tenant_id is null) limit 1) end)`;
