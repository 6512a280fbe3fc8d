declare module 'commonmark-spec' {
  const spec: {
    readonly text: string;
    readonly tests: { markdown: string; html: string; section: string; number: number }[];
  };
  export default spec;
}
