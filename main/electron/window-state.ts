import type { Rectangle } from 'electron';
import { isPlainObject } from '../../common/validate.ts';

/** Where the window was when it was last seen. `bounds` are those of the window when it is not maximised. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximised: boolean;
  /** How much larger than usual the page is shown, in Chromium's steps of a fifth; 0 is actual size. */
  readonly zoomLevel: number;
}

/** Smallest window the page is made for, in device-independent pixels. */
export const smallestWindow = { width: 640, height: 480 };

const firstWindow = { width: 1440, height: 920 };
/** How much of the title bar must lie on a display for the author to get hold of the window. */
const reach = { width: 120, height: 32 };

/**
 * Where to open the window: where it was, when enough of it still lies on a display; else centred on the first display,
 * as large as it was but no larger than the display. `workAreas` starts with the main display's.
 */
export function placeWindow(remembered: WindowState | undefined, workAreas: readonly Rectangle[]): WindowState {
  const [main = { x: 0, y: 0, ...firstWindow }] = workAreas;
  const { isMaximised, zoomLevel } = remembered ?? { isMaximised: false, zoomLevel: 0 };
  const bounds = remembered?.bounds;
  const home = bounds && workAreas.find((area) => isWithinReach(bounds, area));
  if (bounds !== undefined && home !== undefined)
    return { bounds: { ...bounds, ...sizeWithin(bounds, home) }, isMaximised, zoomLevel };
  const size = sizeWithin(bounds ?? firstWindow, main);
  return {
    bounds: {
      x: main.x + Math.round((main.width - size.width) / 2),
      y: main.y + Math.round((main.height - size.height) / 2),
      ...size,
    },
    isMaximised,
    zoomLevel,
  };
}

/** A remembered state read back from the settings file; undefined for anything that is none. */
export function readWindowState(value: unknown): WindowState | undefined {
  if (!isPlainObject(value) || !isPlainObject(value.bounds) || typeof value.isMaximised !== 'boolean') return undefined;
  const { x, y, width, height } = value.bounds;
  return isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height)
    ? { bounds: { x, y, width, height }, isMaximised: value.isMaximised, zoomLevel: readZoomLevel(value.zoomLevel) }
    : undefined;
}

/** Chromium's own limits. */
const zoomLimit = 8;

function readZoomLevel(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) <= zoomLimit ? value : 0;
}

function isWithinReach(bounds: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return overlap >= reach.width && bounds.y >= area.y && bounds.y + reach.height <= area.y + area.height;
}

function sizeWithin(size: { readonly width: number; readonly height: number }, area: Rectangle) {
  return {
    width: Math.max(smallestWindow.width, Math.min(size.width, area.width)),
    height: Math.max(smallestWindow.height, Math.min(size.height, area.height)),
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
