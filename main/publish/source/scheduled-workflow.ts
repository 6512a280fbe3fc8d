import type { SchedulingHost, ShownWorkflow } from '../../../common/contract/scheduled-workflow.ts';
import type { LayoutName } from '../../../common/contract/site.ts';
import { sha256 } from '../../node/hash.ts';

/** Where the workflow lies, below the root of the repository. */
export const workflowPath = '.github/workflows/offprint-scheduled.yml';

/** What decides how a host is told to make the site again. */
export interface WorkflowQuestion {
  readonly host: SchedulingHost;
  readonly layout: LayoutName;
  readonly branch: string;
  /** The blog's folder is the root of its repository. */
  readonly isAtRoot: boolean;
  /** What is in the file now; undefined when there is none. */
  readonly current: string | undefined;
  /** The author's own workflows. */
  readonly others: readonly { readonly file: string; readonly text: string }[];
}

/** Once an hour, away from the full hour, when hosts are busiest and let runs wait. */
const cron = '17 * * * *';

/**
 * What is to be written so that posts go live when their date comes, also while this program does not run. GitHub takes it as a
 * file; one that starts the author's own workflow where that can be started, or one that makes and deploys the site where
 * there is none. GitLab keeps times in the project's settings, and on Forgejo the way to the pages is each author's own.
 * Undefined for a blog that no host can make. After docs.github.com/actions (events that trigger workflows),
 * docs.gitlab.com/ci/pipelines/schedules and forgejo.org/docs (actions reference).
 */
export function scheduledWorkflow(question: WorkflowQuestion): ShownWorkflow | undefined {
  const { host, layout, current, others, isAtRoot } = question;
  if (layout === 'offprint') return undefined;
  if (host === 'gitlab') return { kind: 'by-hand', host, text: cron };
  if (host === 'forgejo') return { kind: 'by-hand', host, text: scheduleLines };
  const builder = others.find(({ text }) => /pages|deploy/i.test(text));
  const canStart = builder !== undefined && /^ *workflow_dispatch\b|[[, ]workflow_dispatch\b/m.test(builder.text);
  if (!isAtRoot || (builder !== undefined && !canStart)) {
    return { kind: 'by-hand', host, text: scheduleLines, ...(builder === undefined ? {} : { file: builder.file }) };
  }
  if (current !== undefined) {
    return { kind: 'file', file: workflowPath, text: current, state: isOurs(current) ? 'written' : 'foreign' };
  }
  const body = builder === undefined ? deployingText(layout) : startingText(builder.file, question.branch);
  return { kind: 'file', file: workflowPath, text: marked(body), state: 'absent' };
}

const scheduleLines = `on:\n  schedule:\n    - cron: '${cron}'\n`;

/** True for a text that is, to the letter, as it was written here. */
function isOurs(text: string): boolean {
  const [first = '', ...rest] = text.replaceAll('\r\n', '\n').split('\n');
  return first === markOf(rest.join('\n'));
}

function marked(body: string): string {
  return `${markOf(body)}\n${body}`;
}

function markOf(body: string): string {
  return `# Written by Offprint (${sha256(body).slice(0, 16)}): posts go live when their date comes.`;
}

/** Starts the author's own workflow. Without a push its schedule ends after 60 days; that is GitHub's rule. */
function startingText(file: string, branch: string): string {
  const name = file.split('/').at(-1) ?? '';
  return `name: Scheduled posts
on:
  schedule:
    - cron: '${cron}'
permissions:
  actions: write
jobs:
  start:
    runs-on: ubuntu-latest
    steps:
      - run: gh workflow run "$WORKFLOW" --ref "$BRANCH"
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          WORKFLOW: '${name.replaceAll("'", "''")}'
          BRANCH: '${branch.replaceAll("'", "''")}'
`;
}

/** Makes the site and hands it to GitHub Pages. */
function deployingText(layout: Exclude<LayoutName, 'offprint'>): string {
  const { steps, folder } = generators[layout];
  return `name: Scheduled posts
on:
  push:
  schedule:
    - cron: '${cron}'
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  deploy:
    if: github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
        with:
          submodules: recursive
          fetch-depth: 0
      - uses: actions/configure-pages@v5
        id: pages
${steps}      - uses: actions/upload-pages-artifact@v3
        with:
          path: ${folder}
      - uses: actions/deploy-pages@v4
        id: deployment
`;
}

const withNode = (command: string) => `      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install
      - run: ${command}
`;

/** How each program's site is made, and where it lies then. */
const generators: Readonly<
  Record<Exclude<LayoutName, 'offprint'>, { readonly steps: string; readonly folder: string }>
> = {
  hugo: {
    steps: `      - run: gh release download --repo gohugoio/hugo --pattern 'hugo_extended_[0-9]*_linux-amd64.deb' --output hugo.deb
        env:
          GH_TOKEN: \${{ github.token }}
      - run: sudo dpkg -i hugo.deb
      - run: hugo --minify --baseURL "$BASE_URL/"
        env:
          BASE_URL: \${{ steps.pages.outputs.base_url }}
`,
    folder: 'public',
  },
  jekyll: {
    steps: `      - uses: actions/jekyll-build-pages@v1
        with:
          source: ./
          destination: ./_site
`,
    folder: '_site',
  },
  hexo: { steps: withNode('npx hexo generate'), folder: 'public' },
  eleventy: { steps: withNode('npx @11ty/eleventy'), folder: '_site' },
  astro: { steps: withNode('npx astro build'), folder: 'dist' },
};
