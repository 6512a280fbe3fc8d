import path from 'node:path';
import { app as electronApp, Menu, shell } from 'electron';
import { type CommandId, commandList } from '../../common/commands.ts';
import type { RecentSite } from '../../common/contract/site.ts';
import { en } from '../../common/text/en.ts';
import { menuTemplate } from './menu-template.ts';
import type { Spelling } from './spelling.ts';

/** What the menu bar needs from the rest of the program. */
export interface ProgramMenuParts {
  /** Chosen commands go to the page, which runs them like its own. */
  readonly choose: (command: CommandId) => void;
  readonly recentSites: () => readonly RecentSite[];
  readonly openRecent: (folder: string) => void;
  readonly spelling: Spelling;
  readonly logFolder: string;
}

/** Puts up the menu bar, and again whenever what it shows has changed. */
export function showMenu(parts: ProgramMenuParts): void {
  const template = menuTemplate({
    commands: commandList,
    text: en.desktop,
    isMac: process.platform === 'darwin',
    choose: parts.choose,
    recentSites: parts.recentSites(),
    openRecent: parts.openRecent,
    spellingLanguages: parts.spelling.languages(),
    chooseSpelling: (code, isChosen) => {
      parts.spelling.choose(code, isChosen);
      showMenu(parts);
    },
    showAbout: () => electronApp.showAboutPanel(),
    showLog: () => shell.showItemInFolder(path.join(parts.logFolder, 'offprint.log')),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** What the box about the program says. */
export function describeProgram(): void {
  electronApp.setAboutPanelOptions({
    applicationName: electronApp.getName(),
    applicationVersion: electronApp.getVersion(),
    version: '',
    credits: en.desktop.about(electronApp.getVersion(), process.versions.electron ?? ''),
  });
}
