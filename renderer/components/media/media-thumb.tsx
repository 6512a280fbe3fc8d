import { FileArchive, FileAudio, FileText, FileVideo } from 'lucide';
import type { MediaEntry } from '../../../common/contract/media.ts';
import { useDesk } from '../desk-context.ts';
import { Icon } from '../icon.tsx';
import { focusInShown } from './picture-focus.tsx';

const icons = { audio: FileAudio, video: FileVideo, document: FileText };

/** What a file looks like: its picture, or a sign of its kind. */
export function MediaThumb({ item }: { readonly item: MediaEntry }) {
  const { description } = useDesk();
  const focus = focusInShown(item.edit);
  return (
    <span class="media-thumb">
      {item.kind === 'image' ? (
        <img
          src={smallAddress(description.resourceBase, item)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          style={focus === undefined ? undefined : { objectPosition: `${focus.x * 100}% ${focus.y * 100}%` }}
        />
      ) : (
        <Icon icon={item.type === 'application/zip' ? FileArchive : icons[item.kind]} />
      )}
    </span>
  );
}

/** Where the smallest published form of a picture is served; what stands behind the path tells a changed one from the old. */
export function smallAddress(resourceBase: string, { path, size, changedMs, edit }: MediaEntry): string {
  const address = `${resourceBase}preview/small/${path.split('/').map(encodeURIComponent).join('/')}`;
  const { turn = 0, crop } = edit ?? {};
  return `${new URL(address, document.baseURI).href}?${size}-${Math.round(changedMs)}-${encodeURIComponent(JSON.stringify([turn, crop ?? 0]))}`;
}
