import { errorName } from '#libs/outcome/error-name.js';

/** In a process of its own: does what `apart` asks for, once, and tells the answer. What fails is told by its name alone. */
export function answering<Given, Answer>(work: (given: Given) => Answer): void {
  process.once('message', (given: Given) => {
    process.send!(outcome(work, given), () => process.disconnect());
  });
}

function outcome<Given, Answer>(work: (given: Given) => Answer, given: Given) {
  try {
    return { answer: work(given) };
  } catch (error) {
    return { failed: errorName(error) };
  }
}
