import type { AppSummary } from '@drawbridge/catalog';
import { memo } from 'react';
import { PlainTile } from '../../fields/AppTile.tsx';
import { categoryWord, methodWord } from '../../fields/states.ts';

/** Where a card leads: to the page of the app, or to connecting an account of it. */
export type CardTarget = 'page' | 'connect';

const address = {
  page: (id: string) => `#/apps/${encodeURIComponent(id)}/show`,
  connect: (id: string) => `#/connections/create?app=${encodeURIComponent(id)}`,
};

/**
 * One app of the catalog. Plain elements, styled by the grid around them, and an address that the router notices by
 * itself: hundreds of these are drawn at once.
 */
export const AppCard = memo(function AppCard({ app, target }: { app: AppSummary; target: CardTarget }) {
  const kinds = [...new Set(app.methods.map(({ kind }) => methodWord(kind)))].join(', ');
  return (
    <li>
      <a href={address[target](app.id)}>
        <PlainTile id={app.id} name={app.name} size={40} />
        <span className="name">{app.name}</span>
        <span className="about">{app.description}</span>
        <span className="kinds">
          {categoryWord(app.category)} · {kinds}
        </span>
        <Note app={app} />
      </a>
    </li>
  );
});

function Note({ app }: { app: AppSummary }) {
  if (app.connectionCount > 0) return <span className="note connected">{app.connectionCount} connected</span>;
  if (app.methods.some(({ available }) => available)) return null;
  return <span className="note waiting">Needs an administrator</span>;
}
