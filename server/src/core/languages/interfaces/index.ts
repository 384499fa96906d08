import type { Language } from '../../language.ts';
import { interfacesHead } from './head.ts';
import { deploy } from './deploy.ts';
import { complete } from './features/complete.ts';
import { folding } from './features/folding.ts';
import { format } from './features/format.ts';
import { hover } from './features/hover.ts';
import { inlays } from './features/inlays.ts';
import { hookScripts } from './hook-scripts.ts';
import { nameTrouble } from './features/name-trouble.ts';
import { pathLinks } from './features/path-links.ts';
import { selection } from './features/selection.ts';
import { signature } from './features/signature.ts';
import { symbols } from './features/symbols.ts';
import { tokens } from './features/tokens.ts';
import { parseInterfaces } from './parse.ts';
import { judgedBy, markers, placed } from './placed.ts';
import { rules } from './rules/registry.ts';
import type { InterfacesTree } from './tree.ts';

/** The network configuration that ifup reads: /etc/network/interfaces, in the dialects of its four daemons. */
export const interfaces: Language<InterfacesTree> = {
  ...interfacesHead,
  markers,
  parse: parseInterfaces,
  placed,
  judgedBy,
  rules,
  complete,
  hover,
  signature,
  symbols,
  folding,
  selection,
  pathLinks,
  nameTrouble,
  tokens,
  inlays,
  format,
  scripts: ({ tree, text }) => hookScripts(tree, text),
  deploy,
};
