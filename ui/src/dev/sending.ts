/** Sending in the pretend library: over a mail server that takes everything, but for whoever is called nobody. */
import { addressOf } from '../composer/recipients';
import type { CollectionId, Delivery, Number as EditionNumber, PostOffice, Sent, Settings } from '../wire';
import { changed, refuse } from './acts';
import { held } from './holding';
import { chore, settings } from './settings';

/** What these commands are asked with. */
interface Args {
  id: CollectionId;
  number: EditionNumber;
  list: string;
  people: string;
  again: string;
  office: PostOffice;
  password: string;
}

let password = 'sesame';

/** The people in a list. */
export function people(list: string): string[] {
  const all = list.split(/[\n,;]/).map((one) => one.trim());
  const named = all.filter((one) => one !== '');
  const wrong = named.find((one) => !addressOf(one).includes('@'));
  if (wrong !== undefined) throw refuse(`“${wrong}” is no mail address; nothing was changed`);
  return named;
}

const says = ({ issue, correction }: EditionNumber) => `${issue}.${correction}`;

export const sending: Record<string, (asked: Args) => unknown> = {
  set_post: ({ office }): Settings => {
    if (office.host !== '' && !office.from.includes('@')) {
      throw refuse(`“${office.from}” is no mail address; nothing was changed`);
    }
    settings.post = office;
    return structuredClone(settings);
  },
  has_password: () => password !== '',
  keep_password: (asked) => void (password = asked.password),
  forget_password: () => void (password = ''),
  recipients: ({ list }) => people(list),
  mail_finding: () => null,
  send_test: () => chore('send', 1, () => settings.post.from),
  send_edition: ({ id, number, people: list, again }) => {
    const kept = held.collections.find((one) => one.id === id)!;
    const known = (one: string) =>
      kept.deliveries.find((past) => says(past.number) === says(number) && past.taker === addressOf(one))
        ?.state;
    const all = people(list);
    const before = all.filter((one) => known(one) === 'delivered');
    const unknown = all.filter((one) => known(one) === 'on-its-way' && !again.includes(one));
    const rest = all.filter((one) => !before.includes(one) && !unknown.includes(one));
    const refused = rest.filter((one) => one.includes('nobody'));
    const sent = rest.filter((one) => !refused.includes(one));
    return chore('send', all.length, () => {
      const note = (state: Delivery['state'], said: string | null) => (one: string) => {
        const taker = addressOf(one);
        kept.deliveries = kept.deliveries.filter(
          (past) => past.taker !== taker || says(past.number) !== says(number),
        );
        kept.deliveries.unshift({
          at: new Date().toISOString(),
          number,
          format: 'mail',
          taker,
          state,
          said,
        });
      };
      sent.forEach(note('delivered', null));
      refused.forEach(note('refused', '550 nobody here has this name'));
      changed();
      return {
        sent,
        before,
        unknown,
        refused: refused.map((to) => ({ to, why: '550 nobody here has this name' })),
        left: [],
        stopped: null,
      } satisfies Sent;
    });
  },
};
