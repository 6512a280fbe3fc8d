import { type ReadonlySignal, signal } from '@preact/signals';
import type { Preferences } from '../../common/contract/host.ts';
import { defaultPreferences } from '../../common/preferences.ts';
import type { Client } from '../client.ts';

/** The author's choices for the program itself. */
export interface PreferencesStore {
  readonly current: ReadonlySignal<Preferences>;
  /** Shows the change at once; the host keeps it. */
  change(changes: Partial<Preferences>): Promise<void>;
}

/** Reads the preferences once and writes each change through the host. */
export async function createPreferencesStore(client: Client): Promise<PreferencesStore> {
  const read = await client.call('preferences.read');
  const current = signal<Preferences>(read.ok ? read.value : defaultPreferences);
  let turn = 0;
  client.on('preferences.changed', (preferences) => {
    current.value = preferences;
  });
  return {
    current,
    async change(changes) {
      turn += 1;
      const asked = turn;
      current.value = { ...current.value, ...changes };
      const changed = await client.call('preferences.change', changes);
      // An answer does not know of what was chosen after its question.
      if (changed.ok && asked === turn) current.value = changed.value;
    },
  };
}
