import { effect } from '@preact/signals';
import type { HostDescription } from '../common/contract/host.ts';
import type { Text } from '../common/text/en.ts';
import { inBackground } from './background.ts';
import type { Client } from './client.ts';
import { type CommandRunner, createCommands } from './commands.ts';
import { createEditor, type Editor } from './editor/editor.ts';
import { ownWordsChanged } from './editor/own-words.ts';
import { lookAgain } from './editor/text-checks.ts';
import { createMemory, type Memory } from './memory.ts';
import { createSafeHtml, type SafeHtml } from './preview/safe-html.ts';
import { type CheckStore, createCheckStore } from './stores/check-store.ts';
import { createDraftStore, type DraftStore } from './stores/draft-store.ts';
import { createGoalStore, type GoalStore } from './stores/goal-store.ts';
import { createIntakeStore, type IntakeStore } from './stores/intake-store.ts';
import { createLayoutStore, type LayoutStore, narrowWidth } from './stores/layout-store.ts';
import { createNoticeStore, type NoticeStore } from './stores/notice-store.ts';
import { createOverlayStore, type OverlayStore } from './stores/overlay-store.ts';
import { createPostListStore, type PostListStore } from './stores/post-list-store.ts';
import { createPreferencesStore, type PreferencesStore } from './stores/preferences-store.ts';
import { createPreviewLookStore, type PreviewLookStore } from './stores/preview-look-store.ts';
import { createPublishStore, type PublishStore } from './stores/publish-store.ts';
import { createSiteStore, type SiteStore } from './stores/site-store.ts';
import { createTabStore, type TabStore } from './stores/tab-store.ts';
import { createWordsStore, type WordsStore } from './stores/words-store.ts';
import { followWantedPost } from './wanted-post.ts';

/** The page without its looks: every store, the editor and the commands, put together once. */
export interface Desk {
  readonly client: Client;
  readonly memory: Memory;
  readonly text: Text;
  readonly description: HostDescription;
  readonly site: SiteStore;
  readonly list: PostListStore;
  readonly draft: DraftStore;
  readonly publish: PublishStore;
  readonly layout: LayoutStore;
  readonly preferences: PreferencesStore;
  readonly notices: NoticeStore;
  readonly overlay: OverlayStore;
  readonly editor: Editor;
  readonly checks: CheckStore;
  readonly words: WordsStore;
  readonly goals: GoalStore;
  readonly tabs: TabStore;
  /** What the preview shows, and how. */
  readonly previewLook: PreviewLookStore;
  readonly commands: CommandRunner;
  /** The wall between an author's HTML and the preview. */
  readonly safeHtml: SafeHtml;
  /** Files on their way into the site. */
  readonly intake: IntakeStore;
}

/** The page's composition root. Asks the host what it can do, then which blog is open. */
export async function createDesk(client: Client, text: Text): Promise<Desk> {
  const memory = createMemory(client);
  const [described, preferences, layoutBefore] = await Promise.all([
    client.call('host.describe'),
    createPreferencesStore(client),
    memory.read('layout'),
  ]);
  if (!described.ok) throw new Error(`The program does not describe itself: ${described.failure.kind}`);
  const notices = createNoticeStore(text);
  const overlay = createOverlayStore();
  const site = createSiteStore(client);
  const list = createPostListStore(client);
  const checks = createCheckStore(client, list.posts, () => editor.view.dispatch({ effects: lookAgain.of(null) }));
  const words = createWordsStore(client);
  const narrow = matchMedia(`(max-width: ${narrowWidth - 1}px)`);
  const layout = createLayoutStore(layoutBefore, (value) => memory.write('layout', value), narrow);
  const intake = createIntakeStore({
    client,
    postId: () => draft.session.value?.id,
    filesCame: checks.filesCame,
    showFailure: (name, failure) => notices.showFailure(`media ${name}`, failure),
    showLost: (names) =>
      notices.show({ key: 'media lost', tone: 'problem', sentence: text.editor.lostFiles(names), actions: [] }),
  });
  const editor = createEditor(text, {
    media: { announce: intake.announce, relink: (from, to) => client.call('media.relink', { from, to }) },
    takeFile: intake.take,
    completion: { posts: () => list.posts.value, media: async () => checks.files(), addTag },
    quoteLanguage: () =>
      preferences.current.value.typographicQuotes
        ? (draft.session.value?.matter.value.language ?? site.current.value?.settings.language ?? 'en')
        : undefined,
    ownWords: () => words.words.value,
    checks: {
      surroundings: () => {
        const id = draft.session.value?.id;
        return id === undefined ? undefined : checks.surroundings(id);
      },
      onFindings: checks.setFindings,
    },
    isTypewriter: () => layout.modes.value.includes('typewriter'),
  });
  const draft = createDraftStore({
    client,
    editor,
    notices,
    memory,
    text,
    compare: (id) => overlay.show({ kind: 'conflict', id }),
    folder: () => site.current.value?.folder,
  });
  const publish = createPublishStore(client, {
    async before() {
      // What is published has all its pictures.
      await intake.settled();
      return draft.save();
    },
    after: async () => draft.session.value?.refresh(),
  });

  /** A tag that was chosen in the text belongs to the front matter. */
  function addTag(tag: string): void {
    const session = draft.session.value;
    if (session === undefined) return;
    const before = session.matter.value.tags;
    if (before.includes(tag)) return;
    session.changeMatter({ tags: [...before, tag] });
    const takeOff = () => session.changeMatter({ tags: session.matter.value.tags.filter((other) => other !== tag) });
    notices.show({
      key: 'tagged',
      tone: 'quiet',
      sentence: text.editor.tagged(tag),
      actions: [{ label: text.editor.undoTag, run: takeOff }],
    });
  }

  const parts = {
    client,
    memory,
    text,
    description: described.value,
    site,
    list,
    draft,
    publish,
    layout,
    preferences,
    notices,
    overlay,
    editor,
    checks,
    words,
    previewLook: createPreviewLookStore(),
    tabs: createTabStore({
      client,
      draft,
      memory,
      posts: list.posts,
      isListKnown: list.isKnown,
      folder: () => site.current.value?.folder,
    }),
    goals: createGoalStore(memory, () => site.current.value?.folder, draft.session),
    intake,
    safeHtml: createSafeHtml(),
  };
  const desk: Desk = { ...parts, commands: createCommands(parts) };
  followSite(desk);
  effect(() => {
    // What was found in one post is not said of another.
    draft.session.value;
    checks.setFindings([]);
  });
  effect(() => {
    words.words.value;
    editor.view.dispatch({ effects: ownWordsChanged.of(null) });
  });
  followWindow(desk);
  await site.refresh();
  return desk;
}

/** Reads the list of the blog that is open, and leaves what belongs to the one that was. */
function followSite({ client, site, list, draft, overlay, publish, checks, words, tabs, intake }: Desk): void {
  let folder: string | undefined;
  const wantedPost = followWantedPost(client, draft, () => folder);
  effect(() => {
    const current = site.current.value;
    if (current?.folder === folder) return;
    folder = current?.folder;
    draft.forget();
    list.clear();
    publish.dismiss();
    overlay.setPostSettings(false);
    if (current !== undefined)
      inBackground(
        Promise.all([
          list.refresh(),
          tabs.restore(current.folder).then(() => wantedPost.openIn(current.folder)),
          checks.refreshFiles(),
          words.refresh(),
          intake.tellLost(),
        ]),
      );
  });
}

/** Saves when the author looks away, and runs commands that come from a menu outside the page. */
function followWindow({ client, draft, intake, commands, memory, notices, text }: Desk): void {
  const save = () => {
    inBackground(draft.save());
    inBackground(memory.flush());
  };
  window.addEventListener('blur', save);
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) save();
  });
  client.on('host.connectionChanged', ({ state }) => {
    notices.dismiss('host-gone');
    if (state === 'connected') notices.dismiss('connection');
    else notices.show({ key: 'connection', tone: 'problem', sentence: text.connection[state], actions: [] });
  });
  client.on('command.chosen', ({ command }) => commands.runNamed(command));
  client.on('host.closing', async () => {
    await Promise.all([memory.flush(), draft.save()]);
    // Links to pictures on their way stand in the text already.
    await intake.settled();
    await draft.save();
    // Where the cursor was is known with the last save.
    await memory.flush();
  });
}
