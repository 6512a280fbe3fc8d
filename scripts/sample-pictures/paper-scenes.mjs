import { box, dot, height, line, mix, picture, radial, round, seeded, shape, width } from './svg.mjs';

/** A sea chart: bands of depth and height around smooth islands. */
export function contourSheet() {
  const random = seeded(83);
  const hills = Array.from({ length: 17 }, () => [
    random() * width,
    random() * height,
    60 + random() * 130,
    random() < 0.62 ? 1 : -0.7,
  ]);
  const level = (x, y) =>
    hills.reduce(
      (sum, [hx, hy, r, sign]) => sum + sign * Math.exp(-((x - hx) ** 2 + (y - hy) ** 2) / (2 * r * r)),
      -0.34,
    ) +
    Math.sin(x / 97 + y / 143) * 0.035;
  let view = box(0, 0, width, height, '#f6efdc');
  const bands = [
    [-9, '#6fa3b5'],
    [-0.7, '#86b4c2'],
    [-0.42, '#a3c7cf'],
    [-0.2, '#c3dcdc'],
    [0, '#efdfb4'],
    [0.3, '#e3cb94'],
    [0.62, '#d3b279'],
    [0.95, '#bf965f'],
  ];
  const step = 8;
  for (const [from, fill] of bands) view += `<path d="${cells(level, from, step)}" fill="${fill}"/>`;
  for (let at = -1; at < 1.7; at += 0.09)
    view += `<path d="${contour(level, at, step)}" fill="none" stroke="${at < -0.01 ? '#33677c' : '#7c5a34'}" stroke-width="1.3" opacity="0.5"/>`;
  view += `<path d="${contour(level, 0, step)}" fill="none" stroke="#33291f" stroke-width="4"/>`;
  for (let x = 0; x <= width; x += 200)
    view += line(
      [
        [x, 0],
        [x, height],
      ],
      '#28404c',
      1,
      'opacity="0.3"',
    );
  for (let y = 67; y <= height; y += 200)
    view += line(
      [
        [0, y],
        [width, y],
      ],
      '#28404c',
      1,
      'opacity="0.3"',
    );
  view += `<g font-family="DejaVu Serif, serif" font-style="italic" font-size="21" fill="#214a5c" opacity="0.85">`;
  for (let sounding = 0; sounding < 90; sounding += 1) {
    const [x, y] = [40 + random() * (width - 90), 40 + random() * (height - 80)];
    if (level(x, y) < -0.12) view += `<text x="${round(x)}" y="${round(y)}">${Math.round(-level(x, y) * 52)}</text>`;
  }
  view += `</g><g transform="translate(1380 840)" fill="none" stroke="#8c2f2a" stroke-width="2.4"><circle r="130"/><circle r="112" stroke-width="1.2"/>`;
  for (let tick = 0; tick < 72; tick += 1)
    view += `<path d="M0 -130V${tick % 6 ? -120 : -108}" transform="rotate(${tick * 5})"/>`;
  return picture(
    `${view}<path d="M0 -100L16 0L0 100L-16 0Z" fill="#8c2f2a" stroke="none"/><path d="M-100 0L0 -12L100 0L0 12Z" fill="#8c2f2a" fill-opacity="0.35" stroke="none"/></g>`,
  );
}

/** Squares (as runs) whose level is above `from`, good enough below the drawn lines. */
function cells(level, from, step) {
  const half = step / 2;
  let d = '';
  for (let y = 0; y < height; y += half) {
    let start;
    for (let x = 0; x <= width; x += half) {
      const inside = x < width && level(x + half / 2, y + half / 2) > from;
      if (inside && start === undefined) start = x;
      if (!inside && start !== undefined) {
        d += `M${start} ${y}H${x}V${y + half + 0.4}H${start}Z`;
        start = undefined;
      }
    }
  }
  return d;
}

/** Line of equal level by marching squares, as separate strokes. */
function contour(level, at, step) {
  let d = '';
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const corners = [
        [x, y],
        [x + step, y],
        [x + step, y + step],
        [x, y + step],
      ];
      const values = corners.map(([cx, cy]) => level(cx, cy) - at);
      const cuts = [];
      for (let side = 0; side < 4; side += 1) {
        const [a, b] = [values[side], values[(side + 1) % 4]];
        if (a > 0 === b > 0) continue;
        const share = a / (a - b);
        const [p, q] = [corners[side], corners[(side + 1) % 4]];
        cuts.push([p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share]);
      }
      for (let index = 0; index + 1 < cuts.length; index += 2)
        d += `M${round(cuts[index][0])} ${round(cuts[index][1])}L${round(cuts[index + 1][0])} ${round(cuts[index + 1][1])}`;
    }
  }
  return d;
}

/** A month of tides, each day one curve, on warm paper. */
export function tideCurves() {
  let view = box(0, 0, width, height, '#f5ead6');
  for (let x = 100; x <= 1500; x += 58.33)
    view += line(
      [
        [x, 90],
        [x, 980],
      ],
      '#c9a888',
      1,
      'opacity="0.5"',
    );
  for (let y = 130; y <= 960; y += 104)
    view += line(
      [
        [80, y],
        [1520, y],
      ],
      '#c9a888',
      1,
      'opacity="0.5"',
    );
  view += line(
    [
      [80, 546],
      [1520, 546],
    ],
    '#b4432f',
    3,
  );
  for (let day = 0; day < 31; day += 1) {
    const points = [];
    for (let hour = 0; hour <= 24; hour += 0.2) {
      const t = day * 24 + hour;
      const h =
        0.44 * Math.cos((2 * Math.PI * t) / 12.42) +
        0.16 * Math.cos((2 * Math.PI * t) / 12) +
        0.09 * Math.cos((2 * Math.PI * t) / 12.66) +
        0.05 * Math.cos((2 * Math.PI * t) / 23.93);
      points.push([100 + (hour / 24) * 1400, 546 - h * 560]);
    }
    view += line(points, mix('#17405a', '#3f9aa6', day / 30), 3.2, `opacity="${0.35 + (day % 7 === 0 ? 0.5 : 0.15)}"`);
  }
  return picture(view + dot(452, 178, 15, '#b4432f') + dot(452, 178, 27, 'none', 'stroke="#b4432f" stroke-width="3"'));
}

/** A desk from above. */
export function inkDesk() {
  const random = seeded(89);
  let view = box(0, 0, width, height, '#8a5f3f');
  for (let grain = 0; grain < 90; grain += 1) {
    const y = random() * height;
    view += `<path d="M0 ${y}C400 ${y + random() * 26 - 13} 1100 ${y + random() * 26 - 13} 1600 ${y + random() * 14 - 7}" fill="none" stroke="${random() < 0.5 ? '#74492e' : '#a0724c'}" stroke-width="${1 + random() * 5}" opacity="0.35"/>`;
  }
  view += `<g transform="rotate(-7 760 540)">${box(262, 152, 960, 790, '#2b1a10', 'opacity="0.45" filter="url(#soft18)"')}${box(250, 130, 960, 790, '#f7f1e2')}`;
  for (let band = 7; band >= 0; band -= 1) {
    const points = Array.from({ length: 60 }, (_, index) => {
      const turn = (index / 60) * Math.PI * 2;
      const r =
        (96 + band * 27) * (1 + 0.2 * Math.sin(turn * 3 + 1) + 0.1 * Math.sin(turn * 5) + 0.05 * Math.cos(turn * 9));
      return [690 + Math.cos(turn) * r * 1.18, 520 + Math.sin(turn) * r * 0.92];
    });
    view += shape(
      points,
      band === 0 ? '#f2e2b6' : mix('#4f8fa8', '#f7f1e2', 0.22 + band * 0.1),
      `opacity="${band === 0 ? 1 : 0.5}"`,
    );
    view += line([...points, points[0]], '#1f3b52', band === 0 ? 4 : 1.2, 'opacity="0.8"');
  }
  for (let word = 0; word < 4; word += 1)
    view += box(920, 190 + word * 22, 210 - word * 34, 6, '#1f3b52', 'opacity="0.7"');
  view += '</g>';
  view +=
    dot(1388, 282, 112, '#2b1a10', 'opacity="0.5" filter="url(#soft18)"') +
    dot(1376, 262, 112, '#efe7da') +
    dot(1376, 262, 92, '#d8cdbc') +
    dot(1376, 262, 86, '#3d2317') +
    radial('crema', [
      [0, '#7a4a2b'],
      [0.8, '#5a3320'],
      [1, '#3d2317'],
    ]) +
    dot(1376, 262, 84, 'url(#crema)') +
    `<path d="M1478 230C1550 220 1550 310 1478 300" fill="none" stroke="#efe7da" stroke-width="22"/>`;
  view +=
    dot(1366, 652, 84, '#2b1a10', 'opacity="0.5" filter="url(#soft18)"') +
    box(1278, 556, 164, 164, '#274357', 'rx="30" opacity="0.92"') +
    dot(1360, 638, 62, '#1a2c3b') +
    dot(1360, 638, 50, '#0d1b2c') +
    `<path d="M1326 610A46 46 0 0 1 1372 592" fill="none" stroke="#8fb4cc" stroke-width="7" stroke-linecap="round"/>`;
  view += `<g transform="rotate(38 1180 860)">${box(956, 860, 430, 22, '#2b1a10', 'opacity="0.5" filter="url(#soft6)"')}${box(950, 846, 380, 20, '#8c2f2a', 'rx="10"')}${box(1000, 849, 300, 4, '#d47a6c', 'rx="2"')}${shape(
    [
      [950, 846],
      [950, 866],
      [900, 860],
      [872, 856],
      [900, 851],
    ],
    '#c9b27a',
  )}</g>`;
  for (let drop = 0; drop < 7; drop += 1)
    view += dot(1190 + random() * 90, 690 + random() * 150, 3 + random() * 9, '#16324a', 'opacity="0.9"');
  return picture(view);
}
