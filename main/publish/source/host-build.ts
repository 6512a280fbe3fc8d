import type { Wait } from '../retry.ts';
import { Refusal } from '../target.ts';

/** What a git host says of the site it builds from a commit. `unknown` when it does not tell. */
export type HostBuild = 'built' | 'running' | 'unknown';

/** Where and what to ask. */
export interface HostBuildQuestion {
  /** Address of the repository, `https://…` or over SSH. */
  readonly url: string;
  /** Address of the host's programming interface; undefined for the one that goes with the repository's address. */
  readonly apiUrl: string | undefined;
  readonly commit: string;
  readonly token: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly wait: Wait;
  readonly signal?: AbortSignal | undefined;
}

/** How often a host is asked, and how far apart: ten minutes in all. */
const longestAsked = 60;
const pauseMs = 10_000;
/** A host that has heard of no build after so many questions runs none. */
const silentAfter = 4;

type Answer = 'none' | 'running' | 'built' | { readonly failedAt: string };

/**
 * Waits until the host has built the site from a commit, as far as it tells: GitHub by check runs, GitLab by pipelines, Forgejo
 * and Gitea (Codeberg) by commit statuses. Throws a refusal with the build's own page when it failed there.
 */
export async function awaitHostBuild(question: HostBuildQuestion): Promise<HostBuild> {
  const ask = questionFor(question);
  if (ask === undefined) return 'unknown';
  for (let asked = 1; asked <= longestAsked; asked += 1) {
    const answer = await ask();
    if (answer === undefined) return 'unknown';
    if (answer === 'built') return 'built';
    if (typeof answer === 'object') throw new Refusal('host-build-failed', answer.failedAt);
    if (answer === 'none' && asked >= silentAfter) return 'unknown';
    await question.wait(pauseMs, question.signal);
  }
  return 'running';
}

/** How to ask the host of a repository; undefined for hosts that are not known to answer. */
function questionFor(question: HostBuildQuestion): (() => Promise<Answer | undefined>) | undefined {
  const place = placeOf(question.url);
  if (place === undefined) return undefined;
  const { host, repository } = place;
  const kind = kindOf(host, question.apiUrl);
  if (kind === undefined) return undefined;
  const base = question.apiUrl ?? (host === 'github.com' ? 'https://api.github.com' : `https://${host}${kind.path}`);
  const address = `${base.replace(/\/$/, '')}${kind.below(repository, question.commit)}`;
  return async () => {
    const response = await question
      .fetch(address, {
        headers: { accept: 'application/json', 'user-agent': 'Offprint', ...kind.authorise(question.token) },
        redirect: 'error',
        ...(question.signal === undefined ? {} : { signal: question.signal }),
      })
      .catch(() => undefined);
    question.signal?.throwIfAborted();
    // Not allowed to look, or no such interface: the host does not tell.
    if (response === undefined || !response.ok) return undefined;
    return kind.read(await response.json().catch(() => undefined));
  };
}

interface HostKind {
  readonly path: string;
  readonly below: (repository: string, commit: string) => string;
  readonly authorise: (token: string | undefined) => Record<string, string>;
  readonly read: (body: unknown) => Answer;
}

const gitHub: HostKind = {
  path: '/api/v3',
  below: (repository, commit) => `/repos/${repository}/commits/${commit}/check-runs`,
  authorise: (token) => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
  read: (body) =>
    overall(
      listIn(body, 'check_runs').map((run) => {
        if (run.status !== 'completed') return 'running';
        const isGood = ['success', 'neutral', 'skipped'].includes(String(run.conclusion));
        return isGood ? 'built' : { failedAt: String(run.html_url ?? run.name) };
      }),
    ),
};

const gitLab: HostKind = {
  path: '/api/v4',
  below: (repository, commit) => `/projects/${encodeURIComponent(repository)}/pipelines?sha=${commit}`,
  authorise: (token) => (token === undefined ? {} : { 'private-token': token }),
  read: (body) =>
    overall(
      (Array.isArray(body) ? body.filter(isRecord).slice(0, 1) : []).map((pipeline) => {
        if (pipeline.status === 'success' || pipeline.status === 'skipped') return 'built';
        const isOver = pipeline.status === 'failed' || pipeline.status === 'canceled';
        return isOver ? { failedAt: String(pipeline.web_url) } : 'running';
      }),
    ),
};

const forgejo: HostKind = {
  path: '/api/v1',
  below: (repository, commit) => `/repos/${repository}/commits/${commit}/status`,
  authorise: (token) => (token === undefined ? {} : { authorization: `token ${token}` }),
  read: (body) =>
    overall(
      listIn(body, 'statuses').map((status) => {
        if (status.status === 'success') return 'built';
        const isOver = status.status === 'failure' || status.status === 'error';
        return isOver ? { failedAt: String(status.target_url ?? status.context) } : 'running';
      }),
    ),
};

function kindOf(host: string, apiUrl: string | undefined): HostKind | undefined {
  const sign = apiUrl ?? '';
  if (host === 'github.com' || /\/api\/v3\/?$/.test(sign)) return gitHub;
  if (/(?:^|\.)gitlab\./.test(host) || /\/api\/v4\/?$/.test(sign)) return gitLab;
  return /^(?:codeberg\.org|.*(?:forgejo|gitea).*)$/.test(host) || /\/api\/v1\/?$/.test(sign) ? forgejo : undefined;
}

/** Which kind of host an address belongs to; undefined for one that is not known. `apiUrl` tells hosts of one's own. */
export function hostNameOf(url: string, apiUrl: string | undefined): 'github' | 'gitlab' | 'forgejo' | undefined {
  const kind = kindOf(placeOf(url)?.host ?? '', apiUrl);
  if (kind === gitHub) return 'github';
  if (kind === gitLab) return 'gitlab';
  return kind === forgejo ? 'forgejo' : undefined;
}

function placeOf(url: string): { readonly host: string; readonly repository: string } | undefined {
  const short = /^(?:[^/@:]+@)?([^/:@]+\.[^/:@]+):(?!\/\/)(.+)$/.exec(url);
  const address = short === null ? url : `ssh://${short[1]}/${short[2]}`;
  if (!URL.canParse(address) || !/^(?:https?|ssh):/.test(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  const repository = pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  return repository === '' ? undefined : { host: hostname, repository };
}

function overall(answers: readonly Answer[]): Answer {
  const failed = answers.find((answer) => typeof answer === 'object');
  if (failed !== undefined) return failed;
  if (answers.length === 0) return 'none';
  return answers.includes('running') ? 'running' : 'built';
}

function listIn(body: unknown, key: string): readonly Record<string, unknown>[] {
  const list = isRecord(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
