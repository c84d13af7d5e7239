export { AppCatalog, availability, type Copied, type Made, type Used } from './app-catalog.ts';
export { appView } from './app.view.ts';
export { AppRule } from './app-rule.entity.ts';
export { customAppIdColumn, customAppNameColumn } from './custom-app-name.ts';
export { CustomDefinitions, type CustomVersion } from './custom-definitions.ts';
export { AppsModule } from './apps.module.ts';
export {
  askedFields,
  bringsClient,
  readCredentialForm,
  secretFieldNames,
  type CredentialForm,
} from './credential-form.ts';
export { refuseResting, restColumn, restingApps, restOfApp, type RestRule } from './rest.queries.ts';
