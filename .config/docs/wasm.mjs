import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { root } from '../ensure.mjs';

/** Modules of WebAssembly, beside the text that each is assembled from, as a module of our own that holds it. */
export async function wasm() {
  const { parseWat } = await wabt();
  return ['client/src/cli/run/margined-lines'].map((path) => {
    const { buffer } = parseWat(`${path}.wat`, readFileSync(join(root, `${path}.wat`), 'utf8'), { simd: true }).toBinary({});
    const name = path.slice(path.lastIndexOf('/') + 1);
    const text = Buffer.from(buffer).toString('base64');
    return [
      `${path}-module.ts`,
      `/** Assembled from ${name}.wat by \`npm run docs\`; in base64. */\nexport const ${name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())}Module =\n  '${text}';\n`,
    ];
  });
}
