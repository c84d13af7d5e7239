export { ReportsModule } from './reports.module.ts';
export { SignOff } from './sign-off.entity.ts';
