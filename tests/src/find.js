// Finds what a person means: by selector, by words, or by role and name. Gives the first that can be seen.
const [kind, first, second] = arguments;

const SELECTORS = {
  button: 'button, summary, input[type=button], input[type=submit]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  dialog: 'dialog[open]',
  heading: 'h1, h2, h3, h4, h5, h6',
  img: 'img',
  link: 'a[href]',
  list: 'ul, ol',
  listitem: 'li',
  main: 'main',
  navigation: 'nav',
  option: 'option',
  radio: 'input[type=radio]',
  region: 'section',
  searchbox: 'input[type=search]',
  textbox: 'input:not([type]), input[type=text], input[type=url], input[type=email], textarea, [contenteditable=true]',
};

const words = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

// What is read out of it: what is hidden from assistive programs is not.
function readOut(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  const own = node.getAttribute('aria-label') ?? node.getAttribute('alt');
  return own ?? [...node.childNodes].map(readOut).join('');
}

// What an assistive program would call it; enough of the standard for a desk.
function nameOf(element) {
  const labels = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const spoken = labels.map((id) => document.getElementById(id)?.textContent).join(' ');
  const ofLabels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
  const content = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? element.value : [...element.childNodes].map(readOut).join('');
  const isField = element.labels !== undefined && element.tagName !== 'BUTTON';
  const names = [
    spoken, element.getAttribute('aria-label'), ofLabels, element.getAttribute('alt'),
    isField ? '' : content, element.title, element.placeholder, content,
  ];
  return names.map(words).find((name) => name !== '') ?? '';
}

const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true]');

function candidates() {
  switch (kind) {
    case 'css':
      return [...document.querySelectorAll(first)];
    case 'role': {
      const selector = [`[role~="${first}"]`, SELECTORS[first]].filter(Boolean).join(', ');
      const plain = (element) =>
        !element.hasAttribute('role') || element.getAttribute('role').split(' ').includes(first);
      return [...document.querySelectorAll(selector)].filter((element) => plain(element) && nameOf(element) === words(second));
    }
    default: {
      const reads = (element) => words(element.textContent) === words(first);
      return [...document.body.querySelectorAll('*')].filter(
        (element) => reads(element) && ![...element.children].some(reads),
      );
    }
  }
}

return candidates().find(isSeen) ?? null;
