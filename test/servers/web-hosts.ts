import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './listen.ts';

/** A web server that authors use, serving a folder as their host would. */
export interface WebHost {
  readonly address: string;
  stop(): Promise<void>;
}

/** Whether a program is to be had here. */
export function isInstalled(program: 'nginx' | 'apache2'): boolean {
  return spawnSync(programs[program], ['-v']).error === undefined;
}

/** Debian keeps servers out of the search path of those who may not start them. */
const programs = { nginx: '/usr/sbin/nginx', apache2: '/usr/sbin/apache2' };

/** nginx with the site's own map of former addresses, as the map's first lines tell an author to include it. */
export async function startNginx(folder: string, root: string, map: string): Promise<WebHost> {
  const port = await freePort();
  const config = `daemon off; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  include ${map};
  server {
    listen 127.0.0.1:${port};
    root ${root};
    error_page 404 /notes/404.html;
    if ($moved_to) { return 301 $moved_to; } if ($is_gone) { return 410; }
  }
}
`;
  await writeFile(path.join(folder, 'nginx.conf'), config);
  return started(spawn(programs.nginx, ['-p', folder, '-c', path.join(folder, 'nginx.conf')]), port);
}

/** Apache with its usual modules, reading `.htaccess` where it lies. */
export async function startApache(folder: string, root: string): Promise<WebHost> {
  const port = await freePort();
  const modules = ['mpm_event', 'authz_core', 'alias', 'rewrite', 'dir', 'mime'];
  const config = `${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerName localhost
ServerRoot ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
TypesConfig /dev/null
Listen 127.0.0.1:${port}
${process.getuid?.() === 0 ? 'User nobody\nGroup nogroup' : ''}
DocumentRoot ${root}
<Directory ${root}>
  AllowOverride All
  Require all granted
</Directory>
`;
  await mkdir(path.join(folder, 'logs'), { recursive: true });
  await chmod(folder, 0o755);
  await writeFile(path.join(folder, 'apache.conf'), config);
  return started(spawn(programs.apache2, ['-DFOREGROUND', '-f', path.join(folder, 'apache.conf')]), port);
}

/** What a host answers at each of these addresses, as `200` or `301 /where/it/leads/`; the host is ended afterwards. */
export async function answersOf(host: WebHost, asked: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  try {
    for (const address of asked) {
      const { status, headers } = await fetch(new URL(address, host.address), { redirect: 'manual' });
      const to = headers.get('location');
      const leads = to === null ? '' : ` ${decodeURIComponent(new URL(to, host.address).pathname)}`;
      found[address] = `${status}${leads}`;
    }
  } finally {
    await host.stop();
  }
  return found;
}

async function started(server: ChildProcess, port: number): Promise<WebHost> {
  let said = '';
  server.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const ended = once(server, 'exit');
  const address = `http://127.0.0.1:${port}/`;
  while (!(await answers(address))) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`The server did not start: ${said}`);
  }
  return {
    address,
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

/** A connection alone says little: Apache opens its port, reads its settings again, and opens it anew. */
async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    () => true,
    () => false,
  );
}
