import type { MenuName } from '../../common/commands.ts';
import { shortcutLabel } from '../shortcuts.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';

const menus: readonly MenuName[] = ['file', 'edit', 'format', 'view', 'help'];

/** Every command that has a key, by menu. */
export function ShortcutsDialog() {
  const { text, commands, description } = useDesk();
  return (
    <Sheet name={text.shortcuts.name} kind="shortcuts">
      <div class="shortcut-groups">
        {menus.map((menu) => (
          <section key={menu}>
            <h3>{text.shortcuts.menus[menu]}</h3>
            <dl>
              {commands.list
                .filter((command) => command.menu === menu)
                .map(({ id, label, shortcut }) =>
                  shortcut === undefined ? null : (
                    <div key={id}>
                      <dt>{label.replace(/…$/, '')}</dt>
                      <dd>
                        <kbd>{shortcutLabel(shortcut, description.platform, text)}</kbd>
                      </dd>
                    </div>
                  ),
                )}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
