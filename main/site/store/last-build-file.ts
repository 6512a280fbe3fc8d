/** Name of the file in which a build leaves for the next one what it knows: where it lies, a site was built. */
export const lastBuildFile = 'last-build.jsonl';
