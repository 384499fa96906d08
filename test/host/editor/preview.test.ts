import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { PreviewModule } from '../../../client/src/editor/begin.ts';
import { runInBrowser } from '../browser-bundles.ts';

const runbook = '---\nrunbook:\n  hosts: web1\n---\n\n```sh {name=look check=true}\ntrue <&1\n```\n';

describe('the preview in a browser', () => {
  it('shows steps from the moment on that it is loaded, in a preview that was there before', () => {
    const md = new MarkdownIt();
    expect(md.render(runbook)).not.toContain('opsbook');
    const { extendMarkdownIt } = runInBrowser('./preview.cjs') as PreviewModule;
    expect(extendMarkdownIt(md as never, () => undefined)).toBe(md);
    const shown = md.render(runbook);
    expect(shown).toMatch(
      /<span class="opsbook-label opsbook-label-kind">[^<]+<\/span><span class="opsbook-label opsbook-label-name">look<\/span>/,
    );
    expect(shown).toContain('true &lt;&amp;1');
    expect(md.render('# Prose\n\n```sh\ntrue\n```\n')).not.toContain('opsbook');
  });

  it('puts nothing into the tokens, which VS Code sends to its Markdown server at every keystroke', () => {
    const { extendMarkdownIt } = runInBrowser('./preview.cjs') as PreviewModule;
    const parsed = (md: { parse(text: string, env: object): unknown }): string => JSON.stringify(md.parse(runbook, {}));
    expect(parsed(extendMarkdownIt(new MarkdownIt() as never, () => undefined))).toBe(parsed(new MarkdownIt()));
  });

  it('shows each of two runbooks by its own text when they were parsed before either is rendered', () => {
    const md = new MarkdownIt();
    const { extendMarkdownIt } = runInBrowser('./preview.cjs') as PreviewModule;
    extendMarkdownIt(md as never, () => undefined);
    const both = [runbook, runbook.replaceAll('look', 'find')].map((text) => md.parse(text, {}));
    const names = both.map((tokens) => /opsbook-label-name">([^<]+)/.exec(md.renderer.render(tokens, md.options, {}))?.[1]);
    expect(names).toEqual(['look', 'find']);
  });
});
