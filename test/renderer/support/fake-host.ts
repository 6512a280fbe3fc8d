import { textAnchors } from '../../../common/checks/text-anchors.ts';
import type { Preferences } from '../../../common/contract/host.ts';
import type { OpenSite } from '../../../common/contract/site.ts';
import type { AnswerOf, ArgumentOf, Bridge, CallName, Events } from '../../../common/contract.ts';
import type { PostMatter } from '../../../common/post.ts';
import { type Failure, fail, ok } from '../../../common/result.ts';
import { applied, changed, elsewhere, receipt, type Stored, sampleSite, stored, summary } from './fake-posts.ts';
import { createHeldAnswers, type HeldAnswers } from './held-answers.ts';
import { libraryAnswers } from './library-answers.ts';
import { mediaAnswers } from './media-answers.ts';
import { publishPlaces } from './publish-places.ts';
import { manyPosts, samplePosts } from './seed-posts.ts';

/** What a test asks of the host that lives inside the page. */
export interface FakeHostOptions {
  /** Opens a blog at the start; default true. */
  readonly isSiteOpen?: boolean;
  /** Number of posts beside the sample's; default 0. */
  readonly extraPosts?: number;
  /** Default false, as on the loopback host. */
  readonly nativeDialogs?: boolean;
  readonly preferences?: Partial<Preferences>;
  /** Opens this post with text that its file does not have. */
  readonly recovered?: { readonly id: string; readonly body: string };
}

/** What tests reach through `window.fakeHost`. */
export interface FakeHost {
  /** Every call so far, in order. */
  readonly calls: { readonly name: string; readonly argument: unknown }[];
  /** Answers calls of this name with a failure until it is taken away again by `undefined`. */
  refuse(name: CallName, failure: Failure | undefined): void;
  /** Holds an answer back, after what was asked for was done. */
  readonly hold: HeldAnswers['hold'];
  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
  bodyOf(id: string): string | undefined;
  matterOf(id: string): PostMatter | undefined;
  /** Takes a post away as another program would, and tells the page. */
  remove(id: string): void;
  /** Changes the text as another program would, and tells the page. */
  changeOutside(id: string, body: string): void;
}

type Handlers = {
  readonly [Name in CallName]?: (argument: ArgumentOf<Name>) => AnswerOf<Name> | Promise<AnswerOf<Name>>;
};

/** A program in memory, with the same answers as the real one, for tests of the page alone. */
export function createFakeHost(options: FakeHostOptions): { readonly bridge: Bridge; readonly host: FakeHost } {
  const listeners = new Set<(name: string, detail: unknown) => void>();
  const refusals = new Map<string, Failure>();
  const posts = new Map<string, Stored>();
  const calls: { name: string; argument: unknown }[] = [];
  let site: OpenSite | undefined = options.isSiteOpen === false ? undefined : sampleSite('/home/ada/harbour');
  let preferences: Preferences = {
    appearance: 'light',
    writingFont: 'literata',
    writingSize: 'medium',
    writingWidth: 'medium',
    typographicQuotes: false,
    ...options.preferences,
  };
  let words: readonly string[] = [];
  const answers = createHeldAnswers();

  const emit: FakeHost['emit'] = (name, detail) => {
    for (const listener of listeners) listener(name, structuredClone(detail));
  };
  for (const seed of [...samplePosts, ...manyPosts(options.extraPosts ?? 0)]) posts.set(seed.id, stored(seed));
  if (options.recovered !== undefined) {
    const post = posts.get(options.recovered.id);
    if (post !== undefined) post.body = options.recovered.body;
  }

  function save(id: string, post: Stored): void {
    post.fileBody = post.body;
    post.savedSequence = post.sequence;
    emit('drafts.saveStateChanged', { id, sequence: post.sequence, saveState: { kind: 'saved' } });
  }

  const handlers: Handlers = {
    'host.describe': () =>
      ok({
        host: 'test',
        version: '0.1.0',
        platform: 'linux',
        capabilities: {
          nativeDialogs: options.nativeDialogs ?? false,
          keychain: false,
          revealInFolder: false,
          nativeMenu: false,
        },
        resourceBase: './resource/',
      }),
    'preferences.read': () => ok(preferences),
    'spelling.words': () => ok(words),
    'spelling.add': ({ word }) => {
      words = [...words, word];
      return ok(words);
    },
    'spelling.remove': ({ word }) => {
      words = words.filter((other) => other !== word);
      return ok(words);
    },
    'preferences.change': (changes) => {
      preferences = { ...preferences, ...changes };
      return ok(preferences);
    },
    'memory.read': ({ name }) => ok(sessionStorage.getItem(name) ?? undefined),
    'memory.write': ({ name, value }) => ok(sessionStorage.setItem(name, value)),
    'site.current': () => ok(site),
    'site.recent': () =>
      ok([
        { folder: '/home/ada/harbour', title: 'Letters from the harbour' },
        { folder: '/home/ada/notes/workshop', title: 'Workshop notes' },
      ]),
    'site.suggestFolder': ({ title }) => ok(`/home/ada/${title.toLowerCase().replaceAll(' ', '-')}`),
    'site.create': ({ folder, title }) => {
      posts.clear();
      const opened = { ...sampleSite(folder), settings: { ...sampleSite(folder).settings, title: title ?? folder } };
      site = opened;
      emit('site.changed', {});
      return ok(opened);
    },
    'site.open': ({ folder }) => {
      if (folder.includes('missing')) return fail({ kind: 'not-a-site', folder, reason: 'missing' });
      site = sampleSite(folder);
      emit('site.changed', {});
      return ok(site);
    },
    'site.openSample': () => {
      site = sampleSite('/home/ada/.local/share/offprint/sample');
      emit('site.changed', {});
      return ok(site);
    },
    'site.close': () => {
      site = undefined;
      emit('site.changed', {});
      return ok(undefined);
    },
    'site.change': ({ title }) => {
      if (site === undefined) return fail({ kind: 'no-site-open' });
      const settings = { ...site.settings, ...(title === undefined ? {} : { title }) };
      site = { ...site, settings };
      return ok(settings);
    },
    'site.themes': () => ok([{ theme: 'longread', name: 'Long read', description: 'One column of text.' }]),
    'posts.list': () => ok({ posts: [...posts].map(([id, post]) => summary(id, post)), unreadable: [] }),
    'posts.search': ({ query }) => {
      const hits = [...posts].flatMap(([id, { body, matter }]) => {
        const at = body.toLowerCase().indexOf(query.toLowerCase());
        if (at < 0) return [];
        const text = body.slice(Math.max(0, at - 20), at + 60).replaceAll('\n', ' ');
        const from = at - Math.max(0, at - 20);
        return [{ id, title: matter.title, snippet: { text, marks: [{ from, to: from + query.length }] } }];
      });
      return ok({ hits, indexed: posts.size, total: posts.size });
    },
    'posts.anchors': ({ id }) => ok([...textAnchors(posts.get(id)?.body ?? '')]),
    'posts.create': ({ kind, title }) => {
      const id = `${kind}s/untitled-${posts.size}.md`;
      const matter = { title, draft: true, categories: [], tags: [], aliases: [] };
      const post = stored({ id, kind, status: 'draft', matter, body: '', changedMs: Date.now() });
      posts.set(id, post);
      emit('posts.changed', {});
      return ok(summary(id, post));
    },
    // The file stays where it is here; only its address changes.
    'posts.rename': ({ id, slug }) => {
      const post = posts.get(id);
      if (post === undefined) return fail({ kind: 'post-missing', id });
      post.matter = { ...post.matter, slug };
      emit('posts.changed', {});
      return ok(summary(id, post));
    },
    'posts.trash': ({ id }) => {
      posts.delete(id);
      emit('posts.changed', {});
      return ok(undefined);
    },
    'drafts.open': ({ id }) => {
      const post = posts.get(id);
      if (post === undefined) return fail({ kind: 'post-missing', id });
      const isRecovered = options.recovered?.id === id && post.body !== post.fileBody;
      return ok({
        id,
        body: post.body,
        matter: post.matter,
        sequence: post.sequence,
        saveState: { kind: post.savedSequence === post.sequence ? 'saved' : 'unsaved' },
        ...(isRecovered ? { recovered: { fileBody: post.fileBody } } : {}),
      });
    },
    'drafts.edit': ({ id, sequence, changes, matter }) => {
      const post = posts.get(id);
      if (post === undefined) return fail({ kind: 'post-missing', id });
      if (sequence !== post.sequence + 1) return fail({ kind: 'out-of-step', expected: post.sequence + 1 });
      post.body = applied(post.body, changes);
      post.matter = changed(post.matter, matter ?? {});
      post.sequence = sequence;
      emit('drafts.saveStateChanged', { id, sequence, saveState: { kind: 'unsaved' } });
      return ok({ sequence, matter: post.matter });
    },
    'drafts.save': ({ id }) => {
      const post = posts.get(id);
      if (post === undefined) return fail({ kind: 'post-missing', id });
      save(id, post);
      emit('posts.changed', {});
      return ok({ kind: 'saved' });
    },
    'drafts.revertToFile': ({ id }) => {
      const post = posts.get(id);
      if (post === undefined) return fail({ kind: 'post-missing', id });
      post.body = post.fileBody;
      post.sequence += 1;
      post.savedSequence = post.sequence;
      return ok({ id, body: post.body, matter: post.matter, sequence: post.sequence, saveState: { kind: 'saved' } });
    },
    ...mediaAnswers,
    'preview.page': ({ id }) =>
      ok({
        address: 'preview/page.html',
        context: { postId: id, mediaBase: 'preview/media/', pictures: {}, posts: [], language: 'en' },
        elsewhere: elsewhere(posts.get(id)?.matter.title ?? ''),
      }),
    'publish.plan': () =>
      ok({
        target: 'local folder',
        pages: [{ change: 'changed', address: '/2026/11/on-the-train/', title: 'On the train home' }],
        filesToSend: 4,
        filesToRemove: 0,
        largeFiles: [],
        bytesToSend: 48_200,
        warnings: [{ postId: 'posts/net-mending.md', notice: { kind: 'broken-link', subject: 'gone.md', line: 1 } }],
        notLookedOver: 0,
      }),
    ...publishPlaces,
    ...libraryAnswers,
    'publish.start': ({ postId }) => {
      const progress = [
        { target: 'local folder', stage: 'building', done: 3, total: 14 },
        { target: 'local folder', stage: 'sending', done: 12, total: 40 },
      ] as const;
      for (const step of progress) emit('publish.progressed', step);
      const post = postId === undefined ? undefined : posts.get(postId);
      if (post !== undefined) post.matter = { ...post.matter, draft: false };
      emit('posts.changed', {});
      return ok(receipt(postId));
    },
  };

  const bridge: Bridge = {
    async call(name, argument) {
      calls.push({ name, argument: structuredClone(argument) });
      const refusal = refusals.get(name);
      if (refusal !== undefined) return fail(refusal);
      const handler = Reflect.get(handlers, name) as ((argument: unknown) => unknown) | undefined;
      if (handler === undefined) return fail({ kind: 'unknown-call', name });
      const held = answers.held(name, argument);
      const answer = structuredClone(await handler(structuredClone(argument)));
      await held;
      return answer;
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const host: FakeHost = {
    calls,
    emit,
    refuse(name, failure) {
      if (failure === undefined) refusals.delete(name);
      else refusals.set(name, failure);
    },
    hold: answers.hold,
    bodyOf: (id) => posts.get(id)?.body,
    matterOf: (id) => posts.get(id)?.matter,
    remove(id) {
      posts.delete(id);
      emit('posts.changed', {});
    },
    changeOutside(id, body) {
      const post = posts.get(id);
      if (post === undefined) return;
      post.body = body;
      post.sequence += 1;
      post.savedSequence = post.sequence;
      emit('drafts.changedOutside', { id, body, matter: post.matter, sequence: post.sequence });
    },
  };
  return { bridge, host };
}
