import { describe, expect, it } from 'vitest';
import { placeWindow, readWindowState } from '../../../main/electron/window-state.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 860 };
const screenOnTheLeft = { x: -2560, y: 0, width: 2560, height: 1400 };

describe('the window opens', () => {
  it('in the middle of the first display at the first start, no larger than it', () => {
    expect(placeWindow(undefined, [laptop])).toEqual({
      bounds: { x: 0, y: 0, width: 1440, height: 860 },
      isMaximised: false,
      zoomLevel: 0,
    });
    const wide = { x: 0, y: 0, width: 2560, height: 1400 };
    expect(placeWindow(undefined, [wide]).bounds).toEqual({ x: 560, y: 240, width: 1440, height: 920 });
  });

  it('where it was, on whichever display that is', () => {
    const bounds = { x: -2000, y: 100, width: 1200, height: 800 };
    expect(placeWindow({ bounds, isMaximised: true, zoomLevel: 0 }, [laptop, screenOnTheLeft])).toEqual({
      bounds,
      isMaximised: true,
      zoomLevel: 0,
    });
  });

  it('in the middle of the first display when its own display has gone, as large as it was', () => {
    const bounds = { x: -2000, y: 100, width: 1200, height: 800 };
    expect(placeWindow({ bounds, isMaximised: false, zoomLevel: 0 }, [laptop]).bounds).toEqual({
      x: 120,
      y: 30,
      width: 1200,
      height: 800,
    });
  });

  it('within reach when its title bar had been left above, below or beside the display', () => {
    for (const [x, y] of [
      [100, -50],
      [100, 855],
      [1400, 100],
      [-1150, 100],
    ] as const) {
      const placed = placeWindow({ bounds: { x, y, width: 1200, height: 800 }, isMaximised: false, zoomLevel: 0 }, [
        laptop,
      ]).bounds;
      expect(placed, `${x}, ${y}`).toEqual({ x: 120, y: 30, width: 1200, height: 800 });
    }
  });

  it('no larger than its display and no smaller than the page needs', () => {
    const huge = placeWindow({ bounds: { x: 0, y: 0, width: 5000, height: 4000 }, isMaximised: false, zoomLevel: 0 }, [
      laptop,
    ]);
    expect(huge.bounds).toEqual({ x: 0, y: 0, width: 1440, height: 860 });
    const tiny = placeWindow({ bounds: { x: 10, y: 10, width: 200, height: 1 }, isMaximised: false, zoomLevel: 0 }, [
      laptop,
    ]);
    expect(tiny.bounds).toEqual({ x: 10, y: 10, width: 640, height: 480 });
  });

  it('somewhere even when the system names no display', () => {
    expect(placeWindow(undefined, []).bounds).toEqual({ x: 0, y: 0, width: 1440, height: 920 });
  });
});

describe('a remembered window', () => {
  it('is read back as it was written', () => {
    const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, isMaximised: true, zoomLevel: 0 };
    expect(readWindowState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('keeps how large the page is shown, within what Chromium can', () => {
    const read = (zoomLevel: unknown) =>
      readWindowState({ bounds: { x: 1, y: 2, width: 800, height: 600 }, isMaximised: false, zoomLevel })?.zoomLevel;
    expect([1.5, -2, 99, '1', undefined].map(read)).toEqual([1.5, -2, 0, 0, 0]);
  });

  it('is forgotten when the file holds something else', () => {
    for (const value of [
      undefined,
      null,
      1,
      {},
      { bounds: {}, isMaximised: true, zoomLevel: 0 },
      { bounds: { x: 1.5, y: 0, width: 1, height: 1 }, isMaximised: true, zoomLevel: 0 },
    ]) {
      expect(readWindowState(value)).toBeUndefined();
    }
  });
});
