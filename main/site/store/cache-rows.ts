import type { ManifestFile } from '../../../common/manifest.ts';
import type { PostFacts } from '../gather.ts';
import type { CachedPage } from './build-cache.ts';

/** What is absent in a row: thousands of rows are read at each start, and bare lists of few words are read soonest. */
type Absent = 0;

/** A page without the keys of its inputs, which most builds never look at; its post is the one that its description names. */
export type Row = readonly [
  path: string,
  sha256: string,
  size: number,
  role: ManifestFile['role'],
  address: string | Absent,
  title: string,
  postId: string | Absent,
  warnings: NonNullable<CachedPage['warnings']> | Absent,
];

/** A page's row, with the length of the line that has the keys of its inputs. */
export type KeptRow = readonly [...Row, inputsLength: number];

/** Facts of a post; the last part is for those that say more than most. */
export type FactsRow = readonly [
  id: string,
  version: string,
  textKey: string,
  shape: string,
  title: string,
  slug: string,
  words: number,
  rest: (Pick<PostFacts, 'hasMore' | 'extra'> & Partial<Pick<PostFacts, 'needs'>>) | Absent,
];

/** The row of a page. */
export function rowOf({ file, postId, warnings }: CachedPage): Row {
  const { path, sha256, size, role, page } = file;
  return [path, sha256, size, role, page?.address ?? 0, page?.title ?? '', postId ?? 0, warnings ?? 0];
}

/** The page of a row, with the keys of its inputs. */
export function pageOf(row: Row, inputs: CachedPage['inputs']): CachedPage {
  const [, , , , , , postId, warnings] = row;
  const rest = { ...(postId === 0 ? {} : { postId }), ...(warnings === 0 ? {} : { warnings }) };
  return { ...rest, file: fileOf(row), inputs };
}

function fileOf(row: Row | KeptRow): ManifestFile {
  // Each at once as it will be, which takes half the time of adding to what was made before.
  const address = row[4];
  if (address === 0) return { path: row[0], sha256: row[1], size: row[2], role: row[3] };
  const postId = row[6];
  const page = postId === 0 ? { address, title: row[5] } : { address, title: row[5], postId };
  return { path: row[0], sha256: row[1], size: row[2], role: row[3], page };
}

/** The page of a row; the keys of its inputs are a line of JSON, which is taken apart when it is asked for. */
export class KeptPage implements CachedPage {
  readonly file: ManifestFile;
  readonly postId?: string;
  readonly warnings?: NonNullable<CachedPage['warnings']>;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(row: KeptRow, bytes: Buffer, start: number, end: number) {
    this.file = fileOf(row);
    if (row[6] !== 0) this.postId = row[6];
    if (row[7] !== 0) this.warnings = row[7];
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  get inputs(): CachedPage['inputs'] {
    return JSON.parse(this.#bytes.toString('utf8', this.#start, this.#end)) as CachedPage['inputs'];
  }
}

/** The row of a post's facts. */
export function factsRowOf([id, known]: readonly [string, PostFacts]): FactsRow {
  const { version = '', textKey, shape, title, slug, words, needs, hasMore, extra } = known;
  const rest = {
    ...(needs.links.length + needs.pictures.length === 0 ? {} : { needs }),
    ...(hasMore === undefined ? {} : { hasMore }),
    ...(extra === undefined ? {} : { extra }),
  };
  return [id, version, textKey, shape, title, slug, words, Object.keys(rest).length === 0 ? 0 : rest];
}

/** The facts of a row. */
export function factsFrom(row: FactsRow): PostFacts {
  const rest = row[7];
  const facts = {
    version: row[1],
    textKey: row[2],
    shape: row[3],
    title: row[4],
    slug: row[5],
    needs: nothingAsked,
    words: row[6],
  };
  return rest === 0 ? facts : { ...facts, ...rest };
}

const nothingAsked: PostFacts['needs'] = { links: [], pictures: [] };
