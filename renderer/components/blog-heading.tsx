import { useDesk } from './desk-context.ts';

/** The page's first heading where the list, which holds it, is folded away: heard, not seen. */
export function BlogHeading() {
  const { site, layout } = useDesk();
  const title = site.current.value?.settings.title;
  if (title === undefined || layout.visible.value.has('list')) return null;
  return <h1 class="only-heard">{title}</h1>;
}
