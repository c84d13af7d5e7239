export { CustomApp, CustomAppVersion } from './custom-app.entity.ts';
export { CustomAppsModule } from './custom-apps.module.ts';
