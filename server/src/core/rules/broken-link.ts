import { type Anchors, anchorsOf, hasAnchor } from '../markdown/anchors.ts';
import { fileLinks } from '../places.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A link to a file that is not there, or to an anchor that no heading makes. */
export const brokenLink: RunbookRule = {
  id: 'runbook-broken-link',
  severity: 'warning',
  summary: 'A link to a file that is not there, or to a heading that no document has',
  why: 'Who follows it is in the middle of an incident. Only relative links and anchors are looked at: nothing is asked over the network. Anchors are compared by their letters and digits, because each forge makes them in its own way.',
  story:
    'The step for going back said “see the restore runbook”, and that had been moved to another folder in spring. In autumn it took twenty minutes to find it again, with the database down.',
  bad: '---\nrunbook:\n---\n\n# Restore\n\nSee [going back](#goingback-now).\n',
  good: '---\nrunbook:\n---\n\n# Restore\n\nSee [going back](#going-back).\n\n## Going back\n',
  *check({ project, document, runbook }) {
    let own: Anchors | undefined;
    for (const { path, anchor, span, written } of fileLinks(document)) {
      if (path === document.path) {
        own ??= anchorsOf(runbook.text, runbook.markdown);
        if (anchor !== undefined && !general(anchor) && !hasAnchor(own, anchor))
          yield { span, message: `No heading of this document makes the anchor \`#${anchor}\`` };
        continue;
      }
      const place = project.places?.get(path);
      if (place?.kind === 'missing') yield { span, message: `There is no file at \`${written}\`` };
      else if (place?.anchors !== undefined && anchor !== undefined && !general(anchor) && !hasAnchor(place.anchors, anchor))
        yield { span, message: `No heading of that document makes the anchor \`#${anchor}\`` };
    }
  },
};

/** Anchors that a forge makes by itself: the top, and lines of the source. */
function general(anchor: string): boolean {
  return /^(?:top|readme|start-of-content|L\d+(?:-L\d+)?|:~:.*|user-content-.*)$/i.test(anchor);
}
