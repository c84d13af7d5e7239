import type { z } from 'zod';
import { appDefinition } from './app.ts';
import { asSentence } from './fault-words.ts';

/** Something that is wrong with a definition, and where. */
export interface PlacedFault {
  readonly path: readonly PropertyKey[];
  /** One or two sentences: what is wrong, and what belongs there. */
  readonly message: string;
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of zod, where a member is unknown. */
  readonly keys?: readonly string[];
}

/** What was found in a definition, by its schema or by a rule, in the words of whoever writes one. */
export function placedFaults(found: readonly Found[]): PlacedFault[] {
  return found.flatMap(({ path, message, keys }) => {
    if (keys) return keys.map((key) => ({ path: [...path, key], message: unknownMember(path, key) }));
    const purpose = schemaAt(path)?.purpose;
    return [
      { path, message: [asSentence(message), ...(purpose ? [`Here goes: ${asSentence(purpose)}`] : [])].join(' ') },
    ];
  });
}

function unknownMember(path: readonly PropertyKey[], key: string): string {
  const known = schemaAt(path)?.members ?? [];
  const meant = known.find((member) => member.toLowerCase() === key.toLowerCase().replaceAll(/[_-]/g, ''));
  if (meant !== undefined) return `Is not known here. Did you mean ${meant}?`;
  return known.length === 0 ? 'Is not known here: leave it out.' : `Is not known here. Known are ${known.join(', ')}.`;
}

interface Place {
  /** What the schema says that the place is for. */
  purpose: string | undefined;
  /** The names that an object takes there. */
  members: string[];
}

/** What the schema says about a place; undefined where it has none. */
function schemaAt(path: readonly PropertyKey[]): Place | undefined {
  let forms: readonly z.core.$ZodType[] = [appDefinition];
  for (const step of path) {
    forms = forms.flatMap((form) => within(form)).flatMap((form) => memberOf(form, step) ?? []);
    if (forms.length === 0) return undefined;
  }
  const inside = forms.flatMap((form) => within(form));
  const members = inside.flatMap((form) => Object.keys(defOf(form).shape ?? {}));
  const purpose = path.length === 0 ? undefined : forms.map(purposeOf).find((text) => text !== undefined);
  return { purpose, members: [...new Set(members)] };
}

interface Def {
  innerType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
}

const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as Def;

/** The schema itself, without what makes it optional; of several forms each. */
function within(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType, options } = defOf(schema);
  if (innerType) return within(innerType);
  return options ? options.flatMap(within) : [schema];
}

function memberOf(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  const { shape, element, valueType } = defOf(schema);
  return shape?.[String(step)] ?? (typeof step === 'number' ? element : valueType);
}

function purposeOf(schema: z.core.$ZodType): string | undefined {
  const { description } = schema as z.ZodType;
  const { innerType } = defOf(schema);
  return description ?? (innerType && purposeOf(innerType));
}
