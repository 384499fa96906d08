import type { DirectiveNode } from '../syntax/tree.ts';

/** Directives that go to the next action of the old kind and are forgotten with it (`addAction`, `actionResetQueueParams`; runtime/action.c). */
const pending: Readonly<Record<string, string>> = {
  actionname: 'name',
  actionexeconlyeverynthtime: 'action.execOnlyEveryNthTime',
  actionexeconlyeverynthtimetimeout: 'action.execOnlyEveryNthTimeTimeout',
  actionwriteallmarkmessages: 'action.writeAllMarkMessages',
  actionresumeretrycount: 'action.resumeRetryCount',
  actionqueuecheckpointinterval: 'queue.checkpointInterval',
  actionqueuedequeuebatchsize: 'queue.dequeueBatchSize',
  actionqueuedequeueslowdown: 'queue.dequeueSlowDown',
  actionqueuedequeuetimebegin: 'queue.dequeueTimeBegin',
  actionqueuedequeuetimeend: 'queue.dequeueTimeEnd',
  actionqueuediscardmark: 'queue.discardMark',
  actionqueuediscardseverity: 'queue.discardSeverity',
  actionqueuefilename: 'queue.filename',
  actionqueuehighwatermark: 'queue.highWatermark',
  actionqueuelowwatermark: 'queue.lowWatermark',
  actionqueuemaxdiskspace: 'queue.maxDiskSpace',
  actionqueuemaxfilesize: 'queue.maxFileSize',
  actionqueuesaveonshutdown: 'queue.saveOnShutdown',
  actionqueuesize: 'queue.size',
  actionqueuesyncqueuefiles: 'queue.syncQueueFiles',
  actionqueuetimeoutactioncompletion: 'queue.timeoutActionCompletion',
  actionqueuetimeoutenqueue: 'queue.timeoutEnqueue',
  actionqueuetimeoutshutdown: 'queue.timeoutShutdown',
  actionqueuetype: 'queue.type',
  actionqueueworkerthreadminimummessages: 'queue.workerThreadMinimumMessages',
  actionqueueworkerthreads: 'queue.workerThreads',
  actionqueueworkertimeoutthreadshutdown: 'queue.timeoutWorkerThreadShutdown',
};

/** Directives that hold for every action of the old kind that follows. */
const lasting: Readonly<Record<string, string>> = {
  actionexeconlyonceeveryinterval: 'action.execOnlyOnceEveryInterval',
  actionexeconlywhenpreviousissuspended: 'action.execOnlyWhenPreviousIsSuspended',
  actionresumeinterval: 'action.resumeInterval',
  repeatedmsgcontainsoriginalmsg: 'action.repeatedMsgContainsOriginalMsg',
};

/** The same for actions that write files (`parseSelectorAct`, tools/omfile.c), with what is the case without them. */
const files: Readonly<Record<string, readonly [string, string]>> = {
  actionfiledefaulttemplate: ['template', ''],
  actionfileenablesync: ['sync', 'off'],
  createdirs: ['createDirs', 'on'],
  dircreatemode: ['dirCreateMode', '0700'],
  dirgroup: ['dirGroup', ''],
  dirgroupnum: ['dirGroupNum', ''],
  dirowner: ['dirOwner', ''],
  dirownernum: ['dirOwnerNum', ''],
  dynafilecachesize: ['dynaFileCacheSize', '10'],
  failonchownfailure: ['failOnChOwnFailure', 'on'],
  filecreatemode: ['fileCreateMode', '0644'],
  filegroup: ['fileGroup', ''],
  filegroupnum: ['fileGroupNum', ''],
  fileowner: ['fileOwner', ''],
  fileownernum: ['fileOwnerNum', ''],
  omfileasyncwriting: ['asyncWriting', 'off'],
  omfileflushinterval: ['flushInterval', '1'],
  omfileflushontxend: ['flushOnTXEnd', 'on'],
  omfileiobuffersize: ['ioBufferSize', '4k'],
  omfileziplevel: ['zipLevel', '0'],
};

/** For actions that forward (`parseSelectorAct`, tools/omfwd.c); `tcp` where only those over TCP look at it. */
const forwards: Readonly<Record<string, readonly [string, 'tcp' | 'udp' | 'both']>> = {
  actionforwarddefaulttemplate: ['template', 'both'],
  actionsendresendlastmsgonreconnect: ['resendLastMSGOnReconnect', 'tcp'],
  actionsendstreamdriver: ['streamDriver', 'tcp'],
  actionsendstreamdriverauthmode: ['streamDriverAuthMode', 'tcp'],
  actionsendstreamdrivermode: ['streamDriverMode', 'tcp'],
  actionsendstreamdriverpermittedpeer: ['streamDriverPermittedPeers', 'tcp'],
  actionsendtcpkeepalive: ['keepAlive', 'tcp'],
  actionsendtcpkeepalive_intvl: ['keepAlive.interval', 'tcp'],
  actionsendtcpkeepalive_probes: ['keepAlive.probes', 'tcp'],
  actionsendtcpkeepalive_time: ['keepAlive.time', 'tcp'],
  actionsendtcprebindinterval: ['rebindInterval', 'tcp'],
  actionsendudprebindinterval: ['rebindInterval', 'udp'],
};

// Each action goes through them.
const lastingEntries = Object.entries(lasting);
const fileEntries = Object.entries(files);
const forwardEntries = Object.entries(forwards);

type Parameters = [string, string][];

const none: readonly DirectiveNode[] = [];

/** What the directives read so far mean for the next action of the old kind. */
export class ActionState {
  #pending = new Map<string, DirectiveNode>();
  #lasting = new Map<string, DirectiveNode>();
  /** Directives whose whole meaning goes into actions; the file can do without them when every action of the old kind is gone. */
  readonly absorbed: DirectiveNode[] = [];

  /** Takes a directive; false where it is none for actions. */
  take(node: DirectiveNode): boolean {
    if (node.name === 'resetconfigvariables') {
      this.#lasting.clear();
      // Each of them is set back by a handler of its module.
      this.#pending.clear();
      return true;
    }
    if (pending[node.name] !== undefined) {
      this.#pending.set(node.name, node);
      return true;
    }
    if (lasting[node.name] === undefined && files[node.name] === undefined && forwards[node.name] === undefined) return false;
    this.#lasting.set(node.name, node);
    this.absorbed.push(node);
    return true;
  }

  /** The directives that wait for the next action. */
  get waiting(): readonly DirectiveNode[] {
    return this.#pending.size === 0 ? none : [...this.#pending.values()];
  }

  /** An action that is no longer of the old kind has been read: queue directives that waited are forgotten (`actionConstructFinalize`). */
  dropQueue(): void {
    for (const name of this.#pending.keys())
      if (name.startsWith('actionqueue') || name === 'actionresumeretrycount') this.#pending.delete(name);
  }

  /** The parameters that every action of the old kind gets here, those that waited with them; they wait no longer. */
  common(): Parameters {
    const out: Parameters = [];
    if (this.#pending.size === 0 && this.#lasting.size === 0) return out;
    const type = this.#pending.get('actionqueuetype');
    const queued = type !== undefined && value(type).toLowerCase() !== 'direct';
    for (const [name, node] of [...this.#pending].sort(([a], [b]) => rank(a) - rank(b))) {
      const parameter = pending[name] as string;
      if (parameter.startsWith('queue.') && !queued) continue;
      if (name === 'actionwriteallmarkmessages' && value(node) === 'on') continue;
      out.push([parameter, value(node)]);
    }
    // The old form leaves the queue at once when rsyslogd ends, the new one waits 10 ms.
    if (queued && !this.#pending.has('actionqueuetimeoutshutdown')) out.push(['queue.timeoutShutdown', '0']);
    this.#pending.clear();
    for (const [name, parameter] of lastingEntries) {
      const node = this.#lasting.get(name);
      if (node !== undefined && !(/^(?:off|0)$/.test(value(node)) && name !== 'actionresumeinterval')) out.push([parameter, value(node)]);
    }
    return out;
  }

  /** The parameters of an action that writes files. */
  file(plain: { readonly sync: boolean; readonly template: string | undefined; readonly dynamic: boolean }): Parameters {
    const out: Parameters = [];
    if (this.#lasting.size === 0) return out;
    for (const [name, [parameter, without]] of fileEntries) {
      const node = this.#lasting.get(name);
      if (node === undefined) continue;
      const said = value(node);
      if (name === 'actionfiledefaulttemplate' ? plain.template !== undefined : name === 'actionfileenablesync' ? !plain.sync : false)
        continue;
      if (name === 'dynafilecachesize' && !plain.dynamic) continue;
      if (said !== without) out.push([parameter, said]);
    }
    return out;
  }

  /** The parameters of an action that forwards. */
  forward(tcp: boolean, template: string | undefined): Parameters {
    const out: Parameters = [];
    if (this.#lasting.size === 0) return out;
    for (const [name, [parameter, when]] of forwardEntries) {
      const node = this.#lasting.get(name);
      if (node === undefined || (parameter === 'template' && template !== undefined)) continue;
      if (when === 'both' || (when === 'tcp') === tcp) out.push([parameter, value(node)]);
      // The peers go to one action alone.
      if (tcp && name === 'actionsendstreamdriverpermittedpeer') this.#lasting.delete(name);
    }
    return out;
  }
}

function rank(name: string): number {
  return name === 'actionname' ? 0 : name === 'actionqueuetype' ? 1 : name === 'actionqueuefilename' ? 2 : 3;
}

/** A directive's word; on and off in lower case. */
export function value(node: DirectiveNode): string {
  const word = node.value.split(/\s/, 1)[0] as string;
  return /^(?:on|off)$/i.test(word) ? word.toLowerCase() : word.replace(/^"(.*)"$/, '$1');
}
