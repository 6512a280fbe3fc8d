import { gull } from './harbour.mjs';
import { land, mist, ridge, ridges, sky, stars } from './land.mjs';
import { box, dot, height, line, mix, picture, radial, seeded, shape, vertical, width } from './svg.mjs';

/** A road through green hills with one cyclist. */
export function islandRoad() {
  const random = seeded(31);
  let view = sky([
    [0, '#7fb2cf'],
    [0.4, '#cfe3e2'],
    [0.55, '#f6efd9'],
    [1, '#f6efd9'],
  ]);
  view += ridges(random, {
    layers: 2,
    far: '#a9c3cc',
    near: '#7fa0ac',
    top: 430,
    bottom: 470,
    peak: 190,
    roughness: 0.54,
    haze: '#dfeae4',
  });
  view += box(0, 500, width, 90, '#8fbac4') + box(0, 500, width, 8, '#e9f1ea', 'opacity="0.6"');
  const greens = ['#8fae7a', '#759a63', '#5d8550', '#476f41'];
  greens.forEach((green, index) => {
    const id = `hill${index}`;
    view += vertical(id, [
      [0, mix(green, '#f2e9b8', 0.28)],
      [0.5, green],
      [1, mix(green, '#20382a', 0.35)],
    ]);
    view += land(
      ridge(random, { base: 575 + index * 110, peak: 210, roughness: 0.36, steps: 6 }),
      `url(#hill${index})`,
    );
  });
  const bends =
    'M905 1067C700 960 1260 900 1080 800C960 735 640 760 720 690C770 650 900 655 880 610L896 610C935 665 810 668 775 700C735 742 1130 735 1215 815C1340 940 960 960 1300 1067Z';
  view += `<path d="${bends}" fill="#d8d2c2"/><path d="M1100 1060C890 950 1290 905 1150 808C1060 745 690 750 748 694C790 660 905 655 889 612" fill="none" stroke="#ffffff" stroke-width="3" stroke-dasharray="26 22" opacity="0.7"/>`;
  view += cyclist(1180, 852, 1.05);
  for (let tuft = 0; tuft < 260; tuft += 1) {
    const near = random();
    const y = 830 + near * 240;
    const x = random() * width;
    if (x > 820 && x < 1360) continue;
    view += line(
      [
        [x, y],
        [x + (random() - 0.5) * 12, y - 10 - near * 30],
      ],
      random() < 0.25 ? '#d9cf7e' : '#39603a',
      2,
      'opacity="0.55"',
    );
  }
  return picture(view + gull(420, 240, 20, '#5e7480') + gull(490, 280, 13, '#5e7480'));
}

function cyclist(x, y, scale) {
  const ink = '#24303a';
  return `<g transform="translate(${x} ${y}) scale(${scale})"><circle cx="-26" cy="0" r="20" fill="none" stroke="${ink}" stroke-width="4"/><circle cx="28" cy="0" r="20" fill="none" stroke="${ink}" stroke-width="4"/>${line(
    [
      [-26, 0],
      [-8, -30],
      [20, -30],
      [28, 0],
    ],
    ink,
    4,
  )}${line(
    [
      [-8, -30],
      [2, 0],
      [20, -30],
    ],
    ink,
    4,
  )}${line(
    [
      [-10, -40],
      [4, -76],
      [24, -44],
    ],
    '#c2452f',
    14,
  )}${line(
    [
      [-10, -40],
      [6, -22],
      [0, 2],
    ],
    ink,
    8,
  )}${dot(12, -92, 11, '#e7c5a3')}<path d="M0 -94A13 13 0 0 1 25 -94Z" fill="#f2efe6"/>${box(-44, -34, 24, 20, '#e0b64a')}</g>`;
}

/** A lighthouse in portrait: 1067 wide, 1600 tall. */
export function lighthouse() {
  const random = seeded(53);
  const [w, h] = [height, width];
  let view =
    vertical('dusk', [
      [0, '#1d2350'],
      [0.35, '#4f4585'],
      [0.6, '#b26a92'],
      [0.74, '#f0a184'],
      [1, '#f8c79a'],
    ]) + box(0, 0, w, h, 'url(#dusk)');
  view += stars(random, 170, 620);
  view += `<g filter="url(#soft18)">${shape(
    [
      [640, 560],
      [-60, 380],
      [-60, 610],
    ],
    '#fff0c4',
    'opacity="0.45"',
  )}${shape(
    [
      [640, 560],
      [1200, 480],
      [1200, 640],
    ],
    '#fff0c4',
    'opacity="0.3"',
  )}</g>`;
  view +=
    vertical('sea', [
      [0, '#d98f8c'],
      [0.25, '#6b5588'],
      [1, '#1b2146'],
    ]) + box(0, 1190, w, h - 1190, 'url(#sea)');
  for (let index = 0; index < 180; index += 1) {
    const near = random() ** 1.4;
    const y = 1196 + near * 400;
    const x = random() * w;
    view += line(
      [
        [x, y],
        [x + 12 + near * 130, y],
      ],
      random() < 0.5 ? '#ffc6a0' : '#1b2146',
      1 + near * 3,
      'opacity="0.3"',
    );
  }
  const cliff = [
    [300, 1600],
    [330, 1420],
    [400, 1330],
    [430, 1230],
    [520, 1150],
    [560, 1130],
    [720, 1122],
    [800, 1150],
    [880, 1180],
    [960, 1290],
    [1067, 1330],
    [1067, 1600],
  ];
  view +=
    vertical('rock', [
      [0, '#3a3557'],
      [1, '#12142b'],
    ]) + shape(cliff, 'url(#rock)');
  for (let crack = 0; crack < 26; crack += 1) {
    const x = 430 + random() * 600;
    const y = 1200 + random() * 330;
    view += line(
      [
        [x, y],
        [x - 20 + random() * 30, y + 40 + random() * 70],
      ],
      random() < 0.5 ? '#56497a' : '#0d0f22',
      3,
      'opacity="0.6"',
    );
  }
  view +=
    vertical('paint', [
      [0, '#fff6ea'],
      [1, '#e8d3d6'],
    ]) +
    shape(
      [
        [598, 620],
        [682, 620],
        [712, 1136],
        [568, 1136],
      ],
      'url(#paint)',
    ) +
    shape(
      [
        [650, 620],
        [682, 620],
        [712, 1136],
        [664, 1136],
      ],
      '#6a5688',
      'opacity="0.35"',
    );
  view +=
    shape(
      [
        [589, 780],
        [691, 780],
        [698, 890],
        [582, 890],
      ],
      '#b2382f',
    ) +
    shape(
      [
        [652, 780],
        [691, 780],
        [698, 890],
        [657, 890],
      ],
      '#611f36',
      'opacity="0.5"',
    );
  view +=
    box(584, 606, 112, 16, '#2a2647') +
    box(604, 536, 72, 70, '#ffe9ad') +
    box(604, 536, 4, 70, '#2a2647') +
    box(638, 536, 4, 70, '#2a2647') +
    box(672, 536, 4, 70, '#2a2647') +
    `<path d="M596 538Q640 470 684 538Z" fill="#8f2b2b"/>` +
    line(
      [
        [640, 500],
        [640, 470],
      ],
      '#2a2647',
      4,
    );
  view +=
    radial('lamp', [
      [0, '#fff5cf', 1],
      [0.2, '#ffe9ad', 0.6],
      [1, '#ffe9ad', 0],
    ]) + dot(640, 570, 190, 'url(#lamp)');
  view +=
    box(626, 960, 28, 40, '#ffcf7c') +
    box(740, 1072, 130, 66, '#efe0da') +
    shape(
      [
        [728, 1078],
        [805, 1026],
        [882, 1078],
      ],
      '#8f2b2b',
    ) +
    box(764, 1092, 22, 26, '#ffcf7c') +
    box(818, 1092, 22, 26, '#ffcf7c');
  return picture(view + mist(1190, 120, '#f0a184', 0.3), { w, h });
}
