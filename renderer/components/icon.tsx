import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A picture from the one icon set, always 16 px with the same stroke. Its meaning is said by the button around it. */
export function Icon({ icon }: { readonly icon: IconNode }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {icon.map(([tag, attributes], index) => h(tag, { key: index, ...attributes }))}
    </svg>
  );
}
