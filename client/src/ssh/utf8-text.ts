import { StringDecoder } from 'node:string_decoder';

/**
 * A stream's text as it comes, never cutting a character in two: bytes that are not UTF-8 become U+FFFD, one chunk of text for each chunk of
 * bytes that ends one. Reading on is what lets the step go on.
 */
export async function* utf8Text(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  for await (const part of stream) {
    const text = typeof part === 'string' ? part : decoder.write(part);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}
