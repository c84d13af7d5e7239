import type { AppSummary } from '@drawbridge/catalog';
import { categoryWord, methodWord } from './states.ts';

/** What somebody looks for in the catalog; an empty text asks for nothing. */
export interface AppQuestion {
  text: string;
  category: string;
  kind: string;
}

export interface FoundApps {
  apps: readonly AppSummary[];
  /** How many there are in each category, whatever category is chosen. */
  inCategory: ReadonlyMap<string, number>;
  /** How many offer each kind of method, whatever kind is chosen. */
  ofKind: ReadonlyMap<string, number>;
}

const byName = new Intl.Collator('en');
const haystacks = new WeakMap<AppSummary, string>();

function haystack(app: AppSummary): string {
  const known = haystacks.get(app);
  if (known !== undefined) return known;
  const words = app.methods.map(({ kind, label }) => `${methodWord(kind)} ${label}`).join(' ');
  const text = `${app.name} ${app.id} ${categoryWord(app.category)} ${app.description} ${words}`.toLowerCase();
  haystacks.set(app, text);
  return text;
}

/** The apps that hold every word of the text; those whose name begins with it come first. */
export function searchApps(all: readonly AppSummary[], asked: AppQuestion): FoundApps {
  const text = asked.text.trim().toLowerCase();
  const words = text.split(/\s+/).filter(Boolean);
  const matching = all.filter((app) => words.every((word) => haystack(app).includes(word)));
  const hasKind = (app: AppSummary) => asked.kind === '' || app.methods.some(({ kind }) => kind === asked.kind);
  const isIn = (app: AppSummary) => asked.category === '' || app.category === asked.category;
  const apps = matching.filter((app) => hasKind(app) && isIn(app));
  return {
    apps: apps.sort((a, b) => rank(a, text) - rank(b, text) || byName.compare(a.name, b.name)),
    inCategory: tally(matching.filter(hasKind), ({ category }) => [category]),
    ofKind: tally(matching.filter(isIn), ({ methods }) => methods.map(({ kind }) => kind)),
  };
}

function rank({ name }: AppSummary, text: string): number {
  if (text === '') return 0;
  const at = name.toLowerCase().indexOf(text);
  if (at === 0) return 0;
  return at > 0 ? 1 : 2;
}

function tally(apps: readonly AppSummary[], keysOf: (app: AppSummary) => readonly string[]) {
  const counts = new Map<string, number>();
  for (const app of apps) for (const key of new Set(keysOf(app))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
