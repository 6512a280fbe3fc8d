import { ChevronsUpDown } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import type { CommandId } from '../../common/commands.ts';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { usePopover } from './use-popover.ts';

const siteCommands: readonly CommandId[] = [
  'media.open',
  'site.settings',
  'preferences.open',
  'site.open',
  'site.start',
  'site.moveIn',
  'site.moveOut',
  'site.close',
];

/** The blog's name; pressing it shows the other blogs and what can be done with this one. */
export function SiteMenu() {
  const { site, text, commands, notices } = useDesk();
  const { isOpen, place, toggle, close } = usePopover('[role="menuitem"]');
  const current = site.current.value;

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const items = [...(place.current?.querySelectorAll('[role="menuitem"]') ?? [])];
    const index = document.activeElement === null ? -1 : items.indexOf(document.activeElement);
    const steps: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (step !== undefined) focusOn(items.at(step % items.length));
    else return;
    event.preventDefault();
  }

  async function openRecent(folder: string): Promise<void> {
    const opened = await site.open(folder);
    if (!opened.ok) notices.showFailure('site', opened.failure);
  }

  function hintOf(open: typeof current): string | undefined {
    if (open === undefined || open.layout === 'offprint') return open?.folder;
    return `${open.folder}\n${text.folderKind.opened(text.folderKind.programs[open.layout])}`;
  }

  const others = site.recent.value.filter(({ folder }) => folder !== current?.folder);
  const item = (key: string, label: string, run: () => void, hint?: string) => (
    <button
      key={key}
      type="button"
      role="menuitem"
      tabIndex={-1}
      title={hint}
      onClick={() => {
        close();
        run();
      }}
    >
      {label}
    </button>
  );
  return (
    <div class="site-menu" ref={place}>
      <h1>
        <button
          type="button"
          class="site-name"
          aria-haspopup="menu"
          aria-expanded={isOpen.value}
          title={hintOf(current)}
          onClick={toggle}
        >
          <span class="site-title">{current?.settings.title}</span>
          {current !== undefined && current.layout !== 'offprint' && (
            <span class="site-program">{text.folderKind.programs[current.layout]}</span>
          )}
          <Icon icon={ChevronsUpDown} />
        </button>
      </h1>
      {isOpen.value && (
        <div class="menu" role="menu" tabIndex={-1} aria-label={text.site.menu} onKeyDown={press}>
          {others
            .slice(0, 6)
            .map(({ folder, title }) => item(folder, title, () => inBackground(openRecent(folder)), folder))}
          {others.length > 0 && <hr />}
          {siteCommands.map((id) => {
            const label = commands.list.find((command) => command.id === id)?.label ?? id;
            return item(id, label, () => commands.run(id));
          })}
        </div>
      )}
    </div>
  );
}

function focusOn(element: Element | undefined): void {
  if (element instanceof HTMLElement) element.focus();
}
