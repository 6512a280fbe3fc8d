import { boat } from './harbour.mjs';
import { glow, mist, ridges, sky } from './land.mjs';
import { box, dot, height, line, picture, seeded, shape, vertical, width } from './svg.mjs';

/** A snowy mole reaching into a dark sea. */
export function snowBreakwater() {
  const random = seeded(77);
  let view = sky([
    [0, '#5c6b7c'],
    [0.45, '#a9b4bd'],
    [0.56, '#cfd5d6'],
    [1, '#cfd5d6'],
  ]);
  view += ridges(random, {
    layers: 2,
    far: '#a4afb8',
    near: '#87949f',
    top: 520,
    bottom: 560,
    peak: 70,
    haze: '#cfd5d6',
  });
  view +=
    vertical('sea', [
      [0, '#5f7280'],
      [1, '#1c2a36'],
    ]) + box(0, 580, width, height - 580, 'url(#sea)');
  for (let index = 0; index < 160; index += 1) {
    const near = random() ** 1.5;
    const y = 590 + near * 470;
    const x = random() * width;
    view += line(
      [
        [x, y],
        [x + 20 + near * 160, y],
      ],
      random() < 0.5 ? '#8fa2ae' : '#16222d',
      1 + near * 2.5,
      'opacity="0.28"',
    );
  }
  view += shape(
    [
      [-20, 1067],
      [-20, 800],
      [1010, 606],
      [1050, 606],
      [820, 1067],
    ],
    '#20262b',
  );
  for (let stone = 0; stone < 190; stone += 1) {
    const share = random() ** 1.7;
    const size = 8 + (1 - share) * 46;
    const edge = [820 + (1050 - 820) * share, 1067 + (606 - 1067) * share];
    view += dot(
      edge[0] - 26 * (1 - share) + random() * 46 * (1 - share),
      edge[1] + random() * 12,
      size * (0.5 + random() * 0.4),
      random() < 0.5 ? '#2c343a' : '#3a444b',
    );
  }
  view +=
    shape(
      [
        [-20, 800],
        [1010, 600],
        [1046, 600],
        [700, 1067],
        [-20, 1067],
      ],
      '#eef2f4',
    ) +
    shape(
      [
        [-20, 860],
        [1010, 603],
        [1024, 603],
        [360, 1067],
        [-20, 1067],
      ],
      '#dbe3e8',
    );
  view +=
    box(1012, 500, 16, 104, '#f4f6f6') +
    box(1012, 534, 16, 22, '#2c8c62') +
    box(1008, 488, 24, 16, '#2f3a40') +
    glow(1020, 494, 7, '#9ff0c0', 0.9);
  for (let flake = 0; flake < 420; flake += 1) {
    const near = random() ** 3;
    view += dot(
      random() * width,
      random() * height,
      1.2 + near * 5.5,
      '#ffffff',
      `opacity="${(0.35 + random() * 0.5).toFixed(2)}"`,
    );
  }
  return picture(view);
}

/** Mooring posts and a boat fading away. */
export function fog() {
  let view = sky([
    [0, '#d5d9d8'],
    [0.5, '#e6e7e3'],
    [1, '#c3cac9'],
  ]);
  for (let post = 8; post >= 0; post -= 1) {
    const share = (post / 8) ** 0.62;
    const x = 1500 - share * 980;
    const foot = 940 - share * 330;
    const tall = 330 * (1 - share) + 46;
    const wide = 44 * (1 - share) + 6;
    const opacity = ((1 - share) ** 1.15 * 0.9 + 0.05).toFixed(2);
    view += `<g opacity="${opacity}">${box(x, foot - tall, wide, tall, '#2e3a40', 'rx="4"')}${box(x - wide * 0.08, foot - tall, wide * 1.16, wide * 0.3, '#4b585d')}${box(x + wide * 0.1, foot, wide * 0.8, tall * 0.55, '#2e3a40', 'opacity="0.22" filter="url(#soft6)"')}</g>`;
  }
  view += `<g opacity="0.5">${boat({ x: 420, y: 760, size: 96, hull: '#4a5a62', deck: '#7c888c', mast: '#5c686d' })}</g><g opacity="0.14" transform="translate(0 1520) scale(1 -1)" filter="url(#soft6)">${boat({ x: 420, y: 760, size: 96, hull: '#4a5a62', deck: '#7c888c', mast: '#5c686d' })}</g>`;
  view += mist(640, 300, '#eef0ed', 0.55) + mist(960, 260, '#d3d9d8', 0.35);
  return picture(view);
}
