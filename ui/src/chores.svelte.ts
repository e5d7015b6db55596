/** What takes long and concerns the whole library: one thing at a time, also while nobody looks at it. */
import * as desk from './desk';
import type { Chore, ChoreName } from './wire';

/** What came of a chore. */
export interface Outcome {
  chore: ChoreName;
  kind: 'done' | 'failed';
  sentence: string;
  /** What it found, a sentence each. */
  findings?: string[];
}

export class Chores {
  /** How far the chore is that is under way. */
  #moved = $state.raw<Chore | null>(null);
  /** The chore that was asked for here and has not answered yet. */
  #asked = $state<ChoreName | null>(null);
  /** What came of the last one, until the next begins. */
  outcome = $state.raw<Outcome | null>(null);
  /** Whether another library is on its way into this one's place; then the desk waits. */
  turning = $state(false);
  readonly #done: (outcome: Outcome) => void;

  /** `done` is told what came of a chore. */
  constructor(done: (outcome: Outcome) => void) {
    this.#done = done;
  }

  /** Follows what is under way. Answers how to stop following. */
  follow(): () => void {
    const following = desk.onChoreMoved((chore) => (this.#moved = chore));
    return () => void following.then((stop) => stop());
  }

  /** What is under way, and how far it is, if that is known yet. */
  get current(): Chore | null {
    if (this.#moved) return this.#moved;
    return this.#asked && { chore: this.#asked, done: 0, of: null };
  }

  /** Does a chore; `told` says what its answer means, where that is no sentence. Null when it was refused, or stopped. */
  async run<Answer>(
    chore: ChoreName,
    doing: () => Promise<Answer>,
    told: (answer: Answer) => Pick<Outcome, 'sentence' | 'findings'> = (answer) => ({
      sentence: String(answer),
    }),
  ): Promise<Answer | null> {
    this.#asked = chore;
    this.outcome = null;
    try {
      const answer = await doing();
      this.#end({ chore, kind: 'done', ...told(answer) });
      return answer;
    } catch (thrown) {
      this.#end({ chore, kind: 'failed', sentence: desk.complaint(thrown).message });
      return null;
    } finally {
      this.#asked = null;
      this.#moved = null;
    }
  }

  #end(outcome: Outcome) {
    this.outcome = outcome;
    this.#done(outcome);
  }

  async stop() {
    const chore = this.current?.chore;
    if (!chore) return;
    await desk.stopChore().catch((thrown: unknown) => {
      this.#end({ chore, kind: 'failed', sentence: desk.complaint(thrown).message });
    });
  }
}
