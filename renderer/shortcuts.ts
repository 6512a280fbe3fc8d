import type { CommandId } from '../common/commands.ts';
import type { HostDescription } from '../common/contract/host.ts';
import type { Text } from '../common/text/en.ts';
import type { CommandRunner } from './commands.ts';

type Platform = HostDescription['platform'];

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' };

/** A shortcut as this system writes it: `⇧⌘E` on a Mac, `Ctrl+Shift+E` elsewhere. */
export function shortcutLabel(shortcut: string, platform: Platform, text: Text): string {
  const parts = shortcut.split('+');
  if (platform === 'darwin') return parts.map((part) => macSigns[part] ?? part).join('');
  const words: Readonly<Record<string, string>> = {
    Mod: text.keys.mod,
    Shift: text.keys.shift,
    Alt: text.keys.alt,
    Enter: text.keys.enter,
    PageUp: text.keys.pageUp,
    PageDown: text.keys.pageDown,
  };
  return parts.map((part) => words[part] ?? part).join('+');
}

/** Whether a key press is this shortcut. Letters by what they type, digits by where they are, whatever the layout. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string, platform: Platform): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const isMac = platform === 'darwin';
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  return (
    mod === parts.includes('Mod') &&
    !other &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt') &&
    (event.key.toLowerCase() === key.toLowerCase() ||
      (/^\d$/.test(key) && event.code === `Digit${key}`) ||
      (event.altKey && event.code === `Key${key}`))
  );
}

/** Commands whose keys the focused field answers itself. */
const answeredByFields: ReadonlySet<CommandId> = new Set(['edit.undo', 'edit.redo']);

/** Runs the command whose shortcut was pressed, if there is one, and keeps the key from anybody else. */
export function handleShortcut(event: KeyboardEvent, commands: CommandRunner, platform: Platform): void {
  if (event.isComposing) return;
  const command = commands.list.find(
    ({ id, shortcut }) =>
      shortcut !== undefined && !answeredByFields.has(id) && matchesShortcut(event, shortcut, platform),
  );
  if (command === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  commands.run(command.id);
}

/** Runs commands by key anywhere on the page, before any field sees the key; answers how to stop. */
export function listenForShortcuts(commands: CommandRunner, platform: Platform): () => void {
  const hear = (event: KeyboardEvent) => handleShortcut(event, commands, platform);
  window.addEventListener('keydown', hear, { capture: true });
  return () => window.removeEventListener('keydown', hear, { capture: true });
}
