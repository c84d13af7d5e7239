import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../platform/index.ts';
import { Founding } from './people.ts';

/** Makes the first system admin from FIRST_ADMIN_EMAIL and FIRST_ADMIN_PASSWORD when there is nobody yet. */
export async function seedFirstAdmin(app: NestFastifyApplication, config: Config): Promise<string | undefined> {
  const { FIRST_ADMIN_EMAIL: email, FIRST_ADMIN_PASSWORD: password } = config;
  const founding = new Founding(app);
  if (email === undefined || password === undefined || !(await founding.isEmpty())) return undefined;
  await founding.person({ name: 'First administrator', email, password, role: 'system_admin', tenant: null });
  return `${email} is the first system admin. Change the password after signing in.`;
}
