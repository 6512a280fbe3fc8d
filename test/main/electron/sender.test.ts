import { expect, it } from 'vitest';
import { isFromPage } from '../../../main/electron/sender.ts';

const page = { id: 1 };
const mainFrame = { url: 'app://offprint/', parent: null };

it('trusts the main frame of the window while it shows the page', () => {
  expect(isFromPage({ sender: page, senderFrame: mainFrame }, page)).toBe(true);
});

it.each([
  ['another window', { sender: { id: 1 }, senderFrame: mainFrame }],
  ['a frame inside the page', { sender: page, senderFrame: { url: 'app://offprint/', parent: mainFrame } }],
  [
    'the preview, should it ever speak',
    { sender: page, senderFrame: { url: 'app://offprint/resource/preview/a/', parent: null } },
  ],
  ['a page on the web', { sender: page, senderFrame: { url: 'https://offprint/', parent: null } }],
  ['a file', { sender: page, senderFrame: { url: 'file:///offprint/index.html', parent: null } }],
  ['a frame that has gone', { sender: page, senderFrame: null }],
])('does not trust %s', (_name, message) => {
  expect(isFromPage(message, page)).toBe(false);
});

it('trusts nobody while there is no window', () => {
  expect(isFromPage({ sender: undefined, senderFrame: mainFrame }, undefined)).toBe(false);
});
