import type { AppDefinition, AppView, MethodDefinition } from '@drawbridge/catalog';
import { availability } from './app-catalog.ts';
import { askedFields } from './credential-form.ts';

interface Circumstances {
  hasClient: (method: MethodDefinition) => boolean;
  rest: AppView['rest'];
  /** Of a custom app; null: the app comes with the product. */
  offeredVersion: number | null;
}

/** An app as people see it who are about to connect it. */
export const appView = (app: AppDefinition, { hasClient, rest, offeredVersion }: Circumstances): AppView => ({
  id: app.id,
  name: app.name,
  category: app.category,
  description: app.description,
  docsUrl: app.docsUrl ?? null,
  confirmed: app.facts.confirmed,
  factsScope: app.facts.scope,
  factsSources: app.facts.sources,
  factsNote: app.facts.note ?? null,
  rest,
  offeredVersion,
  methods: app.methods.map((method) => methodView(method, hasClient(method))),
});

function methodView(method: MethodDefinition, hasClient: boolean): AppView['methods'][number] {
  const { available, reason } = availability(method, hasClient);
  return {
    key: method.key,
    kind: method.kind,
    label: method.label,
    protocol: method.protocol,
    available,
    unavailableReason: reason,
    fields: askedFields(method).map((field) => ({
      key: field.key,
      label: field.label,
      help: field.help ?? null,
      secret: field.secret,
      required: field.required,
      pattern: field.pattern ?? null,
      example: field.example ?? null,
      options: field.options ?? null,
      default: field.default ?? null,
      format: field.format,
    })),
    scopes: method.scopes.map(({ name, why, required }) => ({ name, why, required })),
    credentialUrl: method.credentialUrl ?? null,
    credentialPlace: method.credentialPlace ?? null,
    guidance: method.guidance,
    clientGuidance: method.clientGuidance,
    troubleshooting: method.troubleshooting.map(({ symptom, fix }) => ({ symptom, fix })),
    testable: method.test.kind !== 'untestable',
    rotationDays: method.rotationDays ?? null,
    maxLifetimeDays: method.maxLifetimeDays ?? null,
  };
}
