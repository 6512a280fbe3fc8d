import type { IconNode } from 'lucide';
import type { CommandId } from '../../common/commands.ts';
import { shortcutLabel } from '../shortcuts.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** A quiet icon button that runs a command; its name and its shortcut come from the list of commands. */
export function CommandButton(props: {
  readonly command: CommandId;
  readonly icon: IconNode;
  /** For switches: whether what it shows is on. */
  readonly isPressed?: boolean;
  readonly class?: string;
}) {
  const { commands, text, description } = useDesk();
  const command = commands.list.find(({ id }) => id === props.command);
  const label = command?.label.replace(/…$/, '') ?? '';
  const keys =
    command?.shortcut === undefined ? '' : ` (${shortcutLabel(command.shortcut, description.platform, text)})`;
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={label}
      title={label + keys}
      aria-pressed={props.isPressed}
      disabled={!commands.isEnabled(props.command)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => commands.run(props.command)}
    >
      <Icon icon={props.icon} />
    </button>
  );
}
