import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { showFile, until } from './workspace.ts';

const bad =
  '---\nrunbook:\n  hosts: local\n---\n\n```sh {name=look check=true}\ntrue\n```\n\n```logrotate {file=/etc/logrotate.d/x}\n/var/log/x {\n  dailly\n}\n```\n';

async function asked(tool: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('what agents may ask', () => {
  it('is there, each with words on what it does', async () => {
    await showFile('agents.runbook.md', bad);
    const tools = await until('the tools', () => {
      const found = vscode.lm.tools.filter(({ name }) => name.startsWith('opsbook_'));
      return found.length === 4 ? found : undefined;
    });
    deepStrictEqual(tools.map(({ name }) => name).sort(), ['opsbook_explain', 'opsbook_lint', 'opsbook_plan', 'opsbook_run']);
    ok(tools.every(({ description }) => description.length > 30));
  });

  it('is what is wrong with a file of the workspace, and with no other', async () => {
    match(await asked('opsbook_lint', { path: 'agents.runbook.md' }), /^12:3 error .*dailly.* \(logrotate-unknown-directive\)$/m);
    await rejects(asked('opsbook_lint', { path: '/etc/passwd' }));
    await rejects(asked('opsbook_lint', { path: '../../etc/passwd' }));
  });

  it('is why a rule is one', async () => {
    match(
      await asked('opsbook_explain', { rule: 'logrotate-unknown-directive' }),
      /^logrotate-unknown-directive \(error\): .*\n\n.*\n\nBad:\n/s,
    );
    strictEqual(await asked('opsbook_explain', { rule: 'no-such' }), 'No rule is called no-such.');
  });

  it('is the plan of a runbook', async () => {
    await showFile('planned.runbook.md', bad.replace('dailly', 'daily'));
    const plan = await asked('opsbook_plan', { path: 'planned.runbook.md', block: 'look' });
    match(plan, /\n {2}host +local /);
    match(plan, /\n 1\. look {2}only looks · on local\n {5}│ true\n/);
  });
});

describe('the task of type opsbook', () => {
  it('lints the folder, and its problems come into the list by the problem matcher', async () => {
    const { document } = await showFile('etc/logrotate.d/tasked', '/var/log/tasked {\n  dailly\n}\n');
    const [task] = await vscode.tasks.fetchTasks({ type: 'opsbook' });
    if (task === undefined) throw new Error('no task is offered');
    deepStrictEqual(task.problemMatchers, ['$opsbook']);
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    strictEqual(await ended, 1);
    const found = await until('the problem of the task', () => {
      const all = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source, message }) => source === 'opsbook' && message.includes('dailly'));
      return all.length > 1 ? all : undefined;
    });
    // One is the editor's, one the task's, at the same place.
    deepStrictEqual(
      found.map(({ range }) => [range.start.line, range.start.character]),
      [
        [1, 2],
        [1, 2],
      ],
    );
  });
});
