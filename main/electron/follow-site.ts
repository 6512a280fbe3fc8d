import type { OpenSite } from '../../common/contract/site.ts';
import type { App } from '../app.ts';

/** Hears which blog is open, each time another one is, or its settings changed; undefined when none is. */
export function followSite(app: Pick<App, 'on' | 'call'>, onChange: (site: OpenSite | undefined) => void): void {
  app.on(async (name) => {
    if (name !== 'site.changed') return;
    const current = await app.call('site.current', undefined);
    // `site.current` answers this by contract.
    if (current.ok) onChange(current.value as OpenSite | undefined);
  });
}
