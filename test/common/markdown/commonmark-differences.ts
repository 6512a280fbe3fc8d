/** Examples of the suite that the whole dialect shows differently on purpose, by reason. */
export const differences: Readonly<Record<string, { readonly reason: string; readonly examples: readonly number[] }>> =
  {
    rawHtml: {
      reason:
        'Raw HTML is reduced to an allowlist and always well nested: tags in lower case, comments, scripts and unknown elements left out, what is open is closed, characters in addresses encoded.',
      examples: [
        21, 31, 148, 150, 151, 152, 153, 155, 156, 157, 158, 163, 165, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178,
        179, 180, 181, 182, 183, 184, 187, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616,
        617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
      ],
    },
    figures: {
      reason: 'A picture alone in a paragraph is a figure; its title is the caption.',
      examples: [517, 520, 531, 572, 573, 574, 575, 576, 577, 578, 580, 581, 582, 583, 584, 585, 586, 588, 589, 591],
    },
    titleLinks: {
      reason: '`[[…]]` is a link to a post of the same site.',
      examples: [548, 559, 590],
    },
    autolinks: {
      reason: 'Addresses in running text are links, as on GitHub.',
      examples: [602, 608, 611, 612],
    },
    schemes: {
      reason: 'Addresses lead only where schemes on the allowlist lead.',
      examples: [598, 599, 601],
    },
  };
