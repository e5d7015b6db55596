/** What a toast says, and the one thing it offers. */
export interface Toast {
  id: number;
  kind: 'said' | 'complaint';
  sentence: string;
  action: { words: string; act: () => void } | null;
}

/** How long a sentence stays: long enough to read it and to reach for Undo. */
const STAYS_MS = 8000;
/** How many are seen at once. */
const SEEN = 3;

/**
 * What the desk says in passing. A sentence goes by itself, unless somebody is about to use it; a complaint
 * stays until it is dismissed.
 */
export class Toasts {
  all = $state.raw<Toast[]>([]);
  #last = 0;
  #leaving = new Map<number, ReturnType<typeof setTimeout>>();
  #held = false;

  /** Those that are seen, the latest last. A complaint is not pushed out by what is merely said. */
  get seen(): Toast[] {
    const complaints = this.all.filter((toast) => toast.kind === 'complaint').slice(-SEEN);
    const room = SEEN - complaints.length;
    const said = room > 0 ? this.all.filter((toast) => toast.kind === 'said').slice(-room) : [];
    return this.all.filter((toast) => complaints.includes(toast) || said.includes(toast));
  }

  /** How many complaints wait for room. */
  get unseen(): number {
    return Math.max(0, this.all.filter((toast) => toast.kind === 'complaint').length - SEEN);
  }

  say(sentence: string, action: Toast['action'] = null) {
    // What is offered is to take the last act back, so an earlier sentence has nothing to offer any more.
    this.all = this.all.map((toast) => (toast.kind === 'said' ? { ...toast, action: null } : toast));
    this.#put({ id: ++this.#last, kind: 'said', sentence, action });
  }

  complain(sentence: string) {
    // The same complaint once more is not a second one; it is told again.
    this.all = this.all.filter((toast) => toast.kind !== 'complaint' || toast.sentence !== sentence);
    this.#put({ id: ++this.#last, kind: 'complaint', sentence, action: null });
  }

  dismiss(id: number) {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
    this.all = this.all.filter((toast) => toast.id !== id);
  }

  /** Lets nothing go while somebody points at it, or has the focus in it. */
  hold() {
    this.#held = true;
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
  }

  /** Lets them go again, each after its whole time. */
  release() {
    this.#held = false;
    for (const toast of this.all) this.#seeOff(toast);
  }

  #put(toast: Toast) {
    const said = this.all.filter((other) => other.kind === 'said').slice(0, -(SEEN - 1));
    for (const { id } of said) this.dismiss(id);
    this.all = [...this.all, toast];
    this.#seeOff(toast);
  }

  #seeOff({ id, kind }: Toast) {
    if (this.#held || kind === 'complaint' || this.#leaving.has(id)) return;
    this.#leaving.set(
      id,
      setTimeout(() => this.dismiss(id), STAYS_MS),
    );
  }
}
