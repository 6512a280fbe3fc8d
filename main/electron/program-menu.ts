import path from 'node:path';
import { app as electronApp, Menu, shell } from 'electron';
import { type CommandId, commandList } from '../../common/commands.ts';
import { en } from '../../common/text/en.ts';
import { menuTemplate } from './menu-template.ts';

/** Puts up the menu bar. Chosen commands go to the page, which runs them like its own. */
export function installMenu(choose: (command: CommandId) => void, logFolder: string): void {
  electronApp.setAboutPanelOptions({
    applicationName: electronApp.getName(),
    applicationVersion: electronApp.getVersion(),
    version: '',
    credits: en.desktop.about(electronApp.getVersion(), process.versions.electron ?? ''),
  });
  const template = menuTemplate({
    commands: commandList,
    text: en.desktop,
    isMac: process.platform === 'darwin',
    choose,
    showAbout: () => electronApp.showAboutPanel(),
    showLog: () => shell.showItemInFolder(path.join(logFolder, 'offprint.log')),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
