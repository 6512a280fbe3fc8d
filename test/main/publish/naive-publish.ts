import { connectSftp } from '../../../main/publish/sftp/sftp-connection.ts';
import type { CuttablePlace, Publish } from './cut-trials.ts';
import { goneBefore, rollingSite } from './rolling-site.ts';

/**
 * The known-bad control: what many tools do over SFTP. Files that went are removed first, the rest is written straight to
 * its place in the order of names.
 */
export function naivePublish({ settings }: CuttablePlace): Publish {
  return async (_, number) => {
    const [before, after] = [rollingSite(number - 1), rollingSite(number)];
    try {
      const { sftp, ask, close } = await connectSftp(settings, undefined, async () => undefined);
      try {
        const root = String(settings.path);
        const gone = Object.keys(before).filter((name) => after[name] === undefined && goneBefore(number).length > 0);
        for (const name of gone) {
          await ask<unknown>((done) => sftp.unlink(`${root}/${name}`, (error) => done(error, undefined)));
        }
        for (const [name, content] of Object.entries(after).sort(([one], [other]) => (one < other ? -1 : 1))) {
          for (const folder of foldersOf(name)) {
            await ask<unknown>((done) => sftp.mkdir(`${root}/${folder}`, () => done(undefined, undefined)));
          }
          await ask<unknown>((done) => sftp.writeFile(`${root}/${name}`, content, (error) => done(error, undefined)));
        }
        return true;
      } finally {
        await close();
      }
    } catch {
      return false;
    }
  };
}

function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
