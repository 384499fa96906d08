import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { NoSession } from './channel-slots.ts';
import type { RunningStep, StepEnd, StepRequest, TerminalSize } from './connection.ts';
import { faultOfRequest } from './fault-of-request.ts';
import { FramedStderr } from './framed-stderr.ts';
import { GatedStdout } from './gated-stdout.ts';
import { askedBySudo, elevatedWord, helloText, sudoText, sudoWords } from './host-side/opening-text.ts';
import { ownText } from './host-side/own-text.ts';
import { leavesShell, sharesShell, stepText, terminalCommand } from './host-side/step-text.ts';
import { sweepText } from './host-side/sweep-text.ts';
import { harmless } from './harmless.ts';
import { refusalOfStart } from './refusal-of-start.ts';
import type { ChannelExit, StepChannel } from './step-channel.ts';
import { stepReport } from './step-report.ts';
import type { WaitingShells } from './waiting-shells.ts';

/** What a step needs of the connection that it runs on. */
export interface StepGround {
  /**
   * Starts a command by way of the login shell, on a terminal if one is asked for; `endless`: for a step with no end of its own; `spare`: a
   * second one will be opened `after` it. Rejects with a sentence when no channel can be had.
   */
  readonly open: (request: {
    readonly command: string;
    readonly endless: boolean;
    readonly spare?: boolean;
    readonly after?: StepChannel | undefined;
    readonly pty?: StepRequest['pty'];
  }) => Promise<StepChannel>;
  /** Runs another step beside, to end what this one left. */
  readonly beside: (step: StepRequest) => RunningStep;
  /** The password for sudo, `again` after one that it did not accept; undefined: none. */
  readonly password: (prompt: string, again: boolean) => Promise<string | undefined>;
  /** What the host is called in messages: `deploy@web1`. */
  readonly where: string;
  readonly user: string;
  /** Milliseconds that the login shell and sudo may take until the script starts; what the user takes to answer does not count. */
  readonly startTimeout: number;
  /** Whether a shell has answered on this connection before: then the next need not be waited for before it is fed. */
  shellKnown: boolean;
  /** What the host calls itself; undefined until a shell has told it, and where none can. */
  hostname: string | undefined;
  /** Shells that have run a script, of ours or a step's, and wait for the next. */
  readonly waiting: WaitingShells;
}

/** Milliseconds after its end that a step's output may stay open by processes that it left. */
const afterglow = 200;

/** Runs one step over a channel; see `RunningStep`. Never throws: what goes wrong is the step's end. */
export function runStep(step: StepRequest, ground: StepGround): RunningStep {
  return new Run(step, ground);
}

const token = (): string => randomBytes(16).toString('hex');

class Run implements RunningStep {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly end: Promise<StepEnd>;
  readonly terminal?: NonNullable<RunningStep['terminal']>;
  #size: TerminalSize | undefined;
  readonly #step: StepRequest;
  readonly #ground: StepGround;
  readonly #names = { nonce: token(), mark: token(), folder: token(), screen: token() };
  readonly #sudo = { token: token(), asked: 0, elevated: false };
  readonly #out: GatedStdout;
  readonly #err: FramedStderr;
  readonly #left: string[] = [];
  #channel: StepChannel | undefined;
  #screen: StepChannel | undefined;
  /** What was typed before the step's terminal was there; undefined once it is. */
  #typed: string | undefined = '';
  #byRoot = false;
  /** Whether the shell on the host waits for the next script. */
  #waits = false;
  #phase: 'opening' | 'hello' | 'sudo' | 'sent' | 'running' | 'ended' = 'opening';
  #outer = '';
  #main = '';
  #greeting = '';
  #cancelled = false;
  /** What the end is to be, once this side had to bring it about. */
  #forced: StepEnd | undefined;
  #resolve: (end: StepEnd) => void = () => {};
  #tellStarted: () => void = () => {};
  readonly #started = new Promise<void>((resolve) => {
    this.#tellStarted = resolve;
  });
  #tellBegun: () => void = () => {};
  readonly #begun = new Promise<void>((resolve) => {
    this.#tellBegun = resolve;
  });
  #tellPrinted: () => void = () => {};
  /** All that is printed is here, where the host tells it. */
  readonly #printed = new Promise<void>((resolve) => {
    this.#tellPrinted = resolve;
  });
  #clock: NodeJS.Timeout | undefined;

  constructor(step: StepRequest, ground: StepGround) {
    this.#step = step;
    this.#ground = ground;
    this.end = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const { nonce, screen } = this.#names;
    this.#out = step.pty
      ? new GatedStdout(
          `\x1e${screen} start\x1d`,
          (text) => this.#heard(text, true),
          () => this.#shown(),
        )
      : new GatedStdout(
          `\x1e${nonce} start\n`,
          (text) => this.#heard(text, false),
          undefined,
          step.own === true || leavesShell(step) ? { word: `\x1e${nonce} end\n`, onLast: () => this.#tellPrinted() } : undefined,
        );
    this.#err = new FramedStderr(
      this.#names.nonce,
      (line, body) => this.#frame(line, body),
      (text) => this.#heard(text, true),
    );
    this.stdout = this.#out;
    this.stderr = this.#err;
    if (step.pty) this.terminal = { keys: (text) => this.#keys(text), resize: (size) => this.#resize(size), begun: this.#begun };
    const fault = faultOfRequest(step);
    if (fault !== undefined) this.#finish({ kind: 'refused', message: `the step cannot run on ${ground.where}: ${fault}` });
    else void this.#begin();
  }

  async cancel(): Promise<void> {
    if (this.#phase === 'ended') return;
    this.#cancelled = true;
    // Its output may be here before the word that it started: they come by two streams.
    if (this.#phase === 'sent') await this.#within(Promise.race([this.#started, this.end]), 2000);
    if (this.#isOver()) return;
    if (!this.#isRunning()) {
      this.#finish({ kind: 'cancelled' });
      return;
    }
    this.#say('cancel\n');
    await this.#within(this.end, this.#step.grace + 1500);
    if (this.#isOver()) return;
    await this.#sweep({ kind: 'cancelled' });
  }

  #isRunning(): boolean {
    return this.#phase === 'running';
  }

  #isOver(): boolean {
    return this.#phase === 'ended';
  }

  /** Under which shells wait that scripts of ours may run in. */
  get #account(): string {
    return String(this.#step.sudo);
  }

  async #begin(): Promise<void> {
    const { waiting } = this.#ground;
    const shell = this.#step.own === true || sharesShell(this.#step) ? waiting.take(this.#account) : undefined;
    if (shell !== undefined) {
      this.#attach(shell.channel);
      this.#startClock();
      this.#outer = shell.outer;
      this.#send(shell.outer, true);
      return;
    }
    waiting.letGo();
    let channel: StepChannel;
    try {
      channel = await this.#ground.open({
        command: 'exec /bin/sh',
        endless: this.#step.endless === true,
        spare: this.#step.pty !== undefined,
      });
    } catch (error) {
      this.#finish({
        kind: error instanceof NoSession ? 'refused' : 'lost',
        message:
          // What ssh2 (lib/client.js) says where the connection went, before or after the question.
          error instanceof Error && /^(?:Not connected|No response from server)$/.test(error.message)
            ? `the connection to ${this.#ground.where} went before the step began; expected a session (its server's log says why it gave none)`
            : `no channel to ${this.#ground.where}: ${error instanceof Error ? error.message : String(error)}`,
      });
      return;
    }
    if (this.#isOver()) {
      channel.close();
      return;
    }
    this.#phase = 'hello';
    channel.stdin.on('error', () => {});
    for (const source of [channel.stdout, channel.stderr]) source.on('error', () => {});
    this.#attach(channel);
    this.#startClock();
    this.#say(helloText(this.#names.nonce, this.#step.sudo !== false));
    // The shell's own process is the one that the channel began with, where sudo does not come between.
    if (this.#ground.shellKnown && this.#step.sudo === false) this.#send('$$');
  }

  #attach(channel: StepChannel): void {
    this.#channel = channel;
    channel.stderr.pipe(this.#err);
    // What the step prints comes from its terminal; the shell beside it has nothing to say but greetings.
    if (this.#step.pty) channel.stdout.on('data', (text: Buffer) => this.#heard(text, false));
    else channel.stdout.pipe(this.#out);
    void channel.exited.then((exit) => this.#exited(exit));
  }

  #say(text: string): void {
    this.#channel?.stdin.write(text);
  }

  #startClock(): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => {
      const atSudo = this.#phase === 'sudo' || (this.#isRunning() && this.#otherAccount() !== undefined);
      const message = refusalOfStart(this.#ground, this.#step.sudo, atSudo, this.#greeting, 'time');
      this.#refuse(message);
    }, this.#ground.startTimeout);
  }

  /** What comes before the script starts: greetings of the login shell, sudo's words, its prompt. */
  #heard(text: Buffer, stderr: boolean): void {
    if (this.#greeting.length < 16_384) this.#greeting += text.toString('utf8');
    if (!stderr || (this.#phase !== 'sudo' && !this.#screen)) return;
    const asked = askedBySudo(this.#greeting, this.#sudo.token);
    if (!this.#sudo.elevated && this.#greeting.includes(elevatedWord(this.#sudo.token))) {
      this.#sudo.elevated = true;
      this.#send();
    } else if (asked.length > this.#sudo.asked) {
      this.#sudo.asked = asked.length;
      void this.#answerSudo(harmless(asked.at(-1) ?? ''));
    }
  }

  async #answerSudo(account: string): Promise<void> {
    // A second word only: more wrong ones may lock the account out.
    if (this.#sudo.asked > 2) {
      this.#refuse(`sudo on ${this.#ground.where} did not accept the password of \`${account}\``);
      return;
    }
    clearTimeout(this.#clock);
    const password = await this.#ground.password(`[sudo] password for ${account}`, this.#sudo.asked > 1).catch(() => undefined);
    if (this.#isOver()) return;
    if (password === undefined && this.#sudo.asked > 1) {
      this.#refuse(`sudo on ${this.#ground.where} did not accept the password of \`${account}\``);
      return;
    }
    if (password === undefined) {
      this.#refuse(`sudo on ${this.#ground.where} wants the password of \`${account}\`, and none was given`);
      return;
    }
    this.#startClock();
    (this.#screen ?? this.#channel)?.stdin.write(`${password.replaceAll('\n', '')}\n`);
  }

  #send(outer = this.#outer, again = false): void {
    this.#phase = 'sent';
    this.#say((this.#step.own === true ? ownText : stepText)(this.#step, this.#names, outer, again));
  }

  #frame(line: string, body: Buffer): void {
    if (this.#isOver()) return;
    const [word = '', first = '', second = '', third = ''] = line.split(' ');
    if (word === 'hello' && /^\d+$/.test(first)) {
      this.#outer = first;
      if (/^[\w.-]{1,255}$/.test(third)) this.#ground.hostname = third;
      this.#ground.shellKnown = true;
      if (this.#phase !== 'hello') return;
      this.#byRoot = second === '0';
      const account = this.#otherAccount();
      if (account === undefined) {
        this.#send();
      } else {
        this.#phase = 'sudo';
        this.#greeting = '';
        this.#say(sudoText(account, this.#sudo.token, this.#byRoot));
      }
    } else if (word === 'start' && this.#phase === 'sent') {
      this.#main = first;
      this.#phase = 'running';
      this.#tellStarted();
      this.#guardTime();
    } else if (word === 'terminal') {
      void this.#openScreen(line.slice('terminal '.length));
    } else if (word === 'left') {
      this.#left.push(line.slice(5));
    } else if (word === 'refused') {
      this.#finish({ kind: 'refused', message: `${line.slice(8)} on ${this.#ground.where}` });
    } else if (word === 'report') {
      this.#waits = this.#step.own === true || line.endsWith(' waits');
      // Only now may the host forget how it ended.
      if (this.#step.keepsEnd === true) this.#say('got\n');
      this.#finish(this.#forced ?? stepReport(line, body, this.#left));
    }
  }

  /** The account that sudo must lead to; undefined where the login is that account already. */
  #otherAccount(): string | undefined {
    const account = this.#step.sudo === true ? 'root' : this.#step.sudo;
    return account === false || account === this.#ground.user || (account === 'root' && this.#byRoot) ? undefined : account;
  }

  /** The host counts a step's time; this is for the case that its watcher is gone. Of a script of our own it is counted here. */
  #guardTime(): void {
    clearTimeout(this.#clock);
    const { timeout, grace, own } = this.#step;
    if (own === true) this.#clock = setTimeout(() => void this.#giveUp({ kind: 'timed-out' }), timeout);
    else if (timeout > 0)
      this.#clock = setTimeout(() => void this.#sweep({ kind: 'timed-out' }), Math.min(timeout + grace + 5000, 2 ** 31 - 1));
  }

  /** Opens the terminal that the shell on the host waits for; `folder` is the step's there. */
  async #openScreen(folder: string): Promise<void> {
    const { pty } = this.#step;
    if (!pty || this.#isOver()) return;
    const account = this.#otherAccount();
    this.#greeting = '';
    this.#sudo.asked = 0;
    clearTimeout(this.#clock);
    let screen: StepChannel;
    try {
      const asker = account === undefined ? [] : sudoWords(account, this.#sudo.token, this.#byRoot);
      screen = await this.#ground.open({
        command: terminalCommand(folder, asker),
        endless: false,
        after: this.#channel,
        pty: this.#size ? { ...pty, ...this.#size } : pty,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await this.#giveUp({ kind: 'refused', message: `${this.#ground.where} gives no terminal: ${why}` });
      return;
    }
    if (this.#isOver()) {
      screen.close();
      return;
    }
    this.#screen = screen;
    this.#startClock();
    for (const stream of [screen.stdin, screen.stdout, screen.stderr]) stream.on('error', () => {});
    screen.stderr.resume();
    screen.stdout.pipe(this.#out);
    const exit = await screen.exited;
    if (this.#typed === undefined || this.#isOver()) return;
    await this.#within(ended(screen.stdout), 1000);
    if (this.#typed === undefined || this.#isOver()) return;
    const message = refusalOfStart(this.#ground, this.#step.sudo, account !== undefined, this.#greeting, exit);
    await this.#giveUp({ kind: 'refused', message });
  }

  /** The step's terminal shows what the step prints from here on. */
  #shown(): void {
    this.#guardTime();
    const typed = this.#typed ?? '';
    this.#typed = undefined;
    if (this.#size) this.#screen?.resize?.(this.#size);
    if (typed !== '') this.#screen?.stdin.write(typed);
    this.#tellBegun();
  }

  #keys(text: string): void {
    if (this.#isOver()) return;
    if (this.#typed === undefined) this.#screen?.stdin.write(text);
    else if (this.#typed.length < 65_536) this.#typed += text;
  }

  #resize(size: TerminalSize): void {
    this.#size = size;
    if (!this.#isOver() && this.#typed === undefined) this.#screen?.resize?.(size);
  }

  #refuse(message: string): void {
    const end: StepEnd = { kind: 'refused', message };
    if (this.#isRunning()) void this.#giveUp(end);
    else this.#finish(end);
  }

  /** The shell on the host is up, but the step cannot begin: ends it, with `end`. */
  async #giveUp(end: StepEnd): Promise<void> {
    this.#forced = end;
    this.#say('cancel\n');
    await this.#within(this.end, this.#step.grace + 1500);
    if (!this.#isOver()) await this.#sweep(end);
  }

  /** The program at the other end is gone. What it wrote may still be on its way, so a report has the first word. */
  async #exited(exit: ChannelExit): Promise<void> {
    if (this.#isOver()) return;
    if (exit !== undefined) {
      const source = this.#channel?.stderr;
      await this.#within(source ? ended(source) : Promise.resolve(), 1000);
      while (!this.#isOver() && (source?.readableLength ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      if (this.#isOver()) return;
    }
    if (exit === undefined) {
      const message = `the connection to ${this.#ground.where} went while the step ran`;
      const { mark, folder } = this.#names;
      const begun = this.#phase === 'sent' || this.#phase === 'running';
      this.#finish(this.#cancelled ? { kind: 'cancelled' } : { kind: 'lost', message, ...(begun && { asked: { mark, folder } }) });
    } else if (this.#phase !== 'running') {
      this.#finish({
        kind: 'refused',
        message: refusalOfStart(this.#ground, this.#step.sudo, this.#phase === 'sudo', this.#greeting, exit),
      });
    } else if (!this.#forced) {
      // The step, or somebody else on the host, killed the shell around it; what is left of it has nobody to see to it but us.
      const message = `the shell around the step on ${this.#ground.where} ended without a report, and the step was ended for that`;
      const end: StepEnd = 'signal' in exit ? { kind: 'signal', signal: exit.signal, around: true } : { kind: 'lost', message };
      await this.#sweep(this.#cancelled ? { kind: 'cancelled' } : end);
    }
  }

  /** The host does not do it by itself: ends by the mark over another channel, then lets go. */
  async #sweep(end: StepEnd): Promise<void> {
    const { grace, sudo } = this.#step;
    this.#forced = end;
    const sweeper = this.#ground.beside({
      interpreter: 'sh',
      strict: false,
      script: sweepText(this.#names, this.#outer, this.#main, grace),
      environment: {},
      sudo,
      timeout: grace + 5000,
      grace: 100,
    });
    sweeper.stdout.resume();
    sweeper.stderr.resume();
    await this.#within(sweeper.end, grace + 8000);
    this.#channel?.kill();
    this.#finish(end);
  }

  #finish(end: StepEnd): void {
    if (this.#isOver()) return;
    const never = this.#phase !== 'running';
    this.#phase = 'ended';
    clearTimeout(this.#clock);
    this.#resolve(end);
    void (this.#waits && !this.#cancelled && (end.kind === 'exit' || end.kind === 'signal')
      ? this.#letWait()
      : this.#letGo(never || end.kind === 'lost'));
  }

  /** Leaves the shell to the next script, when this one's output is here. */
  async #letWait(): Promise<void> {
    const channel = this.#channel;
    // Standard error may be quicker than standard output.
    let gone = false;
    const left = channel?.exited.then(() => {
      gone = true;
    });
    const came = await this.#within(Promise.race([this.#printed, left]), 60_000);
    if (channel === undefined || !came || gone || this.#cancelled) {
      await this.#letGo(false);
      return;
    }
    channel.stdout.unpipe(this.#out);
    channel.stderr.unpipe(this.#err);
    this.#out.end();
    this.#err.end();
    this.#ground.waiting.keep(this.#account, { channel, outer: this.#outer });
  }

  /** Closes the channel when its output has ended, or has been silent long enough though a process that was left holds it. */
  async #letGo(now: boolean): Promise<void> {
    const channel = this.#channel;
    const screen = this.#screen;
    if (channel && !now) {
      const sources = [screen?.stdout ?? channel.stdout, channel.stderr];
      const over = Promise.all(sources.map(ended));
      let before = -1;
      for (;;) {
        if (await this.#within(over, afterglow)) break;
        const [out, err] = [this.#out.writableLength + this.#out.readableLength, this.#err.writableLength + this.#err.readableLength];
        const waiting = sources.reduce((sum, source) => sum + source.readableLength, out + err);
        if (waiting === 0 && before === 0) break;
        before = waiting;
      }
    }
    if (channel) {
      channel.stdout.unpipe(this.#out);
      channel.stderr.unpipe(this.#err);
      // Nobody reads these any more; what still comes must not hold the connection back.
      channel.stdout.resume();
      channel.stderr.resume();
      channel.stdin.end();
      channel.close();
    }
    if (screen) {
      screen.stdout.unpipe(this.#out);
      screen.stdout.resume();
      screen.close();
    }
    if (!this.#out.writableEnded) this.#out.end();
    if (!this.#err.writableEnded) this.#err.end();
  }

  /** Whether the promise settled in time. */
  async #within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), milliseconds);
    });
    const result = await Promise.race([promise.then(() => true), late]);
    clearTimeout(timer);
    return result;
  }
}

/** Resolves when a stream has no more to give. */
function ended(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.readableEnded || stream.destroyed) resolve();
    else stream.once('end', resolve).once('close', resolve);
  });
}
