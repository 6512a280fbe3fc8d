import { person } from './harbour.mjs';
import { box, dot, height, line, mix, picture, seeded, shape, vertical, width } from './svg.mjs';

const curve = (from, to, middle, tall, turns) =>
  Array.from({ length: 90 }, (_, index) => {
    const share = index / 89;
    return [
      from + (to - from) * share,
      middle - Math.sin(share * Math.PI * 2 * turns) * tall * (0.6 + 0.4 * Math.cos(share * 7)),
    ];
  });

/** A full lecture hall from the back row. */
export function hall() {
  const random = seeded(61);
  let view =
    vertical('wall', [
      [0, '#231b2c'],
      [0.5, '#3b2c3c'],
      [1, '#17131f'],
    ]) + box(0, 0, width, height, 'url(#wall)');
  for (let slat = 0; slat < 34; slat += 1) {
    const x = slat * 48;
    view += box(x, 0, 30, 620, slat % 2 ? '#4a3440' : '#54394088'.slice(0, 7), 'opacity="0.55"');
  }
  view += shape(
    [
      [0, 0],
      [width, 0],
      [1280, 130],
      [320, 130],
    ],
    '#1a1522',
  );
  for (let lamp = 0; lamp < 9; lamp += 1) {
    const x = 200 + lamp * 150;
    view +=
      dot(x, 70 - Math.abs(lamp - 4) * 8, 8, '#ffe2b0') +
      dot(x, 70 - Math.abs(lamp - 4) * 8, 40, '#ffc97a', 'opacity="0.28" filter="url(#soft6)"');
  }
  view += box(380, 170, 840, 420, '#bfe0ea', 'opacity="0.55" filter="url(#soft60)"');
  view +=
    vertical('screen', [
      [0, '#f5fbfa'],
      [1, '#dcecef'],
    ]) + box(430, 180, 740, 380, 'url(#screen)');
  for (let grid = 0; grid < 6; grid += 1)
    view += line(
      [
        [470, 250 + grid * 50],
        [1130, 250 + grid * 50],
      ],
      '#a9c6cf',
      1.5,
    );
  view +=
    line(curve(470, 1130, 372, 92, 3.2), '#1d6f8f', 8) +
    line(curve(470, 1130, 388, 60, 3.2), '#e07a4a', 5, 'stroke-dasharray="2 14"');
  view += box(470, 208, 250, 16, '#274b5a') + box(470, 234, 150, 8, '#7ea3af');
  view +=
    shape(
      [
        [240, 620],
        [1360, 620],
        [1470, 690],
        [130, 690],
      ],
      '#5a4048',
    ) + box(0, 688, width, 400, '#1b1520');
  view +=
    person(1262, 646, 150, '#120e18') +
    shape(
      [
        [1290, 646],
        [1300, 566],
        [1350, 566],
        [1356, 646],
      ],
      '#2c1f2a',
    ) +
    box(1286, 556, 72, 12, '#6d4c44');
  for (let rowIndex = 0; rowIndex < 6; rowIndex += 1) {
    const share = rowIndex / 5;
    const y = 700 + share ** 1.35 * 330;
    const size = 17 + share ** 1.25 * 46;
    const count = Math.round(46 - share * 28);
    view += box(0, y + size * 1.4, width, size * 3, mix('#4a333c', '#120d16', share));
    for (let seat = 0; seat <= count; seat += 1) {
      if (random() < 0.07) continue;
      const x = (seat + 0.5 * (rowIndex % 2)) * (width / count) + (random() - 0.5) * size * 0.5;
      const tone = mix(
        mix('#5a4450', ['#3f4a66', '#6b4438', '#39504e', '#5d4a30'][Math.floor(random() * 4)], 0.65),
        '#0c0910',
        0.12 + share * 0.72,
      );
      const hair = mix(
        ['#7a5a3e', '#3a2c2a', '#a98a5e', '#51424a', '#8d8a8c'][Math.floor(random() * 5)],
        '#0c0910',
        0.25 + share * 0.6,
      );
      const yy = y + (random() - 0.5) * size * 0.4;
      view += `<path d="M${x - size * 1.5} ${yy + size * 3}C${x - size * 1.5} ${yy + size * 0.9} ${x - size * 0.6} ${yy + size * 0.95} ${x} ${yy + size * 0.9}C${x + size * 0.6} ${yy + size * 0.95} ${x + size * 1.5} ${yy + size * 0.9} ${x + size * 1.5} ${yy + size * 3}Z" fill="${tone}"/>`;
      view += `<ellipse cx="${x}" cy="${yy}" rx="${size * 0.74}" ry="${size}" fill="${hair}"/><path d="M${x - size * 0.6} ${yy - size * 0.56}A${size * 0.74} ${size} 0 0 1 ${x + size * 0.6} ${yy - size * 0.56}" fill="none" stroke="#cfe6ee" stroke-width="${1 + share * 2.4}" opacity="${(0.5 - share * 0.2).toFixed(2)}"/>`;
    }
  }
  return picture(view);
}

/** A speaker in one beam of light before a great drawn wave. */
export function keynote() {
  const random = seeded(67);
  let view =
    vertical('dark', [
      [0, '#070b18'],
      [1, '#0d1424'],
    ]) + box(0, 0, width, height, 'url(#dark)');
  view +=
    box(300, 90, 1220, 660, '#123a56', 'filter="url(#soft60)" opacity="0.9"') +
    vertical('deep', [
      [0, '#0e2c47'],
      [1, '#0a1d33'],
    ]) +
    box(340, 110, 1160, 620, 'url(#deep)');
  view += `<clipPath id="canvas"><rect x="340" y="110" width="1160" height="620"/></clipPath><g clip-path="url(#canvas)">`;
  for (let wave = 0; wave < 34; wave += 1) {
    const points = [];
    for (let x = 330; x <= 1510; x += 14) {
      const share = (x - 340) / 1160;
      const swell = Math.exp(-(((share - 0.66) / 0.2) ** 2)) * (330 - wave * 9.5);
      points.push([x, 700 - wave * 2 - swell + Math.sin(share * 9 + wave * 0.32) * (16 + wave * 0.7) + wave * 9]);
    }
    view += line(points, mix('#bff0f2', '#1c6d96', wave / 33), 2.6, `opacity="${(0.95 - wave * 0.018).toFixed(2)}"`);
  }
  view += '</g>';
  view +=
    shape(
      [
        [250, -20],
        [350, -20],
        [520, 940],
        [40, 940],
      ],
      '#fff3d4',
      'opacity="0.16" filter="url(#soft18)"',
    ) +
    shape(
      [
        [280, -20],
        [320, -20],
        [430, 940],
        [130, 940],
      ],
      '#fff3d4',
      'opacity="0.16" filter="url(#soft18)"',
    );
  view +=
    vertical('stage', [
      [0, '#2a2430'],
      [1, '#0b0a12'],
    ]) +
    shape(
      [
        [0, 860],
        [width, 860],
        [width, 1067],
        [0, 1067],
      ],
      'url(#stage)',
    );
  view += `<ellipse cx="290" cy="930" rx="270" ry="46" fill="#fff0cf" opacity="0.42" filter="url(#soft6)"/>`;
  view +=
    person(250, 930, 430, '#1f2433') +
    `<ellipse cx="250" cy="533" rx="31" ry="36" fill="#e2b793"/><path d="M217 532C214 488 286 488 283 532C276 508 226 508 217 532Z" fill="#6d3f22"/>`;
  view +=
    line(
      [
        [296, 650],
        [372, 712],
      ],
      '#1f2433',
      26,
    ) + dot(376, 715, 13, '#e2b793');
  view +=
    shape(
      [
        [350, 930],
        [372, 720],
        [470, 720],
        [488, 930],
      ],
      '#5a3d2c',
    ) +
    shape(
      [
        [336, 726],
        [360, 700],
        [486, 700],
        [496, 726],
      ],
      '#7d5740',
    ) +
    line(
      [
        [410, 700],
        [392, 640],
      ],
      '#0c0f18',
      5,
    ) +
    dot(391, 637, 8, '#0c0f18');
  for (let seat = 0; seat < 13; seat += 1) {
    const x = seat * 132 + random() * 30;
    const y = 1030 + random() * 16;
    view += `<ellipse cx="${x}" cy="${y}" rx="36" ry="46" fill="#05070e"/>${box(x - 66, y + 34, 132, 80, '#05070e', 'rx="30"')}`;
  }
  return picture(view);
}
