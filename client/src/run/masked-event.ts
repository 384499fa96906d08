import type { RunEventBody } from './events.ts';
import type { Mask } from './values/mask.ts';

/** An event whose sentences hold no secret. A step's output is masked where it is read, for it comes in chunks; the plan never holds one. */
export function maskedEvent(body: RunEventBody, mask: Mask): RunEventBody {
  switch (body.type) {
    case 'note':
    case 'host-trouble':
      return { ...body, message: mask.text(body.message) };
    case 'block-ended':
      return body.message === undefined ? body : { ...body, message: mask.text(body.message) };
    case 'difference':
      return { ...body, diff: mask.text(body.diff), path: mask.text(body.path) };
    case 'question':
      return { ...body, question: { ...body.question, message: mask.text(body.question.message) } };
    default:
      return body;
  }
}
