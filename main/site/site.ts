import type { BuildWarning } from '../../common/contract/build.ts';
import type { BadPostId, PostMissing } from '../../common/contract/posts.ts';
import type { PreviewPage, ThemeBroken } from '../../common/contract/preview.ts';
import type { AddressClash, BrokenPosts } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest, ManifestFile } from '../../common/manifest.ts';
import type { PostId } from '../../common/post.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import type { Result } from '../../common/result.ts';
import type { Content } from '../node/content.ts';
import type { TermMemory } from './term-memory.ts';

/** How a preview is wanted. */
export interface PreviewOptions {
  /** The frame may load pictures from other sites. Default false. */
  readonly withFarPictures?: boolean;
}

/** What an address of a preview leads to. */
export type PreviewResource = Content & { readonly type: string };

/** The site that a library makes: the previews of its posts and the builds of the whole. */
export interface Site {
  /** The page around one post, its body rendered too, as it will be published. */
  preview(id: PostId, options?: PreviewOptions): Promise<Result<PreviewPage, PostMissing | BadPostId | ThemeBroken>>;
  /** Bytes for an address of a preview: the frame's page, a theme's file, a picture. Undefined when there is none. */
  previewResource(path: string): Promise<PreviewResource | undefined>;
  /** Builds the whole site as it is now; renders only what changed since the last build. */
  build(options: BuildOptions): Promise<Result<Build, BuildFailure>>;
  /** Notes in `urls.json` where readers find each post now. To be called when a build was published. */
  rememberAddresses(build: Build): Promise<Result<void, WriteFailed>>;
  close(): Promise<void>;
}

/** How to build. */
export interface BuildOptions {
  readonly signal?: AbortSignal;
  /** Pictures are made before the pages that show them. */
  readonly onProgress?: (done: number, total: number, step: BuildStep) => void;
}

/** What a build is at. */
export type BuildStep = 'pictures' | 'pages';

/** What can be wrong with a site so that it cannot be built. */
export type BuildFailure = ThemeBroken | AddressClash | BrokenPosts | WriteFailed;

/** A finished build. It never changes; its bytes stay readable until it is released by the builds' own pruning. */
export interface Build {
  readonly manifest: Manifest;
  /** Absolute path of a file's bytes in the content-addressed store. */
  pathOf(file: ManifestFile): string;
  /** Throws the bytes of a file away, because they were found damaged: the next build makes them again. */
  lose(file: ManifestFile): void;
  /** Each page rendered anew in this build, and why. */
  readonly rendered: readonly { readonly address: string; readonly reason: RebuildReason }[];
  /** Things to look at that did not stop the build: a missing picture, a broken internal link. */
  readonly warnings: readonly BuildWarning[];
  /** The categories, tags, authors and series of this build, and where those of earlier ones lead. */
  readonly terms?: TermMemory;
}
