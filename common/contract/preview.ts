import type { ResolvedPicture } from '../markdown/context.ts';
import type { PostId } from '../post.ts';
import type { ThemeReason } from '../theme-reason.ts';
import { flag, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { BadPostId, PostMissing } from './posts.ts';
import type { NoSiteOpen } from './site.ts';

/** The page around a post's text, as the site will publish it. */
export interface PreviewPage {
  /**
   * Address of the frame, relative to `HostDescription.resourceBase`. Its `[data-offprint-body]` element is the text's, and
   * holds it unless it is very long.
   */
  readonly address: string;
  /** What `common/markdown` needs to render the body like the site does. */
  readonly context: PreviewContext;
  readonly elsewhere: PreviewElsewhere;
}

/** How the post looks where it is not read: what the head of its page says, and its feed item. */
export interface PreviewElsewhere {
  /** Address of the feed item, relative to `HostDescription.resourceBase`; its `[data-offprint-body]` element is the text's. */
  readonly feedAddress: string;
  /** The page's `<title>`. */
  readonly title: string;
  /** Plain; empty when there is none. */
  readonly description: string;
  /** Public address of the page. */
  readonly url: string;
  readonly siteTitle: string;
  readonly cardTitle: string;
  readonly cardDescription: string;
  /** Address of the card's picture as the frame's page resolves it; absent without one. */
  readonly image?: string;
  readonly imageAlt?: string;
}

/** Where links and pictures of a post lead, in the preview. */
export interface PreviewContext {
  readonly postId: PostId;
  /**
   * What stands before a picture's or file's path inside the site folder (`media/2026/11/harbour.jpg`) to address it from the
   * frame's page, as long as `pictures` does not know it; ends in `/`.
   */
  readonly mediaBase: string;
  /** Published forms of the post's pictures so far, addresses as the frame resolves them, by path inside the site folder. */
  readonly pictures: Readonly<Record<string, ResolvedPicture>>;
  /** Addresses of the post's attachments (slides, sound, films) as the frame resolves them, by path inside the site folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Addresses of posts by id, slug and title, for internal links. */
  readonly posts: readonly {
    readonly id: PostId;
    readonly title: string;
    readonly slug: string;
    readonly address: string;
  }[];
  readonly language: string;
}

/** Why a theme could not make the page. `line` counts from 1. */
export interface ThemeBroken {
  readonly kind: 'theme-broken';
  readonly file: string;
  readonly reason: ThemeReason;
  readonly line?: number;
}

/** Calls about the live preview. */
export interface PreviewCalls {
  /**
   * Makes the page around a post from its draft as it is now; ask again when front matter or settings changed. The page's frame
   * loads nothing from elsewhere, but for pictures when `withFarPictures` is true: the author was asked. Default false.
   */
  'preview.page': Call<
    { readonly id: PostId; readonly withFarPictures?: boolean },
    PreviewPage,
    NoSiteOpen | PostMissing | BadPostId | ThemeBroken
  >;
}

/** Argument checks of `PreviewCalls`. */
export const previewChecks: Checks<PreviewCalls> = {
  'preview.page': record({ id: text({ minLength: 1, maxLength: 1_000 }), withFarPictures: optional(flag) }),
};
