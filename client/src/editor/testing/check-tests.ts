import * as vscode from 'vscode';
import { inTheirLanguage } from '../words/in-their-language.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { durationText } from '../../run/duration-text.ts';
import type { RunEvent } from '../../run/events.ts';
import type { CheckInfo, RunbookInfo } from '../../../../server/src/protocol.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import type { RunbookList } from '../runbooks/list.ts';
import { outcomeWord } from '../words/outcome-word.ts';

/** What a run of checks needs of the rest of the extension. */
export interface CheckRunner {
  /** Plans the checks of a runbook, or one of them, on its own hosts or on those that are named; undefined where the user gave up. */
  plan(source: vscode.Uri, block: string | undefined, hosts: string | undefined): Promise<ShownPlan | undefined>;
  /** Shows what would run, and asks once for all of it. */
  confirm(plans: readonly ShownPlan[]): Promise<boolean>;
  run(plan: ShownPlan, event: (event: RunEvent) => void, token: vscode.CancellationToken): Promise<RunEvent | undefined>;
}

/** A block of a runbook that mends what a check finds. */
export interface CheckFix {
  readonly uri: vscode.Uri;
  readonly block: string;
}

interface Place {
  readonly runbook: RunbookInfo;
  readonly check?: CheckInfo;
  readonly host?: string;
}

/** The checks of all runbooks as tests: under each runbook its checks, under each check its hosts. */
export class CheckTests {
  readonly #controller = vscode.tests.createTestController('opsbook', vscode.l10n.t('Opsbook Checks'));
  readonly #places = new WeakMap<vscode.TestItem, Place>();
  readonly #list: RunbookList;
  readonly #runner: CheckRunner;

  constructor(list: RunbookList, runner: CheckRunner) {
    this.#list = list;
    this.#runner = runner;
  }

  register(): vscode.Disposable {
    this.#controller.refreshHandler = () => this.#fill();
    this.#controller.resolveHandler = async (item) => {
      if (item === undefined) await this.#fill();
    };
    this.#controller.createRunProfile(
      vscode.l10n.t('Check'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#run(request, token),
      true,
    );
    return vscode.Disposable.from(
      this.#controller,
      this.#list.onDidChange(() => void this.#fill()),
    );
  }

  /** The block that mends what the check of an item finds, or of the item that a menu on a message names; undefined where there is none. */
  fixOf(argument: unknown): CheckFix | undefined {
    const item = isObject(argument) && 'test' in argument ? argument['test'] : argument;
    const place = isObject(item) ? this.#places.get(item as unknown as vscode.TestItem) : undefined;
    const fix = place?.check?.fix;
    return place === undefined || fix === undefined ? undefined : { uri: vscode.Uri.parse(place.runbook.uri), block: fix };
  }

  async #fill(): Promise<void> {
    const runbooks = (await this.#list.all()).filter(({ checks }) => checks.length > 0);
    // The menu of a test offers the fix where there is one.
    const fixable = runbooks.flatMap(({ uri, checks }) =>
      checks.flatMap(({ name, hosts, fix }) =>
        fix === undefined ? [] : [checkId({ uri }, { name }), ...hosts.map((host) => checkId({ uri }, { name }, host))],
      ),
    );
    void vscode.commands.executeCommand('setContext', 'opsbook.fixableTests', fixable);
    this.#controller.items.replace(runbooks.map((runbook) => this.#runbookItem(runbook)));
  }

  /** The item of a runbook: the one that is there where its checks are the same but for their lines, since VS Code is told of each new one. */
  #runbookItem(runbook: RunbookInfo): vscode.TestItem {
    const known = this.#controller.items.get(runbook.uri);
    const before = known && this.#places.get(known)?.runbook;
    if (known !== undefined && before !== undefined && shapeOf(before) === shapeOf(runbook)) {
      this.#place(known, { runbook });
      for (const check of runbook.checks) {
        const child = known.children.get(checkId(runbook, check));
        if (child === undefined) continue;
        this.#place(child, { runbook, check });
        for (const host of check.hosts) {
          const leaf = child.children.get(checkId(runbook, check, host));
          if (leaf !== undefined) this.#place(leaf, { runbook, check, host });
        }
      }
      return known;
    }
    const item = this.#item(runbook.uri, runbook.title, { runbook });
    item.children.replace(
      runbook.checks.map((check) => {
        const child = this.#item(checkId(runbook, check), check.name, { runbook, check });
        child.children.replace(
          check.hosts.map((host) => this.#item(checkId(runbook, check, host), withoutAnsi(host), { runbook, check, host })),
        );
        return child;
      }),
    );
    return item;
  }

  #item(id: string, label: string, place: Place): vscode.TestItem {
    const item = this.#controller.createTestItem(id, label, vscode.Uri.parse(place.runbook.uri));
    this.#place(item, place);
    return item;
  }

  #place(item: vscode.TestItem, place: Place): void {
    // Below its fence, whose place in the gutter is that of the last outcome.
    if (place.check !== undefined) item.range = new vscode.Range(place.check.line + 1, 0, place.check.line + 1, 0);
    this.#places.set(item, place);
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const excluded = new Set(request.exclude ?? []);
    const wanted = (request.include ?? [...this.#controller.items].map(([, item]) => item)).filter((item) => !excluded.has(item));
    try {
      const planned: { readonly item: vscode.TestItem; readonly plan: ShownPlan }[] = [];
      for (const item of wanted) {
        const plan = await this.#plan(run, item);
        if (plan !== undefined) planned.push({ item, plan });
      }
      if (planned.length === 0 || token.isCancellationRequested || !(await this.#runner.confirm(planned.map(({ plan }) => plan)))) return;
      for (const { item, plan } of planned) if (!token.isCancellationRequested) await this.#runItem(run, item, plan, token);
    } finally {
      run.end();
    }
  }

  /** The plan of a runbook's checks, of one check, or of one check on one host; where it cannot be, the items say why. */
  async #plan(run: vscode.TestRun, item: vscode.TestItem): Promise<ShownPlan | undefined> {
    const place = this.#places.get(item);
    if (place === undefined) return undefined;
    let why: string | undefined;
    try {
      const shown = await this.#runner.plan(vscode.Uri.parse(place.runbook.uri), place.check?.name, place.host);
      why = shown?.plan.draft.refusals
        .map(({ line, message }) => vscode.l10n.t('line {0}: {1}', line, inTheirLanguage(message)))
        .join('\n');
      if (why === '') return shown;
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
    if (why !== undefined) for (const leaf of leavesOf(item)) run.errored(leaf, new vscode.TestMessage(withoutAnsi(why)));
    return undefined;
  }

  async #runItem(run: vscode.TestRun, item: vscode.TestItem, plan: ShownPlan, token: vscode.CancellationToken): Promise<void> {
    const place = this.#places.get(item);
    if (place === undefined) return;
    const leaves = leavesOf(item);
    const open = new Map(
      leaves.map((leaf) => {
        const { check, host } = this.#places.get(leaf) ?? {};
        return [`${check?.name}\0${host}`, leaf];
      }),
    );
    for (const leaf of leaves) run.enqueued(leaf);
    const event = (told: RunEvent): void => {
      if (!('block' in told) || !('host' in told)) return;
      const key = `${told.block}\0${told.host}`;
      const leaf = open.get(key);
      if (leaf === undefined) return;
      if (told.type === 'block-started') run.started(leaf);
      else if (told.type === 'output') run.appendOutput(withoutAnsi(told.text).replace(/\n/g, '\r\n'), undefined, leaf);
      else if (told.type === 'filed') run.appendOutput('…', undefined, leaf);
      else if (told.type === 'block-ended') {
        open.delete(key);
        const { outcome, message, duration } = told;
        const words = [outcomeWord(outcome), message ?? '', durationText(duration)].filter((word) => word !== '');
        run.appendOutput(`${withoutAnsi(`${told.block}, ${told.host}: ${words.join(' · ')}`).replace(/\n/g, '\r\n')}\r\n`, undefined, leaf);
        if (outcome === 'ok' || outcome === 'unchanged') run.passed(leaf, duration);
        else if (outcome === 'skipped' || outcome === 'cancelled') run.skipped(leaf);
        else if (outcome === 'symptom')
          run.failed(leaf, this.#message(place.runbook, told.block, leaf, message ?? outcomeWord(outcome)), duration);
        else
          run.errored(
            leaf,
            this.#message(place.runbook, told.block, leaf, `${outcomeWord(outcome)}${message === undefined ? '' : `: ${message}`}`),
            duration,
          );
      }
    };
    let why: string | undefined;
    try {
      await this.#runner.run(plan, event, token);
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
    // What was never come to says so.
    for (const leaf of open.values()) {
      if (why === undefined) run.skipped(leaf);
      else run.errored(leaf, new vscode.TestMessage(withoutAnsi(why)));
    }
  }

  #message({ checks }: RunbookInfo, block: string, leaf: vscode.TestItem, words: string): vscode.TestMessage {
    const fix = checks.find(({ name }) => name === block)?.fix;
    const message = new vscode.TestMessage(
      withoutAnsi(fix === undefined ? words : `${words}\n${vscode.l10n.t('The block “{0}” mends this.', fix)}`),
    );
    const line = this.#places.get(leaf)?.check?.line;
    if (leaf.uri !== undefined && line !== undefined) message.location = new vscode.Location(leaf.uri, new vscode.Position(line, 0));
    message.contextValue = fix === undefined ? 'check' : 'check.fixable';
    return message;
  }
}

/** The id of a check's item, or of the check's on one host. */
function checkId({ uri }: Pick<RunbookInfo, 'uri'>, { name }: Pick<CheckInfo, 'name'>, host?: string): string {
  return host === undefined ? `${uri}#${name}` : `${uri}#${name}@${host}`;
}

/** What of a runbook its items are made of, but for the lines. */
function shapeOf({ title, checks }: RunbookInfo): string {
  return JSON.stringify([title, checks.map(({ name, hosts }) => [name, hosts])]);
}

function leavesOf(item: vscode.TestItem): readonly vscode.TestItem[] {
  const children = [...item.children].map(([, child]) => child);
  return children.length === 0 ? [item] : children.flatMap(leavesOf);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
