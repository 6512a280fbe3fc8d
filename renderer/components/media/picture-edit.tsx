import { useSignal } from '@preact/signals';
import { RotateCcw, RotateCw } from 'lucide';
import type { MediaEntry, PictureEdit } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { useDesk } from '../desk-context.ts';
import { Icon } from '../icon.tsx';
import { smallAddress } from './media-thumb.tsx';
import { FocusFields, focusInShown, focusTurned } from './picture-focus.tsx';

type Turn = 0 | 90 | 180 | 270;
const sides = ['left', 'top', 'right', 'bottom'] as const;

/** The chosen picture with its turning and cropping. The file stays as it is; only how it is shown changes. */
export function PictureEditor({ item, store }: { readonly item: MediaEntry; readonly store: MediaStore }) {
  const { text, description, notices, site } = useDesk();
  const words = text.media;
  /** Shares cut off at each side while cropping; undefined when not. */
  const cut = useSignal<Readonly<Record<(typeof sides)[number], number>> | undefined>(undefined);
  const before = useSignal<PictureEdit['crop']>(undefined);
  const turn: Turn = item.edit?.turn ?? 0;

  /** The point to keep in sight while it is chosen, in shares of the picture as it is shown. */
  const point = useSignal<PictureEdit['focus']>(undefined);

  async function show(
    nextTurn: Turn,
    crop: PictureEdit['crop'],
    focus: PictureEdit['focus'] = item.edit?.focus,
  ): Promise<void> {
    const edited = await store.edit(item.path, {
      ...(nextTurn === 0 ? {} : { turn: nextTurn }),
      ...(crop === undefined ? {} : { crop }),
      ...(focus === undefined ? {} : { focus }),
    });
    if (!edited.ok) notices.showFailure('media', edited.failure);
  }
  async function startCropping(): Promise<void> {
    before.value = item.edit?.crop;
    const { left = 0, top = 0, width = 1, height = 1 } = item.edit?.crop ?? {};
    if (item.edit?.crop !== undefined) await show(turn, undefined);
    cut.value = { left, top, right: 1 - left - width, bottom: 1 - top - height };
  }
  async function apply(): Promise<void> {
    const { left = 0, top = 0, right = 0, bottom = 0 } = cut.value ?? {};
    const isWhole = [left, top, right, bottom].every((share) => share < 0.001);
    await show(turn, isWhole ? undefined : { left, top, width: 1 - left - right, height: 1 - top - bottom });
    cut.value = undefined;
  }
  async function cancel(): Promise<void> {
    cut.value = undefined;
    if (before.value !== undefined) await show(turn, before.value);
  }
  /** A turned crop would be another piece of the picture, so the whole is shown again. */
  const turnBy = (degrees: 90 | 270) =>
    inBackground(show(((turn + degrees) % 360) as Turn, undefined, focusTurned(item.edit?.focus, degrees)));
  const keepPoint = async ({ x, y }: NonNullable<PictureEdit['focus']>) => {
    const { left, top, width, height } = item.edit?.crop ?? { left: 0, top: 0, width: 1, height: 1 };
    await show(turn, item.edit?.crop, { x: left + x * width, y: top + y * height });
    point.value = undefined;
  };
  const forgetPoint = async () => {
    const { turn: kept, crop } = item.edit ?? {};
    point.value = undefined;
    const edited = await store.edit(item.path, {
      ...(kept === undefined ? {} : { turn: kept }),
      ...(crop === undefined ? {} : { crop }),
    });
    if (!edited.ok) notices.showFailure('media', edited.failure);
  };

  const isEditable =
    site.current.value?.readOnly === undefined && item.type !== 'image/svg+xml' && item.isAnimated !== true;
  return (
    <div class="media-editor">
      <div class="media-stage">
        <img
          class="media-large"
          src={smallAddress(description.resourceBase, item)}
          alt=""
          onPointerDown={(event) => {
            if (point.value === undefined) return;
            const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
            point.value = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
          }}
        />
        {point.value !== undefined && (
          <span class="media-point" style={{ left: `${point.value.x * 100}%`, top: `${point.value.y * 100}%` }} />
        )}
        {cut.value !== undefined && (
          <span class="media-crop" style={{ inset: sides.map((side) => insetOf(cut.value, side)).join(' ') }} />
        )}
      </div>
      {isEditable && cut.value === undefined && point.value === undefined && (
        <p class="media-buttons">
          <button
            type="button"
            class="icon-button"
            aria-label={words.turnLeft}
            title={words.turnLeft}
            onClick={() => turnBy(270)}
          >
            <Icon icon={RotateCcw} />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={words.turnRight}
            title={words.turnRight}
            onClick={() => turnBy(90)}
          >
            <Icon icon={RotateCw} />
          </button>
          <button type="button" class="link-button" onClick={() => inBackground(startCropping())}>
            {words.crop}
          </button>
          <button
            type="button"
            class="link-button"
            onClick={() => {
              point.value = focusInShown(item.edit) ?? { x: 0.5, y: 0.5 };
            }}
          >
            {words.focusPoint}
          </button>
          {(item.edit?.turn !== undefined || item.edit?.crop !== undefined) && (
            <button
              type="button"
              class="link-button"
              onClick={() => inBackground(show(0, undefined, focusTurned(item.edit?.focus, (360 - turn) % 360)))}
            >
              {words.showWhole}
            </button>
          )}
        </p>
      )}
      {point.value !== undefined && (
        <FocusFields
          point={point.value}
          hasPoint={item.edit?.focus !== undefined}
          onChange={(next) => {
            point.value = next;
          }}
          onKeep={(next) => inBackground(keepPoint(next))}
          onForget={() => inBackground(forgetPoint())}
          onCancel={() => {
            point.value = undefined;
          }}
        />
      )}
      {cut.value !== undefined && (
        <fieldset class="media-sides">
          <legend>{words.cropLegend}</legend>
          {sides.map((side) => (
            <label key={side}>
              <span>{words.cropSides[side]}</span>
              <input
                type="range"
                min="0"
                max="90"
                value={Math.round((cut.value?.[side] ?? 0) * 100)}
                onInput={(event) => {
                  cut.value = limited(cut.value, side, Number(event.currentTarget.value) / 100);
                }}
              />
            </label>
          ))}
          <p class="media-buttons">
            <button type="button" class="button primary" onClick={() => inBackground(apply())}>
              {words.cropApply}
            </button>
            <button type="button" class="button" onClick={() => inBackground(cancel())}>
              {text.cancel}
            </button>
          </p>
        </fieldset>
      )}
    </div>
  );
}

type Cut = Readonly<Record<(typeof sides)[number], number>>;

/** At least a tenth of the picture stays between opposite sides. */
function limited(cut: Cut | undefined, side: keyof Cut, share: number): Cut | undefined {
  if (cut === undefined) return undefined;
  const opposite = { left: cut.right, right: cut.left, top: cut.bottom, bottom: cut.top }[side];
  return { ...cut, [side]: Math.min(share, 0.9 - opposite) };
}

/** In the order of CSS: top, right, bottom, left. */
function insetOf(cut: Cut | undefined, place: (typeof sides)[number]): string {
  const side = ({ left: 'top', top: 'right', right: 'bottom', bottom: 'left' } as const)[place];
  return `${(cut?.[side] ?? 0) * 100}%`;
}
