import type { MenuState } from '../messages.ts';

type Template = Electron.MenuItemConstructorOptions;

/** Electron's `MenuItem`, as far as a template says it. */
export class MenuItemStandIn {
  readonly id: string | undefined;
  readonly label: string;
  readonly sublabel: string | undefined;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: MenuStandIn | undefined;
  readonly click: () => void;
  enabled: boolean;

  constructor(options: Template) {
    this.id = options.id;
    this.label = options.label ?? options.role ?? '';
    this.sublabel = options.sublabel;
    this.role = options.role;
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = typeof options.accelerator === 'string' ? options.accelerator : undefined;
    this.submenu = Array.isArray(options.submenu) ? MenuStandIn.buildFromTemplate(options.submenu) : undefined;
    this.enabled = options.enabled ?? true;
    // The program's clicks use none of their arguments.
    this.click = () => (options.click as (() => void) | undefined)?.();
  }
}

/** Electron's `Menu`: kept, clicked by tests, never drawn. */
export class MenuStandIn {
  static #application: MenuStandIn | null = null;
  /** The context menu that was opened last. */
  static lastPopup: MenuStandIn | undefined;
  readonly items: MenuItemStandIn[] = [];

  static buildFromTemplate(template: readonly (Template | MenuItemStandIn)[]): MenuStandIn {
    const menu = new MenuStandIn();
    for (const item of template) menu.append(item instanceof MenuItemStandIn ? item : new MenuItemStandIn(item));
    return menu;
  }

  static setApplicationMenu(menu: MenuStandIn | null): void {
    MenuStandIn.#application = menu;
  }

  static getApplicationMenu(): MenuStandIn | null {
    return MenuStandIn.#application;
  }

  append(item: MenuItemStandIn): void {
    this.items.push(item);
  }

  popup(): void {
    MenuStandIn.lastPopup = this;
  }

  getMenuItemById(id: string): MenuItemStandIn | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

/** A person's click. Fails for an item that is not there, or greyed out. */
export function clickMenu(menu: MenuStandIn | null | undefined, id: string): void {
  const item = menu?.getMenuItemById(id);
  if (!item) throw new Error(`The menu has no item ${id}.`);
  if (!item.enabled) throw new Error(`The menu item ${id} is greyed out.`);
  item.click();
}

/** A menu as a person would read it. */
export function menuState(menu: MenuStandIn | null | undefined): readonly MenuState[] {
  return (menu?.items ?? []).map(({ id, label, sublabel, role, accelerator, enabled, submenu }) => ({
    ...(id === undefined ? {} : { id }),
    label,
    ...(sublabel === undefined ? {} : { sublabel }),
    ...(role === undefined ? {} : { role }),
    ...(accelerator === undefined ? {} : { accelerator }),
    isEnabled: enabled,
    ...(submenu === undefined ? {} : { items: menuState(submenu) }),
  }));
}
