import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileRole, ManifestFile } from '../../common/manifest.ts';
import type { SiteSettings, TargetSettings } from '../../common/site-settings.ts';
import { sha256 } from '../../main/node/hash.ts';
import { silentLog } from '../../main/node/log.ts';
import { openPublisher } from '../../main/publish/open-publisher.ts';
import type { Publisher } from '../../main/publish/publisher.ts';
import type { Build } from '../../main/site/site.ts';
import { startSshServer } from '../servers/ssh-server.ts';
import { type BenchTable, median } from '../support/bench-table.ts';
import { serveBucket, startS3Store } from './publish/s3-store.ts';
import { openRequest, startCountingServer } from './publish/sftp-requests.ts';

const pages = Number(process.env.OFFPRINT_BENCH_PAGES ?? 10_000);
/** Places to measure, `folder,git,sftp,s3`; default all. */
const asked = process.env.OFFPRINT_BENCH_PLACES?.split(',');
/** Times that one page is changed and published. */
const turns = 5;

await serveBucket();

/** A large site, first whole and then with one page changed, sent to each kind of place, beside others doing the same. */
export async function run(): Promise<BenchTable> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-bench-')));
  try {
    const site = await openSite(root);
    const places = { folder: folderRows, git: gitRows, sftp: sftpRows, s3: s3Rows };
    const rows: string[][] = [];
    for (const [name, measure] of Object.entries(places)) {
      if (asked === undefined || asked.includes(name)) rows.push(...(await measure(root, site)));
    }
    return {
      title: 'Publishing',
      method: `Seconds for a site of ${pages.toLocaleString('en')} pages of about 4 kB, servers on the same machine; median of ${turns} for one page changed. Each publish looks, plans, sends, reads back (in a bucket, many pages by the checksums it lists) and keeps the build; the peers send and do not read back.`,
      columns: ['what', 'Offprint', 'beside it', 'ratio'],
      rows,
      notes: [
        'Goals: work before the network at most 1 s; git at most 0.5 x git add, commit and push for one page; a first upload at most 1.2 x rsync or rclone on the same server; requests for one page at most the files that changed plus three; reading back is apart where it takes a request of its own.',
        ...missingPeers(),
      ],
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A site whose pages lie in a folder, for the peers, and in a store by hash, for builds. */
interface BenchSite {
  readonly folder: string;
  /** The build with page `changed` at its `version`; the folder follows. */
  build(version: number): Promise<Build>;
}

async function openSite(root: string): Promise<BenchSite> {
  const folder = path.join(root, 'site');
  const store = path.join(root, 'store');
  await mkdir(store, { recursive: true });
  const files = new Map<string, ManifestFile>();
  const put = async (name: string, content: string, role: FileRole) => {
    const hash = sha256(content);
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
    await writeFile(path.join(store, hash), content);
    const page = { address: `/${name.replace(/index\.html$/, '')}`, title: name };
    files.set(name, { path: name, sha256: hash, size: content.length, role, ...(role === 'asset' ? {} : { page }) });
  };
  for (let page = 0; page < pages; page += 1) await put(nameOf(page), textOf(page, 0), 'post');
  await put('index.html', 'home', 'list');
  return {
    folder,
    build: async (version) => {
      await put(nameOf(7), textOf(7, version), 'post');
      const sorted = [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
      return {
        manifest: { version: 1, files: sorted },
        pathOf: (file) => path.join(store, file.sha256),
        lose: () => undefined,
        rendered: [],
        warnings: [],
      };
    },
  };
}

function nameOf(page: number): string {
  return `${2000 + (page % 20)}/${String(page % 12).padStart(2, '0')}/post-${page}/index.html`;
}

function textOf(page: number, version: number): string {
  return `<title>Post ${page}</title>${`<p>Words of post ${page}, version ${version}, ${sha256(`${page}`)}.</p>`.repeat(35)}`;
}

async function folderRows(root: string, site: BenchSite): Promise<string[][]> {
  const publisher = open(path.join(root, 'folder'), []);
  const first = await timed(async () => publish(publisher, await site.build(1)));
  const planned = await many(async (turn) => publisher.plan(await site.build(turn + 2), undefined));
  const one = await many(async (turn) => publish(publisher, await site.build(turn + 2)));
  const copy = timedSync(() => execFileSync('cp', ['-r', site.folder, path.join(root, 'copy')]));
  await publisher.close();
  return [
    ['embedded folder, first', seconds(first), `cp -r ${seconds(copy)}`, ratio(first, copy)],
    ['work before the network (looking at the embedded folder, planning), one page', seconds(planned), '-', '-'],
    ['embedded folder, one page', seconds(one), '-', '-'],
  ];
}

async function gitRows(root: string, site: BenchSite): Promise<string[][]> {
  const [ours, theirs] = [path.join(root, 'ours.git'), path.join(root, 'theirs.git')];
  for (const repository of [ours, theirs]) execFileSync('git', ['init', '-q', '--bare', '-b', 'main', repository]);
  const publisher = open(path.join(root, 'git'), [{ name: 'pages', kind: 'git', url: ours, branch: 'main' }]);
  const git = (...args: string[]) => execFileSync('git', ['-C', site.folder, ...args]);
  const commit = () => {
    git('add', '-A');
    git('-c', 'user.name=N', '-c', 'user.email=e', 'commit', '-qm', 'c');
    git('push', '-q', theirs, 'HEAD:main');
  };
  git('init', '-q', '-b', 'main');
  const first = await timed(async () => publish(publisher, await site.build(101)));
  const firstPeer = timedSync(commit);
  const one: number[] = [];
  const onePeer: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const build = await site.build(102 + turn);
    one.push(await timed(() => publish(publisher, build)));
    onePeer.push(timedSync(commit));
  }
  await rm(path.join(site.folder, '.git'), { recursive: true });
  await publisher.close();
  const peer = 'git add -A, commit, push';
  return [
    ['git, first', seconds(first), `${peer} ${seconds(firstPeer)}`, ratio(first, firstPeer)],
    ['git, one page', seconds(median(one)), `${peer} ${seconds(median(onePeer))}`, ratio(median(one), median(onePeer))],
  ];
}

async function sftpRows(root: string, site: BenchSite): Promise<string[][]> {
  const folder = path.join(root, 'ssh');
  await mkdir(folder);
  const server = await startSshServer(folder);
  const { port, user, keyFile, fingerprint: hostKey } = server;
  const place: TargetSettings = {
    name: 'www',
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user,
    keyFile,
    hostKey,
    path: `${folder}/www`,
  };
  const publisher = open(path.join(root, 'sftp'), [place]);
  const shell = `ssh -p ${port} -i ${keyFile} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
  const rsync = () =>
    execFileSync('rsync', ['-a', '--delete', '-e', shell, `${site.folder}/`, `${user}@127.0.0.1:${folder}/rsync/`]);
  const has = hasProgram('rsync');
  const first = await timed(async () => publish(publisher, await site.build(201)));
  const firstPeer = has ? timedSync(rsync) : undefined;
  const remote = `:sftp,host=127.0.0.1,port=${port},user=${user},shell_type=none,key_file="${keyFile}":${folder}/rclone`;
  const firstClone = await timedClone(site.folder, remote);
  const one: number[] = [];
  const onePeer: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const build = await site.build(202 + turn);
    one.push(await timed(() => publish(publisher, build)));
    if (has) onePeer.push(timedSync(rsync));
  }
  await publisher.close();
  await server.close();
  const opened = await filesOpened(root, place, await site.build(300));
  return [
    ['SFTP, first', seconds(first), ...beside('rsync, with its program on the server', first, firstPeer)],
    ['SFTP, first', seconds(first), ...beside('rclone over SFTP, without checksums', first, firstClone)],
    ['SFTP, one page', seconds(median(one)), ...beside('rsync', median(one), has ? median(onePeer) : undefined)],
    ['SFTP, one page', '-', `${opened} files opened: 1 page sent and read back, ${opened - 1} others`, '-'],
  ];
}

/** How many files one more publish opens at a place. */
async function filesOpened(root: string, place: TargetSettings, build: Build): Promise<number> {
  const server = await startCountingServer(path.join(root, 'counting'));
  const { port, keyFile, fingerprint: hostKey } = server;
  const publisher = open(path.join(root, 'counted'), [{ ...place, port, keyFile, hostKey }]);
  await publish(publisher, build);
  await publisher.close();
  await server.close();
  return (await server.counts()).get(openRequest) ?? 0;
}

async function s3Rows(root: string, site: BenchSite): Promise<string[][]> {
  const folder = path.join(root, 's3');
  await mkdir(folder);
  const store = await startS3Store(folder);
  const { endpoint, bucket, keyId, secret } = store;
  const publisher = open(path.join(root, 's3-data'), [{ name: 'b', kind: 's3', endpoint, bucket, keyId }], secret);
  const first = await timed(async () => publish(publisher, await site.build(301)));
  const keys = `access_key_id=${keyId},secret_access_key=${secret}`;
  const remote = `:s3,provider=Other,${keys},endpoint="${endpoint}",force_path_style=true:${bucket}/rclone`;
  const firstClone = await timedClone(site.folder, remote);
  const one: number[] = [];
  const requests: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const build = await site.build(302 + turn);
    const before = await store.requests();
    one.push(await timed(() => publish(publisher, build)));
    requests.push((await store.requests()) - before);
  }
  await publisher.close();
  await store.close();
  const met = `${median(requests)} requests: 1 page sent, 1 read back, ${median(requests) - 2} others`;
  return [
    ['S3, first', seconds(first), ...beside('rclone', first, firstClone)],
    ['S3, one page', seconds(median(one)), met, '-'],
  ];
}

/** A first upload by rclone as it is set up by default; undefined where there is no rclone. */
async function timedClone(folder: string, remote: string): Promise<number | undefined> {
  if (!hasProgram('rclone', 'version')) return undefined;
  // Certificates of the machine's own are no matter of servers on it, and this rclone stops over them.
  const { AWS_CA_BUNDLE: _, ...env } = process.env;
  const given = ['--config', '/dev/null', '--quiet', 'copy', folder, remote];
  return timed(() => promisify(execFile)('rclone', given, { env }));
}

function open(folder: string, targets: readonly TargetSettings[], secret?: string): Publisher {
  return openPublisher({
    siteFolder: path.join(folder, 'blog'),
    siteDataFolder: path.join(folder, 'data'),
    publishedFolder: path.join(folder, 'published'),
    settings: () => ({ url: 'https://example.org/', targets }) as unknown as SiteSettings,
    secrets: { read: async () => secret },
    words: { message: () => 'Publish' },
    now: Date.now,
    log: silentLog,
  });
}

async function publish(publisher: Publisher, build: Build): Promise<void> {
  const sent = await publisher.publish(build, { target: undefined });
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
}

async function many(work: (turn: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) times.push(await timed(() => work(turn)));
  return median(times);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function timedSync(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function beside(peer: string, ours: number, theirs: number | undefined): [string, string] {
  return theirs === undefined ? [`${peer} is missing`, '-'] : [`${peer} ${seconds(theirs)}`, ratio(ours, theirs)];
}

function missingPeers(): string[] {
  const missing = [['rsync', '--version'] as const, ['rclone', 'version'] as const].filter(
    ([name, asked]) => !hasProgram(name, asked),
  );
  return missing.map(([name]) => `${name} is missing on this machine.`);
}

function hasProgram(name: string, asked = '--version'): boolean {
  return spawnSync(name, [asked]).status === 0;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(2);
}

function ratio(one: number, other: number): string {
  return `${(one / other).toFixed(2)} x`;
}
