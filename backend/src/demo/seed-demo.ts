import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import type { AttemptTest } from '@drawbridge/catalog';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AttemptsService, AttemptTests } from '../attempts/index.ts';
import { ConnectionRevocation } from '../connections/index.ts';
import { ApiKeysService } from '../identity/index.ts';
import { OAuthClientsService } from '../oauth/index.ts';
import type { Config, Principal } from '../platform/index.ts';
import { PublicationsService } from '../publications/index.ts';
import { demoTargets, type DemoTarget } from './demo-targets.ts';
import { actAs, Founding } from './people.ts';

interface SignIn {
  email: string;
  password: string;
  role: string;
  tenant: string | null;
}

const newPassword = () => `demo-${randomBytes(9).toString('base64url')}`;

/** Three tenants, every role, and connections in several states, all made by the product's own commands. */
export async function seedDemo(app: NestFastifyApplication, config: Config): Promise<string | undefined> {
  const founding = new Founding(app);
  if (!(await founding.isEmpty())) return undefined;
  const users: SignIn[] = [];
  const person = (
    name: string,
    email: string,
    role: 'system_admin' | 'compliance' | 'tenant_admin' | 'member',
    tenant: Awaited<ReturnType<Founding['tenant']>> | null = null,
  ) => {
    const password = newPassword();
    users.push({ email, password, role, tenant: tenant?.name ?? null });
    return founding.person({ name, email, password, role, tenant });
  };
  const sam = await person('Sam Okafor', 'sam@drawbridge.example', 'system_admin');
  await person('Olga Lindqvist', 'olga@drawbridge.example', 'system_admin');
  await person('Cora Meyer', 'cora@drawbridge.example', 'compliance');
  const [acme, globex, initech] = [
    await founding.tenant('Acme Logistics', 'acme-logistics'),
    await founding.tenant('Globex Retail', 'globex-retail'),
    await founding.tenant('Initech Software', 'initech-software'),
  ];
  const ada = await person('Ada Novak', 'ada@acme.example', 'tenant_admin', acme);
  const mia = await person('Mia Tanaka', 'mia@acme.example', 'member', acme);
  const gus = await person('Gus Ferreira', 'gus@globex.example', 'tenant_admin', globex);
  await person('Max Weber', 'max@globex.example', 'member', globex);
  const ines = await person('Ines Duarte', 'ines@initech.example', 'tenant_admin', initech);
  const keys = app.get(ApiKeysService);
  const apiKeys: { tenant: string; key: string }[] = [];
  for (const [who, tenant] of [
    [ada, acme],
    [gus, globex],
    [ines, initech],
  ] as const)
    apiKeys.push({ tenant: tenant.name, key: (await actAs(who, () => keys.create({ name: 'Workflow engine' }))).key });
  await seedSandboxClient(app, config, sam);
  await seedConnections(app, config, { sam, ada, mia, gus });
  writeDemoFile(config, { url: config.PUBLIC_URL, users, apiKeys });
  return `Seeded ${users.length} people in three tenants.`;
}

/** So that a newcomer can walk through OAuth without an account anywhere. */
async function seedSandboxClient(app: NestFastifyApplication, config: Config, sam: Principal): Promise<void> {
  const { DRAWBRIDGE_SANDBOX_URL: url, DRAWBRIDGE_SANDBOX_SECRET: clientSecret } = config;
  if (url === undefined || clientSecret === undefined) return;
  await actAs(sam, () =>
    app
      .get(OAuthClientsService)
      .create({ appId: 'sandbox', authMethod: 'oauth2', clientId: 'drawbridge-demo', clientSecret }),
  );
}

async function seedConnections(
  app: NestFastifyApplication,
  config: Config,
  who: Record<'sam' | 'ada' | 'mia' | 'gus', Principal>,
): Promise<void> {
  const { database, mail } = demoTargets(config);
  const publications = app.get(PublicationsService);
  if (database) {
    await connect(app, who.ada, 'Orders database', database);
    const shared = await connect(app, who.gus, 'Shared orders database', database);
    if (shared) {
      const request = await actAs(who.gus, () =>
        publications.request({ connectionId: shared, justification: 'Every tenant reports on the same orders.' }),
      );
      await actAs(who.sam, () =>
        publications.approve(request.id, { reason: 'A reporting account that can only read.' }),
      );
    }
  }
  if (mail) {
    const outbox = await connect(app, who.mia, 'Notification mail', mail);
    if (outbox)
      await actAs(who.ada, () =>
        publications.request({
          connectionId: outbox,
          justification: 'One outbox with one sender address for all tenants.',
        }),
      );
    const trial = await connect(app, who.gus, 'Trial outbox', mail);
    if (trial)
      await actAs(who.gus, () => app.get(ConnectionRevocation).revoke(trial, { reason: 'The trial is over.' }));
    // Stays an attempt that failed: a wrong password never becomes a connection.
    await connect(app, who.gus, 'Campaign mail', { ...mail, fields: { ...mail.fields, password: 'not-the-password' } });
  }
}

async function connect(
  app: NestFastifyApplication,
  who: Principal,
  name: string,
  target: DemoTarget,
): Promise<string | undefined> {
  const { appId, authMethod, fields } = target;
  const result = await actAs(who, async (): Promise<AttemptTest> => {
    const { attemptId } = await app.get(AttemptsService).create({ appId, authMethod, name, fields });
    return app.get(AttemptTests).run(attemptId);
  });
  return result.connectionId;
}

/** The sign-ins, for whoever starts the demo. Written whole or not at all, and readable by its owner only. */
function writeDemoFile(config: Config, content: object): void {
  const file = config.DRAWBRIDGE_DEMO_FILE;
  if (file === undefined) return;
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(`${file}.new`, file);
}
