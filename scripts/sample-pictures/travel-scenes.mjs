import { gull } from './harbour.mjs';
import { glow, ridges, sky } from './land.mjs';
import { box, dot, height, line, mix, picture, seeded, shape, vertical, width } from './svg.mjs';

/** A red suspension bridge over a golden river. */
export function redBridge() {
  const random = seeded(41);
  let view =
    sky([
      [0, '#e2935f'],
      [0.35, '#f5bd77'],
      [0.6, '#fde0a4'],
      [1, '#f6d597'],
    ]) + glow(560, 470, 44, '#fff6dc', 1);
  view += ridges(random, {
    layers: 3,
    far: '#dba878',
    near: '#a9704f',
    top: 560,
    bottom: 620,
    peak: 90,
    haze: '#f7d39a',
  });
  for (let block = 0; block < 90; block += 1) {
    const x = random() * 560 + (block % 2) * 1060;
    const h = 14 + random() * 44;
    view += box(
      x,
      650 - h - random() * 40,
      16 + random() * 26,
      h,
      random() < 0.4 ? '#f1dcb8' : '#c98d62',
      'opacity="0.85"',
    );
  }
  view +=
    vertical('river', [
      [0, '#f3c887'],
      [0.4, '#c98f5f'],
      [1, '#6a4a49'],
    ]) + box(0, 650, width, height - 650, 'url(#river)');
  for (let index = 0; index < 260; index += 1) {
    const near = random() ** 1.4;
    const y = 656 + near * 400;
    const x = 560 + (random() - 0.5) * (300 + near * 2200);
    view += line(
      [
        [x, y],
        [x + 14 + near * 120, y],
      ],
      random() < 0.55 ? '#ffe9b8' : '#7d5650',
      1 + near * 3,
      'opacity="0.35"',
    );
  }
  const red = '#a63a26';
  const deck = (x) => 560 - x * 0.018;
  for (const x of [380, 1230]) {
    view += box(x - 14, 190, 12, 470, red) + box(x + 18, 190, 12, 470, mix(red, '#000000', 0.2));
    for (const y of [210, 300, 390, 480]) view += box(x - 14, y, 44, 10, red);
    view += box(x - 30, 640, 76, 34, '#8f7a68');
  }
  const cable = [];
  for (let x = -60; x <= 1660; x += 10) {
    const share = (x - 805) / 425;
    cable.push([x, Math.abs(share) <= 1 ? 195 + (1 - share * share) * 330 : 195 + (Math.abs(share) - 1) * 420]);
  }
  view += line(cable, red, 6);
  for (const [x, y] of cable)
    if (x % 30 === 0 && y < deck(x))
      view += line(
        [
          [x, y],
          [x, deck(x)],
        ],
        red,
        1.6,
        'opacity="0.8"',
      );
  view += shape(
    [
      [0, deck(0)],
      [width, deck(width)],
      [width, deck(width) + 20],
      [0, deck(0) + 20],
    ],
    mix(red, '#000000', 0.12),
  );
  view += `<g transform="translate(760 770)">${shape(
    [
      [-120, 0],
      [130, 0],
      [108, 40],
      [-100, 40],
    ],
    '#2f3b46',
  )}${box(-96, -36, 190, 36, '#f4ead2')}${box(-60, -64, 110, 28, '#f0e0bd')}${box(12, -92, 22, 30, '#d76b2c')}${Array.from({ length: 8 }, (_, pane) => box(-86 + pane * 22, -26, 13, 13, '#5a6a74')).join('')}${box(-110, 40, 230, 40, '#2f3b46', 'opacity="0.3" filter="url(#soft6)"')}</g>`;
  return picture(view + gull(980, 250, 18, '#7c4a38') + gull(1040, 222, 12, '#7c4a38') + gull(900, 300, 10, '#7c4a38'));
}

/** A ship's rail, its wake and gulls. */
export function ferryDeck() {
  const random = seeded(43);
  let view = sky([
    [0, '#8fb4c9'],
    [0.35, '#cfdedd'],
    [0.5, '#f4e6cd'],
    [1, '#f4e6cd'],
  ]);
  view += ridges(random, {
    layers: 2,
    far: '#bccbcf',
    near: '#93aab3',
    top: 500,
    bottom: 522,
    peak: 50,
    haze: '#e6e3d4',
  });
  view +=
    vertical('sea', [
      [0, '#9dbcc1'],
      [0.3, '#5f909f'],
      [1, '#24566a'],
    ]) + box(0, 540, width, height - 540, 'url(#sea)');
  view += shape(
    [
      [796, 540],
      [812, 540],
      [1240, 1067],
      [420, 1067],
    ],
    '#e4f0ee',
    'opacity="0.4" filter="url(#soft6)"',
  );
  for (let index = 0; index < 420; index += 1) {
    const near = random() ** 1.3;
    const y = 545 + near * 520;
    const inWake = random() < 0.5;
    const x = inWake ? 805 + (random() - 0.5) * (30 + near * 720) : random() * width;
    view += line(
      [
        [x, y],
        [x + 8 + near * 90 * random(), y + (random() - 0.5) * 4],
      ],
      inWake ? '#ffffff' : '#1f4c5e',
      1 + near * 3.6,
      `opacity="${inWake ? 0.5 : 0.25}"`,
    );
  }
  view += box(0, 1000, width, 70, '#e9e4d6') + box(0, 1000, width, 8, '#c9c1ad');
  for (const [y, thick] of [
    [800, 26],
    [872, 10],
    [936, 10],
  ])
    view += box(0, y, width, thick, '#f5f1e6') + box(0, y + thick - 4, width, 4, '#bdb6a4');
  for (let x = 90; x < width; x += 236) view += box(x, 800, 16, 206, '#f5f1e6') + box(x + 12, 800, 4, 206, '#c4bcaa');
  view += `<g transform="translate(1290 880)">${dot(0, 0, 84, '#d9502e')}${dot(0, 0, 46, '#7ba4ad')}${[0, 90, 180, 270].map((turn) => `<path d="M-16 -84L16 -84L10 -45L-10 -45Z" fill="#f8f2e4" transform="rotate(${turn + 45})"/>`).join('')}</g>`;
  const gulls = [
    [340, 210, 46],
    [520, 330, 26],
    [1010, 180, 34],
    [1180, 300, 20],
    [760, 260, 16],
  ];
  return picture(view + gulls.map(([x, y, size]) => gull(x, y, size, '#4d5f68')).join(''));
}
