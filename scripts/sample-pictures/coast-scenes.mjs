import { boat, gull, row } from './harbour.mjs';
import { glow, land, mirrored, mist, ridge, ridges, sky, stars } from './land.mjs';
import { box, dot, picture, radial, seeded, shape, vertical, width } from './svg.mjs';

/** Warehouses and boats before sunrise. */
export function harbourDawn() {
  const random = seeded(11);
  const horizon = 640;
  let view = sky([
    [0, '#2f4a6d'],
    [0.3, '#8a86a0'],
    [0.47, '#e8a583'],
    [0.6, '#fbd9a5'],
    [1, '#fbe3bd'],
  ]);
  view += glow(1120, 520, 34, '#fff0cf', 0.9);
  view += ridges(random, {
    layers: 3,
    far: '#a98f9c',
    near: '#5d5a72',
    top: 520,
    bottom: 600,
    peak: 110,
    haze: '#f3c9a2',
  });
  view += row(random, {
    from: -20,
    to: 880,
    floor: horizon,
    tallest: 190,
    walls: ['#8c3b2e', '#a8502f', '#c98a3d', '#d8c7a5', '#7a2f2c'],
    roof: '#33282c',
    lamp: '#ffd98a',
    gap: 2,
  });
  view += box(-20, horizon - 6, 930, 8, '#2c2429');
  view += boat({ x: 1010, y: horizon + 2, size: 92, hull: '#24323f', deck: '#d9cdb6', mast: '#2a2528' });
  view += boat({ x: 1290, y: horizon + 1, size: 60, hull: '#6f2c2a', deck: '#e7dcc6', mast: '#2a2528' });
  view += boat({ x: 1480, y: horizon + 3, size: 120, hull: '#1f2a36', deck: '#cbbfa9', mast: '#2a2528' });
  return picture(
    mirrored(random, view, { horizon, tint: '#2a3a55', ripple: '#2a3a55', light: '#ffe3b4', depth: 0.28 }) +
      gull(620, 300, 20, '#413f55') +
      gull(690, 262, 14, '#413f55'),
  );
}

/** A lit train along a shore under the moon. */
export function nightTrain() {
  const random = seeded(21);
  const horizon = 690;
  let view =
    sky([
      [0, '#0a1230'],
      [0.4, '#1d2c57'],
      [0.62, '#46558a'],
      [1, '#7683ad'],
    ]) + stars(random, 260, 520);
  view += glow(1180, 260, 64, '#f6efdc', 0.7);
  view += ridges(random, {
    layers: 3,
    far: '#37457a',
    near: '#141d3f',
    top: 520,
    bottom: 640,
    peak: 220,
    roughness: 0.54,
    haze: '#56659a',
  });
  view += box(0, horizon - 26, width, 30, '#0a0f22');
  for (let car = 0; car < 7; car += 1) {
    const x = 130 + car * 166;
    view += `<rect x="${x}" y="${horizon - 78}" width="160" height="52" rx="${car === 6 ? 22 : 7}" fill="#161c33"/>`;
    for (let pane = 0; pane < 6; pane += 1) {
      const lit = random() < 0.86;
      if (lit) view += box(x + 10 + pane * 24, horizon - 70, 20, 22, '#ffcf6e', 'opacity="0.6" filter="url(#soft6)"');
      view += box(x + 12 + pane * 24, horizon - 67, 16, 17, lit ? '#ffdf9a' : '#2d3558');
    }
  }
  view +=
    radial('headlamp', [
      [0, '#ffe7b0', 0.9],
      [1, '#ffe7b0', 0],
    ]) + dot(1300, horizon - 46, 120, 'url(#headlamp)');
  return picture(mirrored(random, view, { horizon, tint: '#0a1230', ripple: '#0a1230', light: '#9fb0e0', depth: 0.3 }));
}

/** Cabins on stilts under jagged peaks; `late` is the evening version with lamps. */
export function cabins({ seed, late }) {
  const random = seeded(seed);
  const horizon = 720;
  let view = late
    ? sky([
        [0, '#24305a'],
        [0.35, '#6d5f92'],
        [0.55, '#d88f94'],
        [0.68, '#f7c59a'],
        [1, '#f9d9b2'],
      ])
    : sky([
        [0, '#79b4d1'],
        [0.4, '#b9dbe2'],
        [0.68, '#f4ecd6'],
        [1, '#f4ecd6'],
      ]);
  const [far, near, haze] = late ? ['#8f7fa6', '#2e3159', '#e2a79b'] : ['#9dbccb', '#3d6273', '#d6e6e4'];
  view += peaks(random, { base: 640, tall: 430, far, near, haze, snow: late ? '#f3c8b8' : '#ffffff' });
  view += mist(690, 140, late ? '#f0b9a0' : '#eef6f2', 0.8);
  view += land(ridge(random, { base: 704, peak: 34, roughness: 0.6 }), late ? '#2a2a44' : '#46614d', horizon + 2);
  view += row(random, {
    from: 130,
    to: 1180,
    floor: horizon - 34,
    tallest: 112,
    walls: ['#a32f24', '#b53a2a', '#93281f', '#b04a2a'],
    roof: '#2b2a30',
    ...(late ? { lamp: '#ffd47e' } : {}),
    stilts: 34,
    gap: 16,
  });
  if (!late) view += boat({ x: 1370, y: horizon + 2, size: 74, hull: '#f4f0e6', deck: '#bb5a37', mast: '#3b3f45' });
  return picture(
    mirrored(random, view, {
      horizon,
      tint: late ? '#1f2548' : '#2c6076',
      ripple: late ? '#1f2548' : '#3f7d8f',
      light: late ? '#ffcfa6' : '#ffffff',
      depth: 0.26,
    }),
  );
}

/** Only the peaks, in late light, over a calm bay. */
export function threePeaks() {
  const random = seeded(57);
  const horizon = 700;
  let view =
    sky([
      [0, '#5f7fa8'],
      [0.35, '#c2b5b8'],
      [0.6, '#f6cf9f'],
      [1, '#fbe6c0'],
    ]) + glow(420, 560, 40, '#fff2d2', 0.9);
  view += peaks(random, { base: 690, tall: 560, far: '#b7a8b4', near: '#4a4f6b', haze: '#f2cda6', snow: '#fff3e2' });
  view += mist(660, 190, '#fbdcb4', 0.75);
  return picture(
    mirrored(random, view, { horizon, tint: '#44587a', ripple: '#44587a', light: '#fff0d0', depth: 0.22 }) +
      shape(
        [
          [0, 1010],
          [300, 985],
          [640, 1020],
          [900, 1067],
          [0, 1067],
        ],
        '#2b3144',
      ) +
      gull(1180, 250, 18, '#4a4f6b'),
  );
}

function peaks(random, { base, tall, far, near, haze, snow }) {
  let out = ridges(random, {
    layers: 2,
    far,
    near: far,
    top: base - tall * 0.34,
    bottom: base - tall * 0.22,
    peak: tall * 0.5,
    roughness: 0.56,
    haze,
  });
  for (const [at, share] of [
    [0.24, 0.8],
    [0.52, 1],
    [0.8, 0.72],
  ]) {
    const x = width * at;
    const top = base - tall * share;
    const spread = tall * share * 0.78;
    const left = slope(random, [x, top], [x - spread, base + 30]);
    const right = slope(random, [x, top], [x + spread, base + 30]);
    const middle = slope(random, [x, top], [x + spread * 0.14, base + 30]);
    const id = `peak${Math.round(x)}`;
    out +=
      vertical(id, [
        [0, near],
        [1, haze],
      ]) + shape([...left.toReversed(), ...right], `url(#${id})`);
    out += shape([...left, ...middle.toReversed()], haze, 'opacity="0.3"');
    for (let patch = 0; patch < 7; patch += 1) {
      const start = 1 + Math.floor(random() * left.length * 0.3);
      const [sx, sy] = left[start];
      out += shape(
        [
          [sx + 6, sy + 8],
          [sx + 16 + random() * 34, sy + 46 + random() * 40],
          [sx + 8, sy + 120 + random() * 90],
          [sx + 2, sy + 60],
        ],
        snow,
        'opacity="0.5"',
      );
    }
  }
  return out;
}

function slope(random, [fromX, fromY], [toX, toY]) {
  const points = [];
  for (let step = 0; step <= 26; step += 1) {
    const share = step / 26;
    const wild = step === 0 || step === 26 ? 0 : 1;
    points.push([
      fromX + (toX - fromX) * share ** 1.18 + (random() - 0.5) * 26 * wild,
      fromY + (toY - fromY) * share + (random() - 0.5) * 20 * wild,
    ]);
  }
  return points;
}
