import type { ImportCount, ImportedEntry } from '../../../common/import-report.ts';
import { isPostLike } from './plan-posts.ts';
import type { ExportSurvey } from './survey-export.ts';

/** Everything that the export holds, counted on both sides. `media` is how many of its attachments came over. */
export function countAll(
  survey: ExportSurvey,
  entries: readonly ImportedEntry[],
  pingbacks: number,
  media: number,
): ImportCount[] {
  const { index, settings } = survey;
  const items = [...index.items.values()];
  const came = entries.filter(({ outcome }) => outcome !== 'failed');
  const inSource = (matches: (item: (typeof items)[number]) => boolean) => items.filter(matches).length;
  const terms = (matches: (taxonomy: string) => boolean) =>
    index.blog.terms.filter(({ taxonomy }) => matches(taxonomy)).length;
  const equal = (what: ImportCount['what'], count: number): ImportCount => ({ what, inSource: count, imported: count });
  const shown = (settings.menu.length === 0 ? 0 : 1) + Object.keys(settings.otherMenus ?? {}).length;
  return [
    {
      what: 'posts',
      inSource: inSource((item) => item.type === 'post' && isPostLike(item)),
      imported: came.filter(({ kind }) => kind === 'post').length,
    },
    {
      what: 'pages',
      inSource: inSource((item) => item.type !== 'post' && isPostLike(item)),
      imported: came.filter(({ kind }) => kind === 'page').length,
    },
    { what: 'comments', inSource: survey.comments, imported: came.reduce((sum, { comments }) => sum + comments, 0) },
    { what: 'pingbacks', inSource: survey.pingbacks, imported: pingbacks },
    equal(
      'categories',
      terms((taxonomy) => taxonomy === 'category'),
    ),
    equal(
      'tags',
      terms((taxonomy) => taxonomy === 'post_tag'),
    ),
    equal(
      'terms',
      terms((taxonomy) => !['category', 'post_tag', 'nav_menu'].includes(taxonomy)),
    ),
    { what: 'media', inSource: inSource(({ type }) => type === 'attachment'), imported: media },
    { what: 'menus', inSource: survey.menus, imported: shown },
  ];
}
