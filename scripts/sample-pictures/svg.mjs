/** Size of every sample picture, in pixels, before a portrait one is turned. */
export const width = 1600;
export const height = 1067;

/** A generator of numbers in [0, 1) that gives the same pictures on every machine. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Wraps drawing into a document; `soft` blurs are shared by all scenes. */
export function picture(content, { w = width, h = height } = {}) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<defs>
<filter id="soft2" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="2"/></filter>
<filter id="soft6" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="6"/></filter>
<filter id="soft18" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="18"/></filter>
<filter id="soft60" x="-100%" y="-100%" width="300%" height="300%"><feGaussianBlur stdDeviation="60"/></filter>
</defs>
${content}</svg>`;
}

/** A gradient from top to bottom as a definition; `stops` are [offset, colour, opacity?]. */
export function vertical(id, stops) {
  return gradient(`<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">`, 'linearGradient', stops);
}

/** A round gradient as a definition. */
export function radial(id, stops) {
  return gradient(`<radialGradient id="${id}">`, 'radialGradient', stops);
}

function gradient(open, tag, stops) {
  const list = stops.map(
    ([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  );
  return `<defs>${open}${list.join('')}</${tag}></defs>`;
}

/** A filled rectangle. */
export function box(x, y, w, h, fill, extra = '') {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}" ${extra}/>`;
}

/** A filled circle. */
export function dot(x, y, r, fill, extra = '') {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}" ${extra}/>`;
}

/** A filled shape through points. */
export function shape(points, fill, extra = '') {
  return `<path d="M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z" fill="${fill}" ${extra}/>`;
}

/** An open line through points. */
export function line(points, stroke, strokeWidth, extra = '') {
  const d = points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L');
  return `<path d="M${d}" fill="none" stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
}

/** Rounds for small files. */
export function round(value) {
  return Math.round(value * 10) / 10;
}

/** A colour between two `#rrggbb` ones. */
export function mix(from, to, share) {
  const parts = [1, 3, 5].map((at) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
