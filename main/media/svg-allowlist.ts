/** Elements of SVG 1.1 and 2 that draw or describe. Nothing that runs, fetches, embeds or changes other elements. */
export const svgElements: ReadonlySet<string> = new Set([
  ...['svg', 'g', 'defs', 'symbol', 'use', 'switch', 'title', 'desc', 'style'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'image'],
  ...['text', 'tspan', 'textPath'],
  ...['linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask', 'marker', 'filter'],
  ...['feBlend', 'feColorMatrix', 'feComponentTransfer', 'feComposite', 'feConvolveMatrix', 'feDiffuseLighting'],
  ...['feDisplacementMap', 'feDistantLight', 'feDropShadow', 'feFlood', 'feFuncA', 'feFuncB', 'feFuncG', 'feFuncR'],
  ...['feGaussianBlur', 'feMerge', 'feMergeNode', 'feMorphology', 'feOffset', 'fePointLight', 'feSpecularLighting'],
  ...['feSpotLight', 'feTile', 'feTurbulence'],
]);

/** Elements that go while what is inside them stays: a link's picture is still a picture. */
export const svgWrappers: ReadonlySet<string> = new Set(['a']);

/** Attributes without a namespace that may stay. Those with a value that can point elsewhere are checked again. */
export const svgAttributes: ReadonlySet<string> = new Set([
  ...['id', 'class', 'style', 'lang', 'role', 'href', 'transform', 'version', 'viewBox', 'preserveAspectRatio'],
  ...['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'fr', 'dx', 'dy', 'd', 'points'],
  ...['width', 'height', 'pathLength', 'rotate', 'textLength', 'lengthAdjust', 'startOffset', 'method', 'spacing'],
  ...['alignment-baseline', 'baseline-shift', 'clip', 'clip-path', 'clip-rule', 'color', 'color-interpolation'],
  ...['color-interpolation-filters', 'cursor', 'direction', 'display', 'dominant-baseline', 'fill', 'fill-opacity'],
  ...['fill-rule', 'filter', 'flood-color', 'flood-opacity', 'font-family', 'font-size', 'font-size-adjust'],
  ...['font-stretch', 'font-style', 'font-variant', 'font-weight', 'image-rendering', 'isolation', 'letter-spacing'],
  ...['lighting-color', 'marker-end', 'marker-mid', 'marker-start', 'mask', 'mix-blend-mode', 'opacity', 'overflow'],
  ...['paint-order', 'shape-rendering', 'stop-color', 'stop-opacity', 'stroke', 'stroke-dasharray', 'unicode-bidi'],
  ...['stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-opacity', 'stroke-width'],
  ...[
    'text-anchor',
    'text-decoration',
    'text-rendering',
    'vector-effect',
    'visibility',
    'word-spacing',
    'writing-mode',
  ],
  ...['gradientTransform', 'gradientUnits', 'spreadMethod', 'offset', 'patternContentUnits', 'patternTransform'],
  ...['patternUnits', 'clipPathUnits', 'maskContentUnits', 'maskUnits', 'markerHeight', 'markerUnits', 'markerWidth'],
  ...['orient', 'refX', 'refY', 'filterUnits', 'primitiveUnits', 'in', 'in2', 'result', 'mode', 'type', 'values'],
  ...['tableValues', 'slope', 'intercept', 'amplitude', 'exponent', 'operator', 'k1', 'k2', 'k3', 'k4', 'order'],
  ...['kernelMatrix', 'divisor', 'bias', 'targetX', 'targetY', 'edgeMode', 'preserveAlpha', 'surfaceScale'],
  ...['diffuseConstant', 'specularConstant', 'specularExponent', 'scale', 'xChannelSelector', 'yChannelSelector'],
  ...['azimuth', 'elevation', 'pointsAtX', 'pointsAtY', 'pointsAtZ', 'z', 'limitingConeAngle', 'stdDeviation'],
  ...['radius', 'baseFrequency', 'numOctaves', 'seed', 'stitchTiles', 'requiredFeatures', 'systemLanguage', 'media'],
]);
