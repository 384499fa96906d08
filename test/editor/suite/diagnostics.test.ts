import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { ours, showFile, until, wordsOf, ruleOf } from './workspace.ts';

const rule = 'logrotate-unknown-directive';
const block = ['```logrotate {file=/etc/logrotate.d/x}', '/var/log/x {', '  dailly', '}', '```'];

async function wordsIn(name: string, text: string): Promise<readonly string[]> {
  const { document } = await showFile(name, text);
  return until('diagnostics', () => {
    const words = wordsOf(document, rule);
    return words.length > 0 ? words : undefined;
  });
}

describe('diagnostics', () => {
  it('stand at the exact characters inside a fence', async () => {
    deepStrictEqual(await wordsIn('fence.md', `# x\n\n${block.join('\n')}\n`), ['dailly']);
  });

  it('stand there in a list item, a quote, and a list item in a quote', async () => {
    deepStrictEqual(await wordsIn('list.md', `- item\n\n${block.map((line) => `  ${line}`).join('\n')}\n`), ['dailly']);
    deepStrictEqual(await wordsIn('quote.md', `${block.map((line) => `> ${line}`).join('\n')}\n`), ['dailly']);
    deepStrictEqual(await wordsIn('both.md', `> 1. item\n>\n${block.map((line) => `>    ${line}`).join('\n')}\n`), ['dailly']);
  });

  it('stand there with CRLF', async () => {
    const text = `# x\r\n\r\n> ${block.join('\r\n> ')}\r\n`;
    deepStrictEqual(await wordsIn('crlf.md', text), ['dailly']);
    strictEqual(vscode.window.activeTextEditor?.document.eol, vscode.EndOfLine.CRLF);
  });

  it('go while typing, before anything is saved, and come back', async () => {
    const { document } = await showFile('typing.md', `${block.join('\n')}\n`);
    const [word] = await until('the first diagnostic', () => {
      const found = ours(document.uri).filter((diagnostic) => ruleOf(diagnostic) === rule);
      return found.length > 0 ? found : undefined;
    });
    ok(word !== undefined);
    const edit = async (text: string, range: vscode.Range): Promise<void> => {
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, range, text);
      strictEqual(await vscode.workspace.applyEdit(change), true);
    };
    await edit('daily', word.range);
    await until('the diagnostic to go', () => (wordsOf(document, rule).length === 0 ? true : undefined));
    strictEqual(document.isDirty, true);
    await edit('wekly', word.range.with(undefined, word.range.end.translate(0, -1)));
    await until('another one', () => (wordsOf(document, rule).includes('wekly') ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('come for a bare file, told by its path', async () => {
    deepStrictEqual(await wordsIn('etc/logrotate.d/nginx', '/var/log/nginx/*.log {\n  dailly\n}\n'), ['dailly']);
    strictEqual(vscode.window.activeTextEditor?.document.languageId, 'logrotate');
  });

  it('begin when a document becomes a runbook', async () => {
    const { document } = await showFile('becomes.md', '# x\n\n```logrotate\n/var/log/x {\n  dailly\n}\n```\n');
    await new Promise((resume) => setTimeout(resume, 500));
    deepStrictEqual(ours(document.uri), []);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), '---\nrunbook:\n  hosts: sandbox\n---\n');
    await vscode.workspace.applyEdit(change);
    await until('diagnostics', () => (wordsOf(document, rule).length > 0 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
