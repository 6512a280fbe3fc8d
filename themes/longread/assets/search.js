// Finds posts by their titles, summaries, tags and categories in the index that the site ships. No server, nothing stored.
const form = document.querySelector('form.search');
const list = document.querySelector('.results');
const status = document.querySelector('.found');
const field = form?.querySelector('input');

if (form && list && status && field) {
  form.hidden = false;
  let posts;
  const plain = (text) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase();
  const load = async () => {
    posts ??= fetch(form.dataset.index)
      .then((answer) => answer.json())
      .then((entries) =>
        entries.map((entry) => ({ ...entry, words: plain([entry.title, entry.summary, ...entry.terms].join(' ')) })),
      );
    return posts;
  };
  const show = async () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    const found =
      wanted.length === 0 ? [] : (await load()).filter((post) => wanted.every((word) => post.words.includes(word)));
    const isInTitle = (post) => wanted.every((word) => plain(post.title).includes(word));
    found.sort((a, b) => Number(isInTitle(b)) - Number(isInTitle(a)));
    status.textContent =
      wanted.length === 0
        ? ''
        : found.length === 0
          ? form.dataset.none
          : form.dataset.some.replace('{n}', found.length);
    list.replaceChildren(...found.slice(0, 50).map(row));
    const address = new URL(location.href);
    if (field.value === '') address.searchParams.delete('q');
    else address.searchParams.set('q', field.value);
    history.replaceState(null, '', address);
  };
  const row = (post) => {
    const entry = document.createElement('li');
    const title = document.createElement('a');
    title.href = post.href;
    title.textContent = post.title;
    const facts = document.createElement('p');
    facts.className = 'summary';
    facts.textContent = post.summary;
    entry.append(title, facts);
    return entry;
  };
  field.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  field.value = new URL(location.href).searchParams.get('q') ?? '';
  if (field.value !== '') show();
  field.focus();
}
