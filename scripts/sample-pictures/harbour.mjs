import { box, dot, line, mix, shape } from './svg.mjs';

/** A gabled wooden house standing on `floor`; windows are lit when `lamp` is given. */
export function house(random, { x, floor, w, h, wall, roof, lamp, stilts = 0 }) {
  const top = floor - h;
  const rise = w * 0.42;
  let out = '';
  for (let leg = 0; leg <= 3 && stilts; leg += 1) {
    out += box(x + (w - 6) * (leg / 3), floor, 6, stilts, mix(roof, '#000000', 0.2));
  }
  out += shape(
    [
      [x, floor],
      [x, top],
      [x + w / 2, top - rise],
      [x + w, top],
      [x + w, floor],
    ],
    wall,
  );
  out += shape(
    [
      [x + w / 2, top - rise],
      [x + w, top],
      [x + w, floor],
      [x + w * 0.72, floor],
      [x + w * 0.72, top - rise * 0.56],
    ],
    mix(wall, '#000000', 0.14),
  );
  out += line(
    [
      [x - 7, top + 6],
      [x + w / 2, top - rise - 2],
      [x + w + 7, top + 6],
    ],
    roof,
    9,
  );
  const columns = Math.max(2, Math.floor(w / 46));
  const rows = Math.max(1, Math.floor(h / 62));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const wx = x + (w / columns) * (column + 0.5) - 8;
      const wy = top + (h / rows) * (row + 0.32);
      const lit = lamp !== undefined && random() < 0.6;
      out += box(wx - 2.5, wy - 2.5, 21, 29, '#f3ead9', 'opacity="0.85"');
      out += box(wx, wy, 16, 24, lit ? lamp : mix(roof, '#22303c', 0.5));
      if (lit) out += box(wx - 10, wy - 8, 36, 42, lamp, 'opacity="0.35" filter="url(#soft6)"');
    }
  }
  return out;
}

/** A row of houses of different sizes along a quay. */
export function row(random, { from, to, floor, tallest, walls, roof, lamp, stilts = 0, gap = 6 }) {
  let out = '';
  let x = from;
  while (x < to - 60) {
    const w = Math.min(to - x, 76 + random() * 70);
    const h = tallest * (0.55 + random() * 0.45);
    out += house(random, { x, floor, w, h, wall: walls[Math.floor(random() * walls.length)], roof, lamp, stilts });
    x += w + gap + random() * gap * 3;
  }
  return out;
}

/** A sailing boat with bare mast, hull on the water line `y`. */
export function boat({ x, y, size, hull, deck, mast }) {
  const s = size;
  let out = line(
    [
      [x + s * 0.1, y - s * 0.2],
      [x + s * 0.08, y - s * 1.9],
    ],
    mast,
    Math.max(2, s * 0.025),
  );
  out += line(
    [
      [x + s * 0.08, y - s * 1.85],
      [x + s * 0.95, y - s * 0.28],
    ],
    mast,
    Math.max(0.8, s * 0.008),
    'opacity="0.7"',
  );
  out += line(
    [
      [x + s * 0.08, y - s * 1.85],
      [x - s * 0.72, y - s * 0.3],
    ],
    mast,
    Math.max(0.8, s * 0.008),
    'opacity="0.7"',
  );
  out += line(
    [
      [x + s * 0.1, y - s * 0.46],
      [x - s * 0.6, y - s * 0.42],
    ],
    mast,
    Math.max(2, s * 0.04),
  );
  out += shape(
    [
      [x - s * 0.35, y - s * 0.28],
      [x - s * 0.3, y - s * 0.45],
      [x + s * 0.3, y - s * 0.45],
      [x + s * 0.42, y - s * 0.28],
    ],
    deck,
  );
  out += shape(
    [
      [x - s * 0.8, y - s * 0.28],
      [x + s, y - s * 0.32],
      [x + s * 0.78, y],
      [x - s * 0.68, y],
    ],
    hull,
  );
  return out;
}

/** A gull far away. */
export function gull(x, y, size, colour) {
  return `<path d="M${x - size} ${y - size * 0.2}Q${x - size * 0.45} ${y - size * 0.65} ${x} ${y}Q${x + size * 0.45} ${y - size * 0.65} ${x + size} ${y - size * 0.2}" fill="none" stroke="${colour}" stroke-width="${Math.max(1.6, size * 0.13)}" stroke-linecap="round"/>`;
}

/** Head and shoulders from behind or as a silhouette, standing on `floor` when `legs`. */
export function person(x, floor, tall, fill, extra = '') {
  const head = tall * 0.075;
  return `<g ${extra}>${dot(x, floor - tall + head, head, fill)}<path d="M${x - tall * 0.13} ${floor - tall * 0.45}C${x - tall * 0.15} ${floor - tall * 0.82} ${x - tall * 0.06} ${floor - tall * 0.84} ${x} ${floor - tall * 0.84}C${x + tall * 0.06} ${floor - tall * 0.84} ${x + tall * 0.15} ${floor - tall * 0.82} ${x + tall * 0.13} ${floor - tall * 0.45}L${x + tall * 0.075} ${floor - tall * 0.42}L${x + tall * 0.07} ${floor}L${x + tall * 0.015} ${floor}L${x} ${floor - tall * 0.4}L${x - tall * 0.015} ${floor}L${x - tall * 0.07} ${floor}L${x - tall * 0.075} ${floor - tall * 0.42}Z" fill="${fill}"/></g>`;
}
