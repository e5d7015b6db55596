/** The pretend engine's settings, libraries and chores. */
import { emit } from '@tauri-apps/api/event';
import type { BackupCard, Chore, ChoreName, Complaint, Holding, Network, Settings } from '../wire';
import { refuse } from './acts';
import { ago } from './making';

/** How long a pretend chore takes, and in how many steps. */
const STEP_MS = 150;
const STEPS = 12;

/** The library that is open. */
export const open: Holding = { name: 'Foreign desk', folder: '/home/editor/Clipdesk' };

export const settings: Settings = {
  network: { proxy: null, authority: null, offline: false },
  post: {
    host: 'mail.example',
    port: null,
    security: 'tls',
    user: 'mara',
    from: 'Morning desk <desk@mail.example>',
  },
  libraries: [
    { ...open },
    { name: 'Harbour files', folder: '/home/editor/Harbour files' },
    { name: 'Sports desk', folder: '/media/disk/Sports desk' },
  ],
  versions: { clipdesk: '0.5.0', tauri: '2.12.5', web_view: 'Pretend 1.0', sqlite: '3.53.2', layout: 5 },
};

let backups: BackupCard[] = [1, 2, 3, 9].map((days) => ({
  name: `library-${days}.sqlite`,
  made_at: ago(days, '06:30'),
  bytes: 48_300_000 - days * 310_000,
}));

let stopped = false;
let busy = false;

/** Takes its time, says how far it is, and can be stopped. */
export async function chore<Answer>(name: ChoreName, of: number, answer: () => Answer): Promise<Answer> {
  if (busy) throw refuse('something else is under way; wait for it, or stop it');
  busy = true;
  stopped = false;
  try {
    for (let step = 0; step <= STEPS; step++) {
      await emit('chore-moved', { chore: name, done: Math.round((of * step) / STEPS), of } satisfies Chore);
      await new Promise((then) => setTimeout(then, STEP_MS));
      if (stopped) throw refuse('it was stopped; nothing was changed');
    }
    return answer();
  } finally {
    busy = false;
    await emit('chore-moved', null);
  }
}

const empty = (path: string) => {
  if (!path.startsWith('/')) throw refuse(`“${path}” is not the path of a folder`);
  if (path.includes('full')) throw refuse(`${path} is not empty, and was not changed`);
};

const nameOf = (folder: string) => folder.split('/').at(-1) || folder;

interface Asked {
  network: Network;
  folder: string;
  to: string;
  name: string;
  path: string;
}

export const housekeeping: Record<string, (asked: Asked) => unknown> = {
  settings: () => structuredClone(settings),
  set_network: ({ network }) => {
    if (network.proxy && !/^(https?|socks5):\/\//.test(network.proxy)) {
      throw refuse(`“${network.proxy}” is not a proxy: write http://, https:// or socks5:// before it`);
    }
    if (network.authority && !network.authority.endsWith('.pem'))
      throw refuse(`${network.authority} could not be read as certificates`);
    settings.network = network;
    return structuredClone(settings);
  },
  open_library: ({ folder }) => {
    if (folder.includes('broken')) {
      throw { kind: 'broken', message: `the library in ${folder} is damaged` } satisfies Complaint;
    }
    empty(folder);
    const known = settings.libraries.find((library) => library.folder === folder);
    Object.assign(open, { name: known?.name ?? nameOf(folder), folder });
    settings.libraries = [{ ...open }, ...settings.libraries.filter((other) => other.folder !== folder)];
    return { ...open };
  },
  forget_library: ({ folder }) => {
    settings.libraries = settings.libraries.filter((library) => library.folder !== folder);
    return structuredClone(settings);
  },
  choose_folder: () => '/home/editor/Chosen',
  move_library: ({ to }) => {
    empty(to);
    return chore('move', 2400, () => Object.assign(open, { name: nameOf(to), folder: to }));
  },
  backups: () => structuredClone(backups),
  back_up: () =>
    chore('back-up', 1200, () => {
      const card = { name: `library-now-${backups.length}.sqlite`, made_at: new Date().toISOString() };
      backups = [{ ...card, bytes: 48_300_000 }, ...backups];
      return 'Backed up 13 stories.';
    }),
  restore: () => chore('restore', 1200, () => 'Restored the library. What it held is kept beside it.'),
  verify: () =>
    chore('verify', 1300, () =>
      location.search.includes('damaged') ? ['The picture of story 3 is gone.'] : [],
    ),
  export_library: ({ path }) => {
    empty(path);
    return chore('export', 1300, () => `Exported 13 stories to ${path}.`);
  },
  import_library: ({ path }) => {
    if (!path.startsWith('/')) throw refuse(`“${path}” is not the path of a folder`);
    return chore('import', 400, () => 'Took in 4 stories and 2 topics. 9 were here already.');
  },
  stop_chore: () => void (stopped = true),
};
