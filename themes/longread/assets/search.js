// Finds posts by the words of their titles, tags and texts, in the index that the site ships in parts, newest part first.
// No server, nothing stored; older parts are asked for only as long as too little was found.
const form = document.querySelector('form.search');
const list = document.querySelector('.results');
const status = document.querySelector('.found');
const field = form?.querySelector('input');
const enough = 30;

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
// Chinese and Japanese are looked up by pairs of signs, as the index has them.
const apart = (run) => {
  const signs = [...run];
  if (!ideographs.test(run) || signs.length === 1) return [run];
  return signs.slice(1).map((sign, index) => signs[index] + sign);
};
const wordsOf = (text) => (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(apart);

const loaded = new Map();
const load = (address) => {
  if (!loaded.has(address))
    loaded.set(
      address,
      fetch(address).then((answer) => answer.json()),
    );
  return loaded.get(address);
};
const part = async (address) => {
  const found = await load(address);
  found.index ??= found.words.split(',').map((entry) => entry.split(' '));
  return found;
};

// Posts of a part in which every wanted word begins some word.
const findIn = ({ posts, index }, wanted) => {
  let left;
  for (const word of wanted) {
    const hits = new Set();
    for (const [known, ...places] of index) {
      if (known.startsWith(word)) for (const place of places) hits.add(Number(place));
    }
    left = left === undefined ? hits : new Set([...left].filter((place) => hits.has(place)));
  }
  const found = [...(left ?? [])].sort((a, b) => b - a).map((place) => posts[place]);
  const isInTitle = (post) => wanted.every((word) => wordsOf(post.title).some((known) => known.startsWith(word)));
  return [...found.filter(isInTitle), ...found.filter((post) => !isInTitle(post))];
};

const row = (post) => {
  const entry = document.createElement('li');
  const title = document.createElement('a');
  title.href = post.href;
  title.textContent = post.title;
  const summary = document.createElement('p');
  summary.className = 'summary';
  summary.textContent = post.summary;
  entry.append(title);
  if (post.date !== '') {
    const when = document.createElement('span');
    when.className = 'when';
    when.textContent = post.date;
    entry.append(' ', when);
  }
  entry.append(summary);
  return entry;
};

let latest = 0;
const show = async () => {
  latest += 1;
  const mine = latest;
  const wanted = wordsOf(field.value).filter((word) => word.length > 1 || ideographs.test(word));
  const address = new URL(location.href);
  if (field.value === '') address.searchParams.delete('q');
  else address.searchParams.set('q', field.value);
  history.replaceState(null, '', address);
  const found = [];
  if (wanted.length > 0) {
    const { parts } = await load(form.dataset.index);
    for (const address of parts) {
      if (mine !== latest || found.length >= enough) break;
      const hits = findIn(await part(address), wanted);
      if (mine !== latest) return;
      found.push(...hits);
      if (hits.length > 0) list.replaceChildren(...found.map(row));
      status.textContent = form.dataset.more;
    }
  }
  if (mine !== latest) return;
  list.replaceChildren(...found.map(row));
  const sentence = found.length === 0 ? form.dataset.none : form.dataset.some.replace('{n}', found.length);
  status.textContent = wanted.length === 0 ? '' : sentence;
};

if (form && list && status && field) {
  form.hidden = false;
  field.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  field.value = new URL(location.href).searchParams.get('q') ?? '';
  if (field.value !== '') show();
  field.focus();
}
