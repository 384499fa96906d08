/** What the runner's faces may import of it. */
export { withoutAnsi } from './ansi.ts';
export { type Connections, connectionPool, HostTrouble, type OpenHost, type Ways } from './connections.ts';
export type { Answer, BlockEnd, Place, Question, RunEvent, RunEventBody } from './events.ts';
export { foldHosts } from './fold-hosts.ts';
export { fileDifference } from './install/file-difference.ts';
export { gather, type Gathered, type GatheredGroup } from './gather.ts';
export { makePlan, type PlanOptions } from './make-plan.ts';
export { RunRefused } from './may-start.ts';
export { openRecord, type RecordStart, type RunRecord } from './records/record.ts';
export { isFailure, isWell, type Outcome } from './outcome.ts';
export type { Plan, PlanFile, PlanHost } from './plan.ts';
export { planHash } from './plan-hash.ts';
export { run } from './run.ts';
export type { RunEnvironment } from './run-context.ts';
export type { Seat, StepTerminal, TakeTerminal } from './terminal.ts';
export { runId } from './run-id.ts';
export { stateFolder } from './state-folder.ts';
export { undoDraft } from './undo-draft.ts';
