import { type FolderServer, serveFolder } from './node/folder-server.ts';
import type { Ports } from './ports.ts';

/** The servers at which finished blogs in local folders can be read, one a folder, started when first needed. */
export interface ReadingServers {
  /** Address of the site's home in its folder. Undefined in hosts that end at once, like the command line. */
  addressOf(folder: string, siteUrl: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Starts with no server running. */
export function createReadingServers({ description }: Ports): ReadingServers {
  const running = new Map<string, Promise<FolderServer>>();
  return {
    addressOf: async (folder, siteUrl) => {
      if (description.host === 'cli') return undefined;
      const basePath = URL.canParse(siteUrl) ? new URL(siteUrl).pathname.replace(/\/*$/, '/') : '/';
      const key = `${folder}\n${basePath}`;
      let server = running.get(key);
      if (server === undefined) {
        server = serveFolder(() => folder, basePath);
        running.set(key, server);
      }
      return (await server).address;
    },
    close: async () => {
      const servers = await Promise.all(running.values());
      running.clear();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
