import { person } from './harbour.mjs';
import { box, dot, height, line, mix, picture, radial, seeded, shape, vertical, width } from './svg.mjs';

/** People before tall windows with the harbour outside. */
export function foyer() {
  const random = seeded(71);
  let view =
    vertical('outside', [
      [0, '#a8cfe0'],
      [0.42, '#e9efe6'],
      [0.55, '#f7e7c8'],
      [0.56, '#8fb2b8'],
      [1, '#5c8b98'],
    ]) + box(0, 0, width, height, 'url(#outside)');
  for (let block = 0; block < 34; block += 1) {
    const h = 24 + random() * 90;
    view += box(
      block * 50 - 10,
      470 - h,
      30 + random() * 26,
      h,
      ['#d89a6c', '#c4745a', '#e9d3ad', '#8fa3a8', '#b9695a'][Math.floor(random() * 5)],
      'opacity="0.75"',
    );
  }
  for (let crane = 0; crane < 2; crane += 1) {
    const x = 420 + crane * 690;
    view +=
      line(
        [
          [x, 470],
          [x, 210],
        ],
        '#5d6f78',
        9,
      ) +
      line(
        [
          [x - 70, 250],
          [x + 190, 190],
        ],
        '#5d6f78',
        7,
      ) +
      line(
        [
          [x, 210],
          [x + 190, 190],
        ],
        '#5d6f78',
        3,
      ) +
      line(
        [
          [x + 160, 198],
          [x + 160, 330],
        ],
        '#5d6f78',
        2,
      );
  }
  view += box(0, 0, width, 70, '#3b3438') + box(0, 380, width, 12, '#3b3438');
  for (let frame = 0; frame <= 6; frame += 1) view += box(frame * 262 - 12, 0, 24, 790, '#3b3438');
  view +=
    vertical('floor', [
      [0, '#c9a884'],
      [1, '#7d5d48'],
    ]) +
    shape(
      [
        [0, 780],
        [width, 780],
        [width, height],
        [0, height],
      ],
      'url(#floor)',
    );
  for (let pane = 0; pane < 6; pane += 1) {
    const x = pane * 262;
    view += shape(
      [
        [x + 20, 780],
        [x + 240, 780],
        [x + 150, height],
        [x - 190, height],
      ],
      '#fff2d2',
      'opacity="0.34"',
    );
  }
  const coats = ['#24303f', '#5b2e35', '#2f4a46', '#7a5a36', '#39314c', '#9c4a35', '#455a6e'];
  const groups = [
    [150, 3],
    [470, 2],
    [790, 4],
    [1180, 3],
    [1460, 2],
  ];
  for (const [centre, count] of groups) {
    for (let index = 0; index < count; index += 1) {
      const x = centre + (index - (count - 1) / 2) * 74 + random() * 14;
      const floor = 900 + random() * 90;
      const tall = 400 + random() * 60;
      const coat = coats[Math.floor(random() * coats.length)];
      view += shape(
        [
          [x - 30, floor],
          [x + 30, floor],
          [x - 60, floor + 120],
          [x - 120, floor + 120],
        ],
        '#4a3327',
        'opacity="0.32" filter="url(#soft6)"',
      );
      view +=
        person(x, floor, tall, coat) +
        box(x - tall * 0.026, floor - tall * 0.87, tall * 0.052, tall * 0.05, mix('#d9a987', coat, 0.3)) +
        dot(
          x,
          floor - tall * 0.925,
          tall * 0.078,
          ['#2c211f', '#6a4a30', '#a98452', '#4b4750'][Math.floor(random() * 4)],
        );
    }
  }
  for (const x of [640, 1010])
    view +=
      box(x - 5, 800, 10, 190, '#2f282c') +
      `<ellipse cx="${x}" cy="800" rx="74" ry="15" fill="#efe6d6"/><ellipse cx="${x}" cy="990" rx="46" ry="9" fill="#2f282c"/>` +
      box(x - 26, 780, 15, 17, '#ffffff') +
      box(x + 10, 782, 15, 17, '#c9573a');
  return picture(view);
}

/** City lights out of focus on dark water. */
export function eveningWalk() {
  const random = seeded(73);
  let view =
    vertical('night', [
      [0, '#101a38'],
      [0.4, '#2b3560'],
      [0.52, '#6a4f72'],
      [0.53, '#1c2447'],
      [1, '#080d1f'],
    ]) + box(0, 0, width, height, 'url(#night)');
  for (let block = 0; block < 30; block += 1) {
    const h = 40 + random() * 170;
    view += box(block * 56 - 20, 560 - h, 62, h, '#161d3c', 'opacity="0.8" filter="url(#soft6)"');
  }
  const lights = ['#ffcf7a', '#ffb45e', '#ff8f5e', '#ffe9bd', '#9fd4e8', '#f07a78'];
  for (let light = 0; light < 90; light += 1) {
    const colour = lights[Math.floor(random() * lights.length)];
    const x = random() * width;
    const y = 540 - random() ** 2 * 210;
    const r = 10 + random() ** 2 * 46;
    const opacity = 0.16 + random() * 0.4;
    view +=
      dot(x, y, r, colour, `opacity="${opacity.toFixed(2)}"`) +
      `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour}" stroke-width="1.5" opacity="${(opacity * 0.9).toFixed(2)}"/>`;
    view += `<ellipse cx="${x}" cy="${590 + (560 - y) * 1.5}" rx="${r * 0.5}" ry="${r * 2.6}" fill="${colour}" opacity="${(opacity * 0.5).toFixed(2)}" filter="url(#soft6)"/>`;
  }
  view +=
    radial('vignette', [
      [0.5, '#000000', 0],
      [1, '#03050d', 0.55],
    ]) + box(-300, -200, width + 600, height + 400, 'url(#vignette)');
  view += box(0, 930, width, 16, '#05070f') + box(0, 1000, width, 10, '#05070f');
  for (let x = 60; x < width; x += 210) view += box(x, 930, 12, 140, '#05070f');
  return picture(view + person(1130, 1075, 420, '#05070f') + person(1215, 1075, 385, '#070a14'));
}
