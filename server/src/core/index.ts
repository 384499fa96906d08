/** What the outside may import of core. */
// Globs are read in one way, by one copy of the library.
export { default as picomatch } from 'picomatch';
export { allRules, type ListedRule, ruleNamed } from './all-rules.ts';
export { jsonSchema } from './configuration/json-schema.ts';
export { opsbookShape } from './configuration/opsbook-shape.ts';
export { deploymentOf } from './daemons/deployment-of.ts';
export { type Document, type DocumentOptions, hostPath, isMarkdownPath, openDocument } from './document.ts';
export type { Fact, FactKind, Want } from './facts.ts';
export { blockAt } from './features/block-at.ts';
export { type CallEnd, type CallItem, calleesOf, callersOf, callItemAt } from './features/call-hierarchy.ts';
export { codeActions, type OfferedFix } from './features/code-actions.ts';
export { complete } from './features/complete.ts';
export { certainFixes, fixesLike } from './features/fix-all.ts';
export { folding } from './features/folding.ts';
export { formatAttributes } from './features/format-attributes.ts';
export { workspaceSymbols } from './features/workspace-symbols.ts';
export { format } from './features/format.ts';
export { formattingCharacters, formatTyped } from './features/format-typed.ts';
export { withEdits } from './features/mends.ts';
export { hover } from './features/hover.ts';
export { inlays } from './features/inlays.ts';
export { type Judge, judgedBy } from './features/judged-by.ts';
export { withSetting } from './configuration/with-setting.ts';
export { type Lens, lenses } from './features/lenses.ts';
export { type Link, links } from './features/links.ts';
export { includedAt } from './features/included.ts';
export { nameAt, type NamePlace, nameTrouble } from './features/names.ts';
export { placesInRunbook } from './features/runbook-names.ts';
export { type OfferedRewriting, rewritings } from './features/rewrite.ts';
export { selection } from './features/selection.ts';
export { signature } from './features/signature.ts';
export { symbols } from './features/symbols.ts';
export { tokens } from './features/tokens.ts';
export { tryMessage, type TriedMessage, type TryOptions } from './features/try-message.ts';
export { unitAt } from './features/unit-at.ts';
export { alwaysThere, hostExpression, type HostSet, type HostTrouble } from './inventory/host-expression.ts';
export { hostDefinitions } from './inventory/host-definitions.ts';
export { emptyInventory, type Inventory, type InventoryHost, mergedInventory } from './inventory/inventory.ts';
export { type AnsibleInventory, ansibleInventory, rawInventory } from './inventory/ansible/ansible-inventory.ts';
export { readVariables } from './inventory/ansible/read-yaml.ts';
export { inventoryOf, type OpsbookYaml, readOpsbookYaml } from './inventory/opsbook-yaml.ts';
export { sshConfigNames } from './inventory/ssh-config-names.ts';
export type { Completion, Deployment, Hover, Inlay, Language, PathLink, Signature, SymbolNode, Token, TokenKind } from './language.ts';
export { languageNamed, languageOfPath, languages, mayHoldLanguage } from './languages/registry.ts';
export type { SyslogTime } from './languages/rsyslog/try/syslog-time.ts';
export { convertFile as convertRsyslog, type Syntax as RsyslogSyntax } from './languages/rsyslog/convert/convert-file.ts';
export { nearest } from './languages/values/suggest.ts';
export { lint } from './lint.ts';
export { askedOfHost, markersOf } from './judge-unit.ts';
export type { Finding, Fix, Problem, Related, Severity } from './problem.ts';
export { anchorsOfText, fileLinks, type Place, type Rights } from './places.ts';
export { markLines, markLinesMissing } from './parts/marked-part.ts';
export { isKeyed, mergePart, type Merged } from './parts/merge-part.ts';
export { emptyProject, type Project, withDocument } from './project.ts';
export type {
  Draft,
  DraftBlock,
  DraftInput,
  DraftInstall,
  DraftRefusal,
  DraftRequest,
  DraftScript,
  Source,
} from './runbook/draft-types.ts';
export { type AttributeRecord, attributeTable } from './runbook/attribute-table.ts';
export { draft } from './runbook/draft.ts';
export { isOn } from './runbook/flag.ts';
export { inputTrouble } from './runbook/draft-inputs.ts';
export type { Block, BlockOptions, FrontMatter, Input, Runbook } from './runbook/model.ts';
export { type MatchedLine, type Meant, type SymptomMatch, type SymptomMatcher, symptomMatcher } from './runbook/symptoms.ts';
export { rulePage } from './rule-page.ts';
export { isSettingsPath } from './configuration/settings-file.ts';
export { scriptsOfDocument } from './shell/scripts-of-document.ts';
export {
  readShellCheck,
  type ShellCheckComment,
  type ShellCheckComments,
  shellCheckArguments,
  shellCheckKey,
} from './shell/shellcheck.ts';
export { setting, type SettingDefinition, type Settings } from './settings.ts';
export { commonEnd, commonStart } from './text/common-ends.ts';
export { applyEdits, type Edit } from './text/edit.ts';
export { lineIndex, type LineIndex, type Position } from './text/line-index.ts';
export { contains, overlaps, span, type Span, touches } from './text/span.ts';
export { targetOf } from './target-of.ts';
export { includedBy } from './wanted.ts';
export type { Parsed, Unit } from './unit.ts';
