import { child, childNumber, children, childText, type Element, exactChildText } from './element.ts';
import type { ExportAuthor, ExportComment, ExportItem, ExportTerm } from './export-types.ts';

/** Reads an `<item>` element. Fields that are absent are empty, as in exports of older versions. */
export function readItem(element: Element, isCut: boolean): ExportItem {
  return {
    id: childNumber(element, 'wp:post_id'),
    type: childText(element, 'wp:post_type') || 'post',
    status: childText(element, 'wp:status') || 'draft',
    title: childText(element, 'title'),
    link: childText(element, 'link'),
    guid: childText(element, 'guid'),
    creator: childText(element, 'dc:creator'),
    content: exactChildText(element, 'content:encoded'),
    excerpt: exactChildText(element, 'excerpt:encoded'),
    date: childText(element, 'wp:post_date'),
    dateGmt: childText(element, 'wp:post_date_gmt'),
    modified: childText(element, 'wp:post_modified'),
    modifiedGmt: childText(element, 'wp:post_modified_gmt'),
    areCommentsOpen: childText(element, 'wp:comment_status') === 'open',
    name: childText(element, 'wp:post_name'),
    parent: childNumber(element, 'wp:post_parent'),
    menuOrder: childNumber(element, 'wp:menu_order'),
    password: exactChildText(element, 'wp:post_password'),
    isSticky: childText(element, 'wp:is_sticky') === '1',
    attachmentUrl: childText(element, 'wp:attachment_url'),
    terms: children(element, 'category')
      .filter(({ attributes }) => attributes.nicename !== undefined)
      .map(({ attributes, text }) => ({
        taxonomy: attributes.domain ?? 'category',
        slug: attributes.nicename ?? '',
        name: text.trim(),
      })),
    meta: children(element, 'wp:postmeta').map((meta) => ({
      key: childText(meta, 'wp:meta_key'),
      value: exactChildText(meta, 'wp:meta_value'),
    })),
    comments: children(element, 'wp:comment').map(readComment),
    line: element.line,
    isCut,
  };
}

function readComment(element: Element): ExportComment {
  return {
    id: childNumber(element, 'wp:comment_id'),
    parent: childNumber(element, 'wp:comment_parent'),
    author: childText(element, 'wp:comment_author'),
    email: childText(element, 'wp:comment_author_email'),
    url: childText(element, 'wp:comment_author_url'),
    date: childText(element, 'wp:comment_date'),
    dateGmt: childText(element, 'wp:comment_date_gmt'),
    content: exactChildText(element, 'wp:comment_content'),
    approved: childText(element, 'wp:comment_approved'),
    type: childText(element, 'wp:comment_type'),
  };
}

/** Reads a `<wp:author>` element. Version 1.0 wrote the login name alone. */
export function readAuthor(element: Element): ExportAuthor {
  const login = childText(element, 'wp:author_login') || element.text.trim();
  return {
    login,
    name: childText(element, 'wp:author_display_name') || login,
    email: childText(element, 'wp:author_email'),
  };
}

/** Reads a `<wp:category>`, `<wp:tag>` or `<wp:term>` element. */
export function readTerm(element: Element): ExportTerm {
  const isCategory = element.name === 'wp:category';
  const isTag = element.name === 'wp:tag';
  const field = (category: string, tag: string, term: string) =>
    childText(element, isCategory ? category : isTag ? tag : term);
  return {
    id: childNumber(element, 'wp:term_id'),
    taxonomy: isCategory ? 'category' : isTag ? 'post_tag' : childText(element, 'wp:term_taxonomy'),
    slug: field('wp:category_nicename', 'wp:tag_slug', 'wp:term_slug'),
    name: field('wp:cat_name', 'wp:tag_name', 'wp:term_name'),
    parent: child(element, isCategory ? 'wp:category_parent' : 'wp:term_parent')?.text.trim() ?? '',
    description: field('wp:category_description', 'wp:tag_description', 'wp:term_description'),
  };
}
