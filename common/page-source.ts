/** What wants an address on the site, as data: told to the author when two things want the same one. */
export type PageSource =
  /** A post or page; one of its former addresses that it names itself; one that it was published at before. */
  | { readonly kind: 'post' | 'alias' | 'former-post'; readonly id: string }
  /** A category, tag or the like that is no more. */
  | { readonly kind: 'former-list' }
  | { readonly kind: 'list' | 'feed'; readonly title: string }
  /** A file that every site has, `robots.txt`. */
  | { readonly kind: 'file'; readonly name: string };
