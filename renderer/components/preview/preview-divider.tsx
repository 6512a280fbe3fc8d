import { previewShares } from '../../stores/layout-store.ts';
import { useDesk } from '../desk-context.ts';
import { Divider } from '../divider.tsx';

/** The line between text and preview, where both are seen: upright beside each other, lying below each other. */
export function PreviewDivider() {
  const { text, layout } = useDesk();
  const visible = layout.visible.value;
  const isBelow = layout.placement.value === 'below';
  if (layout.isNarrow.value || !visible.has('editor')) return null;
  return (
    <Divider
      label={text.layout.previewDivider}
      value={layout.previewShare.value}
      limits={previewShares}
      step={2}
      isReversed
      isLying={isBelow}
      valueAt={(place, size) => {
        const before = !isBelow && visible.has('list') ? layout.listWidth.value : 0;
        return (100 * (size - place)) / (size - before);
      }}
      onChange={layout.resizePreview}
      onFold={() => layout.toggle('preview')}
    />
  );
}
