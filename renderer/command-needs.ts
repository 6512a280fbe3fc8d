import type { CommandId } from '../common/commands.ts';

const siteCommands: ReadonlySet<CommandId> = new Set([
  'post.new',
  'page.new',
  'media.open',
  'site.settings',
  'site.close',
  'site.importReport',
  'site.moveOut',
  'posts.search',
  'posts.trash',
  'posts.replace',
  'posts.terms',
  'posts.links',
  'tab.open',
  'tab.next',
  'tab.previous',
  'post.publish',
  'publish.review',
  'publish.history',
  'publish.places',
  'view.list',
  'view.preview',
  'view.beside',
  'view.below',
  'view.previewAlone',
  'view.editorAlone',
  'view.nextPane',
  'view.previousPane',
]);

const postCommands: ReadonlySet<CommandId> = new Set([
  'post.save',
  'post.trash',
  'post.versions',
  'post.duplicate',
  'post.goal',
  'post.settings',
  'tab.close',
  'edit.find',
  'edit.footnoteJump',
  'edit.findings',
  'edit.learnWord',
  'view.outline',
]);

/** Whether a command makes sense only while a post is open. */
export function needsPost(id: CommandId): boolean {
  return /^(?:format|table|preview)\./.test(id) || postCommands.has(id);
}

/** Whether a command makes sense only while a blog is open. */
export function needsSite(id: CommandId): boolean {
  return siteCommands.has(id);
}
