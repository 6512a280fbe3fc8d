import { termSlug } from '../../common/slug.ts';

/** Address at which a site lists the posts of a category path, `Travel/Norway`. */
export function categoryAddress(path: string): string {
  return termAddress('categories', path.split('/'));
}

/** Address at which a site lists the posts of a tag. */
export function tagAddress(name: string): string {
  return termAddress('tags', [name]);
}

/** Address at which a site lists the posts of one of its authors. */
export function authorAddress(name: string): string {
  return termAddress('authors', [name]);
}

/** The list of all terms of that kind where a name has nothing that an address could hold. */
function termAddress(kind: string, names: readonly string[]): string {
  const slugs = names.map((name) => termSlug(name.trim()));
  return slugs.includes('') ? `/${kind}/` : `/${kind}/${slugs.join('/')}/`;
}
