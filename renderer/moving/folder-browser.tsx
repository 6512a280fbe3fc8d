import { useSignal } from '@preact/signals';
import { CornerLeftUp, FileText, Folder } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FolderListing } from '../../common/contract/import.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Icon } from '../components/icon.tsx';

/** Walks through the folders of this computer to a file that can be brought in, or to a folder. The same on every host. */
export function FolderBrowser(props: {
  readonly onPick: (path: string) => void;
  /** Hides files: a folder is asked for. Default false. */
  readonly onlyFolders?: boolean;
}) {
  const { client, text } = useDesk();
  const listing = useSignal<FolderListing | undefined>(undefined);
  const list = useRef<HTMLUListElement>(null);
  const turn = useRef(0);
  const words = text.moving.browser;

  async function show(folder?: string): Promise<void> {
    turn.current += 1;
    const asked = turn.current;
    const read = await client.call('import.browse', { folder });
    // The folder that was pressed last is the one that is shown.
    if (read.ok && asked === turn.current) listing.value = read.value;
  }
  useLayoutEffect(() => inBackground(show()), [client]);
  // The button that was pressed is gone; the focus goes on to what it led to, unless it is somewhere else by now.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) list.current?.querySelector('button')?.focus();
  }, [listing.value]);

  const found = listing.value;
  if (found === undefined) return null;
  const entries = found.entries.filter(({ kind }) => kind === 'folder' || props.onlyFolders !== true);
  const join = (name: string) => `${found.folder.replace(/[/\\]$/, '')}/${name}`;
  return (
    <section class="folder-browser" aria-label={words.title}>
      <header>
        <span class="folder-path" title={found.folder}>
          {found.folder}
        </span>
        <button type="button" class="button" onClick={() => props.onPick(found.folder)}>
          {words.use}
        </button>
      </header>
      <ul ref={list}>
        {found.parent !== undefined && (
          <li key={found.folder}>
            <button type="button" onClick={() => inBackground(show(found.parent))}>
              <Icon icon={CornerLeftUp} />
              <span>{words.up}</span>
            </button>
          </li>
        )}
        {entries.map(({ name, kind }) => (
          <li key={join(name)}>
            <button
              type="button"
              aria-label={`${kind === 'folder' ? words.folder : words.file} ${name}`}
              onClick={() => (kind === 'folder' ? inBackground(show(join(name))) : props.onPick(join(name)))}
            >
              <Icon icon={kind === 'folder' ? Folder : FileText} />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p class="quiet">{words.empty}</p>}
    </section>
  );
}
