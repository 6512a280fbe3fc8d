import { box, dot, height, line, mix, radial, shape, vertical, width } from './svg.mjs';

/** A skyline between left and right by midpoint displacement: [x, y] points, `peak` pixels above and below `base`. */
export function ridge(random, { base, peak, roughness = 0.52, from = 0, to = width, steps = 8, tent = 0 }) {
  let heights = [random() - 0.5, random() - 0.5];
  let spread = 1;
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (let index = 0; index < heights.length - 1; index += 1) {
      next.push(heights[index], (heights[index] + heights[index + 1]) / 2 + (random() - 0.5) * spread);
    }
    next.push(heights.at(-1));
    heights = next;
    spread *= roughness;
  }
  return heights.map((value, index) => {
    const share = index / (heights.length - 1);
    return [from + (to - from) * share, base - value * peak - Math.sin(share * Math.PI) * tent];
  });
}

/** Fills below a skyline. */
export function land(points, fill, bottom = height, extra = '') {
  return shape([...points, [points.at(-1)[0], bottom], [points[0][0], bottom]], fill, extra);
}

/** Ridges behind each other from far to near with haze between them. */
export function ridges(random, { layers, far, near, top, bottom, peak, roughness = 0.5, haze }) {
  let out = '';
  for (let layer = 0; layer < layers; layer += 1) {
    const share = layer / Math.max(1, layers - 1);
    const base = top + (bottom - top) * share;
    const id = `ridge${Math.floor(random() * 1e9)}`;
    const colour = mix(far, near, share);
    out += vertical(id, [
      [0, colour],
      [1, mix(colour, haze, 0.75 * (1 - share * 0.6))],
    ]);
    out += land(
      ridge(random, { base, peak: peak * (0.55 + share * 0.6), roughness }),
      `url(#${id})`,
      base + peak * 1.4 + 60,
    );
  }
  return out;
}

/** Sky over the whole picture. */
export function sky(stops) {
  return vertical('sky', stops) + box(0, 0, width, height, 'url(#sky)');
}

/** Sun or moon with a glow. */
export function glow(x, y, r, colour, strength = 0.8) {
  const id = `glow${Math.round(x)}${Math.round(y)}`;
  return (
    radial(id, [
      [0, colour, strength],
      [0.25, colour, strength * 0.4],
      [1, colour, 0],
    ]) +
    dot(x, y, r * 7, `url(#${id})`) +
    dot(x, y, r, colour)
  );
}

/** Everything in `content` above `horizon`, mirrored in water with ripples laid over it. */
export function mirrored(random, content, { horizon, tint, ripple, depth = 0.4, light }) {
  let out = content;
  out += `<clipPath id="water"><rect x="0" y="${horizon}" width="${width}" height="${height - horizon}"/></clipPath>`;
  out += `<g clip-path="url(#water)"><g transform="translate(0 ${horizon * 2}) scale(1 -1)" filter="url(#soft2)">${content
    .replaceAll(/id="(?!water)([^"]+)"/g, 'id="m-$1"')
    .replaceAll('url(#', 'url(#m-')
    .replaceAll('url(#m-soft', 'url(#soft')}</g>`;
  out += vertical('tint', [
    [0, tint, depth * 0.5],
    [1, tint, Math.min(1, depth * 2)],
  ]);
  out += box(0, horizon, width, height - horizon, 'url(#tint)');
  for (let index = 0; index < 240; index += 1) {
    const near = random() ** 1.6;
    const y = horizon + 3 + near * (height - horizon);
    const length = 20 + near * 260 * random();
    const x = random() * (width + 200) - 100;
    out += line(
      [
        [x, y],
        [x + length, y],
      ],
      random() < 0.5 ? ripple : (light ?? tint),
      0.8 + near * 3.4,
      `opacity="${(0.08 + random() * 0.2).toFixed(2)}"`,
    );
  }
  return `${out}</g>`;
}

/** Stars above `lowest`. */
export function stars(random, count, lowest) {
  let out = '';
  for (let index = 0; index < count; index += 1) {
    const brightness = random() ** 3;
    out += dot(
      random() * width,
      random() * lowest,
      0.7 + brightness * 1.5,
      '#fff7e6',
      `opacity="${(0.25 + brightness * 0.75).toFixed(2)}"`,
    );
  }
  return out;
}

/** A layer of mist. */
export function mist(y, tall, colour, opacity) {
  const id = `mist${Math.round(y)}`;
  return (
    vertical(id, [
      [0, colour, 0],
      [0.5, colour, opacity],
      [1, colour, 0],
    ]) + box(0, y - tall / 2, width, tall, `url(#${id})`)
  );
}
